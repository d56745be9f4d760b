/** What is wrong with a notebook as GitHub shows it. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../notebook/finding.js';
import { codeCells, isObject, nameOf, readNotebook, type Notebook } from '../notebook/notebook.js';
import type { PageFacts } from './page-facts.js';
import { pathsIn } from '../common/paths.js';

/** The least scale of a figure whose type can be read: 13 pixels become 7. */
const LEAST_SCALE = 0.53;
/** Phones do not scroll code sideways. */
const MAX_COLUMNS = 80;
/** A MIME type, base64, or a value that was not meant for people. */
const RAW =
  /\b(?:application|image|text)\/(?:vnd\.|x-)?[a-z][\w.+-]*\+?(?:json|png|html|markdown|plain)\b|[A-Za-z0-9+/]{200,}|\[object \w+\]|&(?:nbsp|lt|gt|amp);/;
const LIVE = /^application\/vnd\.|^image\//;

/** Findings that hold at every width. */
export function shownAsMeant(file: string, facts: PageFacts): Finding[] {
  const notebook = readNotebook(file);
  const findings: Finding[] = [];
  const say = (id: string, message: string) =>
    findings.push({ notebook: nameOf(file), ...numberOf(notebook, id), id, message });

  for (const [id, expected] of figuresOf(notebook)) {
    const shown = facts.pictures.filter(({ cell, drawn }) => cell === id && drawn).length;
    if (shown < expected) say(id, `${expected} ${expected === 1 ? 'figure' : 'figures'}, but ${shown} with a picture`);
  }
  for (const { cell, drawn, blank, transparent } of facts.pictures) {
    if (!drawn) say(cell, 'a picture that cannot be drawn');
    if (blank) say(cell, 'a picture of one colour');
    if (transparent) say(cell, 'a transparent picture: give it a white background, or a dark page shows through');
  }
  for (const { cell, text } of facts.prompts) {
    if (/In\s*\[\s*\]/.test(text)) say(cell, 'shown as not run, In [ ]: npm start -- --write');
  }
  for (const { cell, text } of facts.code) {
    for (const line of text.split('\n')) {
      if ([...line].length > MAX_COLUMNS)
        say(cell, `a code line of ${[...line].length} characters; phones show ${MAX_COLUMNS}`);
    }
  }
  for (const { cell, text } of facts.misread) {
    say(cell, `code is marked as wrong, because it is not understood: ${text}`);
  }
  for (const { cell, text, error, code } of facts.outputs) {
    if (error || /^\w*Error: |^\s+at .+:\d+:\d+\)?$/m.test(text)) say(cell, 'an error is shown as its output');
    if (isJson(text) && !code) say(cell, 'raw JSON is shown as its output');
  }
  for (const { cell, text } of [...facts.outputs, ...facts.texts]) {
    const raw = RAW.exec(text)?.[0];
    if (raw) say(cell, `raw data is shown: ${raw.slice(0, 60)}`);
    if (/^\s*\|.*\|\s*$/m.test(text)) say(cell, 'a table is shown as its source');
  }
  for (const { cell, text } of [...facts.code, ...facts.outputs, ...facts.texts]) {
    const found = pathsIn(text);
    if (found) say(cell, `a path of one machine is shown: ${found}`);
  }
  for (const { cell, target, known } of facts.links) {
    if (!known && isDead(target, path.dirname(file))) say(cell, `the link leads nowhere: ${target}`);
  }
  return findings;
}

/** Findings that depend on how wide the page is. */
export function fits(file: string, { cutOff, pictures }: PageFacts, width: number): Finding[] {
  const notebook = readNotebook(file);
  const found = (id: string, message: string): Finding => ({
    notebook: nameOf(file),
    ...numberOf(notebook, id),
    id,
    message,
  });
  return [
    ...cutOff.map(({ cell, what, width: needed }) =>
      found(cell, `${what} is cut off on a page ${width} pixels wide: it needs ${needed}`),
    ),
    ...pictures
      .filter(({ scale }) => scale < LEAST_SCALE)
      .map(({ cell, scale }) =>
        found(
          cell,
          `a figure is shown at ${Math.round(100 * scale)} % of its size on a page ${width} pixels wide: draw it narrower, or its type is too small`,
        ),
      ),
  ];
}

function numberOf(notebook: Notebook, id: string): { cell?: number } {
  const index = codeCells(notebook).findIndex(cell => cell.id === id);
  return index < 0 ? {} : { cell: index + 1 };
}

/** How many figures each cell has saved. */
function figuresOf(notebook: Notebook): Map<string, number> {
  return new Map(
    codeCells(notebook).map(cell => [
      cell.id ?? '',
      cell.outputs.filter(
        output =>
          (output.output_type === 'display_data' || output.output_type === 'execute_result') &&
          Object.keys(output.data).some(mime => LIVE.test(mime)),
      ).length,
    ]),
  );
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) || (Array.isArray(value) && value.some(isObject));
  } catch {
    return false;
  }
}

/** A link within the repository must lead to a file, and a link to a heading to a heading of that file. */
function isDead(target: string, folder: string): boolean {
  if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(target)) return false;
  const [name = '', anchor] = target.split('#').map(decodeURIComponent);
  if (name === '' || path.isAbsolute(name)) return true;
  const file = path.join(folder, name);
  if (!existsSync(file)) return true;
  return anchor !== undefined && file.endsWith('.md') && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor);
}

/** The anchors that GitHub gives to the headings of a markdown file. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ +(.+?) *$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}
