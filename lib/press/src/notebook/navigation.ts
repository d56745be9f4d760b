/**
 * The lines by which a reader goes from notebook to notebook. Below the title: the previous
 * one, the index, and the same one live in the browser. At the end: the next one, and the
 * index. `npm run navigation` writes them.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { notebooksIn } from './choose.js';
import type { Finding } from './finding.js';
import { joined, lines, nameOf, readNotebook, replaceFile, serialize, type Cell, type Notebook } from './notebook.js';
import { ROOT } from '../common/paths.js';

const INDEX = '[Index](../README.md#the-notebooks)';
/** Where the README says how the site is opened. */
const SITE_SECTION = '../README.md#open-in-the-browser';
/** A line of nothing but links, one of them to the index. */
const IS_NAVIGATION = /^(?=.*(?:\[← |\[Next: |#the-notebooks\)))\[[^\]]*\]\([^)]*\)(?: · \[[^\]]*\]\([^)]*\))*$/;

/** The published site's address, as far as package.json says it. */
export function siteAddress(): string | undefined {
  return (JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { homepage?: string }).homepage;
}

/** The lines below the title and at the end. */
export type Navigation = readonly [top: string, bottom: string];

/**
 * The navigation of each of these notebooks, which are in their order.
 * @param site the address of the published site; without it, the README says how to open the site
 */
export function navigationLines(files: readonly string[], site = siteAddress()): Navigation[] {
  const titles = files.map(file => titleOf(readNotebook(file)) ?? nameOf(file));
  const link = (text: string, file: string) => `[${text}](${path.basename(file)})`;
  return files.map((file, i) => {
    const previous = i > 0 ? [link(`← ${titles[i - 1]}`, files[i - 1]!)] : [];
    const next = i + 1 < files.length ? link(`Next: ${inSentence(titles[i + 1]!)} →`, files[i + 1]!) : INDEX;
    const live = `[Open in the browser](${site ? livePage(site, file) : SITE_SECTION})`;
    return [[...previous, INDEX, live].join(' · '), next];
  });
}

/** A notebook's page on the site. */
function livePage(site: string, file: string): string {
  return `${site.replace(/\/$/, '')}/lab/index.html?path=notebooks/${path.basename(file)}`;
}

/** What is wrong with the navigation of these notebooks. */
export function navigation(files: readonly string[]): Finding[] {
  const expected = navigationLines(files);
  return files.flatMap((file, i) => {
    const found = placesOf(readNotebook(file));
    return (['below the title', 'at the end'] as const)
      .map((place, at) => ({ place, is: found[at], line: expected[i]![at]! }))
      .filter(({ is, line }) => is !== line)
      .map(({ place, line }) => ({
        notebook: nameOf(file),
        message: `the navigation ${place} is not «${line}»: npm run navigation`,
      }));
  });
}

/** What is wrong with the list of notebooks in the README: each must be there, in order, by its title. */
export function index(files: readonly string[], readme: string): Finding[] {
  const list = /^## The notebooks$([\s\S]*?)^## /m.exec(readme)?.[1] ?? '';
  const found = [...list.matchAll(/^(?: +- )?(\d+[a-z]?)\. \[([^\]]+)\]\(notebooks\/([^)]+)\)/gm)].map(([, ...parts]) =>
    parts.join(' '),
  );
  return files.flatMap((file, i) => {
    const expected = [numberOf(file), titleOf(readNotebook(file)) ?? nameOf(file), path.basename(file)].join(' ');
    return found[i] === expected
      ? []
      : [
          {
            notebook: 'README',
            message: `entry ${i + 1} of the index is «${found[i] ?? 'missing'}», not «${expected}»`,
          },
        ];
  });
}

/** The number before the name: 5b of `05b-operators.ipynb`. */
function numberOf(file: string): string {
  return nameOf(file).replace(/^0*(\d+[a-z]?)-.*$/, '$1');
}

/** The lines of links where readers look for them: below the title, and at the end. */
function placesOf({ cells }: Notebook): [top: string | undefined, bottom: string | undefined] {
  const textOf = (cell: Cell | undefined) =>
    cell?.cell_type === 'markdown'
      ? joined(cell.source)
          .split('\n')
          .filter(line => line.trim() !== '')
      : [];
  return [textOf(cells[0])[1], textOf(cells.at(-1)).at(-1)];
}

/** The heading without its number: "The race" of "# 4. The race". */
function titleOf({ cells }: Notebook): string | undefined {
  return /^# +(?:\d+[a-z]?\. +)?(.+?) *$/m.exec(cells[0] ? joined(cells[0].source) : '')?.[1];
}

/** A title in the middle of a line begins small, unless its first word does not (TLA, DNS). */
function inSentence(title: string): string {
  return /^\p{Lu}(?:\p{Ll}| )/u.test(title) ? title[0]!.toLowerCase() + title.slice(1) : title;
}

/** The notebook with its navigation in both places. */
export function withNavigation(notebook: Notebook, [top, bottom]: Navigation): Notebook {
  const cells = notebook.cells
    .map(cell => {
      if (cell.cell_type !== 'markdown') return cell;
      const rest = joined(cell.source)
        .split('\n')
        .filter(text => !IS_NAVIGATION.test(text))
        .join('\n');
      return { ...cell, source: rest.replace(/\n{3,}/g, '\n\n').trimEnd() };
    })
    .filter(({ source }) => joined(source) !== '');
  const [first, last] = [cells[0], cells.at(-1)];
  if (first?.cell_type !== 'markdown' || last?.cell_type !== 'markdown') {
    throw new Error('A notebook begins with a text cell that has its title, and ends with a text cell.');
  }
  first.source = joined(first.source)
    .replace(/^(# .*)(?:\n+|$)/, `$1\n\n${top}\n\n`)
    .trimEnd();
  last.source = `${joined(last.source)}\n\n${bottom}`;
  return { ...notebook, cells: cells.map(cell => ({ ...cell, source: lines(joined(cell.source)) })) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = notebooksIn(path.join(ROOT, 'notebooks'));
  const expected = navigationLines(files);
  for (const [i, file] of files.entries()) {
    const before = readNotebook(file);
    const now = serialize(withNavigation(before, expected[i]!));
    if (now === serialize(before)) continue;
    replaceFile(file, now);
    console.log(`${nameOf(file)}: ${expected[i]!.join(' … ')}`);
  }
}
