/** From a slide of the talk to its HTML. */
import { forSlides, type SavedData } from 'figures';
import { marked } from 'marked';
import { isCode, isObject, joined, type Output, type Text } from '../notebook/notebook.js';
import { cellsOf, findCode, type SlideCell } from './cells.js';
import type { Slide } from './order.js';

/** Lines of code that can be read from the back row. */
export const MOST_LINES = 12;

/** CSS pixels; a character is 0.6 of its size wide. */
const CODE_WIDTH = 1080;
/** Characters in a row of a table, from which on its type is smaller. */
const WIDE = 60;
/** The number of rows from which on a table's rows stand closer together. */
const LONG = 7;

/** Height to width, from which on a picture stands beside the text. */
const TALL = 0.9;

/** Keeps a picture beside the deck, and says under what name. */
export type KeepPicture = (png: Buffer, name: string) => string;

/**
 * The section of a slide.
 * @param explorer the explorer's file beside the deck; without it, no slide links to it
 */
export async function slideHtml(slide: Slide, from: number, keep: KeepPicture, explorer?: string): Promise<string> {
  const { title, minutes, text = [], code, explore, notes, backup } = slide;
  const cells = cellsOf(slide);
  const spoken = cells.filter(({ type }) => type === 'notes');
  const shown: string[] = [];
  for (const cell of cells) if (cell.type !== 'notes') shown.push(await cellHtml(cell, keep));
  const body = [
    ...text.map(paragraph => `<div class="text${cells.length > 0 || code ? '' : ' plain'}">${html(paragraph)}</div>`),
    ...(code ? [codeHtml(findCode(code, MOST_LINES))] : []),
    ...shown,
  ];
  const timing = `${clock(minutes)} min, ${backup ? 'if somebody asks' : `from ${clock(from)} to ${clock(from + minutes)}`}`;
  const kind = from === 0 ? ' class="cover"' : backup ? ' class="backup"' : '';
  return [
    `<section data-timing="${Math.round(minutes * 60)}"${kind}>`,
    `<h2>${html(title, true)}${explorer && explore ? linkTo(`${explorer}#${explore}`) : ''}</h2>`,
    ...body,
    `<aside class="notes"><p>${timing}</p>${[...notes, ...spoken.map(({ cell }) => joined(cell.source))].map(note => html(note)).join('')}</aside>`,
    '</section>',
  ].join('\n');
}

/** Opens in a tab of its own: the talk stays where it is. */
function linkTo(address: string): string {
  return ` <a class="explore" href="${address.replaceAll('&', '&amp;')}" target="_blank">walk it ↗</a>`;
}

/** Code as large as its longest line allows. */
function codeHtml(code: string): string {
  const longest = Math.max(...code.split('\n').map(line => line.length));
  const size = Math.min(30, Math.floor(CODE_WIDTH / (0.6 * longest)));
  return `<pre class="code" style="font-size: ${size}px"><code>${escaped(code)}</code></pre>`;
}

async function cellHtml({ name, cell, type }: SlideCell, keep: KeepPicture): Promise<string> {
  const parts: string[] = [];
  if (isCode(cell)) for (const output of cell.outputs) parts.push(await outputHtml(output, name, keep));
  else parts.push(`<div class="text">${html(joined(cell.source))}</div>`);
  const inner = parts.join('\n');
  return type === 'fragment' ? `<div class="fragment">${inner}</div>` : inner;
}

async function outputHtml(output: Output, name: string, keep: KeepPicture): Promise<string> {
  if (output.output_type === 'stream') return `<pre class="output">${escaped(joined(output.text))}</pre>`;
  if (output.output_type === 'error') return '';
  const data = textsJoined(output.data);
  const pictures = await forSlides(data);
  if (pictures.length > 0) {
    const about = output.metadata['image/png'];
    const alt = escaped(isObject(about) ? String(about['alt']) : '');
    const images = pictures.map(
      ({ png, width, height, leastType }, i) =>
        `<img data-type="${(leastType ?? Infinity) / width}" src="${keep(png, pictures.length > 1 ? `${name}-${String(i).padStart(2, '0')}` : name)}" alt="${alt}" style="--ratio: ${(width / height).toFixed(3)}"${stepOf(i, pictures.length)}>`,
    );
    const shape = pictures[0]!.height > TALL * pictures[0]!.width ? ' tall' : '';
    return `<div class="figure${pictures.length > 1 ? ' steps' : ''}${shape}">${images.join('\n')}</div>`;
  }
  const markdown = data['text/markdown'];
  if (typeof markdown === 'string') return `<div class="text said">${html(markdown)}</div>`;
  return `<pre class="output">${escaped(String(data['text/plain'] ?? ''))}</pre>`;
}

/** One picture after the other in the same place: the first goes when the second comes, and the last stays. */
function stepOf(i: number, all: number): string {
  if (all === 1) return '';
  if (i === 0) return ' class="fragment fade-out" data-fragment-index="0"';
  return ` class="fragment${i < all - 1 ? ' current-visible' : ''}" data-fragment-index="${i - 1}"`;
}

function textsJoined(data: Record<string, unknown>): SavedData {
  return Object.fromEntries(
    Object.entries(data).map(([mime, value]) => [
      mime,
      Array.isArray(value) && !mime.endsWith('json') ? joined(value as Text) : value,
    ]),
  );
}

/** Links lead nowhere on a slide: their text is enough. What is marked ✗ stands out, and ids are not broken. */
function html(markdown: string, inline = false): string {
  const text = markdown.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1');
  const made = inline ? marked.parseInline(text, { async: false }) : marked.parse(text, { async: false });
  return made
    .replace(/<table>[\s\S]*?<\/table>/g, sizedTable)
    .replace(/✗[^<;]*/g, '<span class="no">$&</span>')
    .replace(/\b[A-Z]+-\d+\b(?![^<]*>)/g, '<span class="id">$&</span>');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

function sizedTable(table: string): string {
  const rows = table.split('</tr>').map(row => row.replace(/<[^>]*>|\n/g, '').length);
  const size = rows.length > LONG ? 'long' : Math.max(...rows) > WIDE ? 'wide' : undefined;
  return size ? table.replace('<table>', `<table class="${size}">`) : table;
}

/** Minutes as 1:30. */
export function clock(minutes: number): string {
  const seconds = Math.round(minutes * 60);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
