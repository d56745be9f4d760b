/** The cells that slides are made of. What a cell is on a slide, its slideshow metadata say. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  isCode,
  isObject,
  joined,
  readNotebook,
  replaceFile,
  serialize,
  type Cell,
  type Notebook,
} from '../notebook/notebook.js';
import { ROOT } from '../common/paths.js';
import { TalkError, type Slide } from './order.js';

/** As in Jupyter: the cell begins a slide, begins one below, appears later, is for the speaker, or is left out. */
export type SlideType = 'slide' | 'subslide' | 'fragment' | 'notes' | 'skip' | '-';

export interface SlideCell {
  /** Of its notebook and itself, for a file: `04-the-race-lanes`. */
  readonly name: string;
  readonly cell: Cell;
  readonly type: SlideType;
}

const FOLDER = path.join(ROOT, 'notebooks');
const opened = new Map<string, Notebook>();

function fileOf(name: string): string {
  return path.join(FOLDER, `${name}.ipynb`);
}

function open(name: string, reference: string): Notebook {
  let notebook = opened.get(name);
  if (!notebook) {
    if (!existsSync(fileOf(name)))
      throw new TalkError(`The slide shows “${reference}”, but there is no notebook ${name} in notebooks/.`);
    opened.set(name, (notebook = readNotebook(fileOf(name))));
  }
  return notebook;
}

/**
 * Finds a cell by `notebook#id`.
 * @throws TalkError when there is none
 */
export function findCell(reference: string): SlideCell {
  const [name = '', id = ''] = reference.split('#');
  const cell = open(name, reference).cells.find(candidate => candidate.id === id);
  if (!cell) throw new TalkError(`The slide shows “${reference}”, but notebook ${name} has no cell with the id ${id}.`);
  return { name: `${name}-${id}`, cell, type: slideType(cell) };
}

/**
 * The code of a cell, or of some lines of it: `notebook#id:2-9`.
 * @throws TalkError when there is no such cell, it has no such lines, or they are too many for a slide
 */
export function findCode(reference: string, most: number): string {
  const [, name, from, to] = /^(.*?)(?::(\d+)-(\d+))?$/.exec(reference)!;
  const { cell } = findCell(name!);
  if (!isCode(cell)) throw new TalkError(`The slide shows the code of “${name}”, which is a text.`);
  const all = joined(cell.source).split('\n');
  const lines = from ? all.slice(Number(from) - 1, Number(to)) : all;
  if (lines.length === 0) throw new TalkError(`“${reference}”: the cell has ${all.length} lines.`);
  if (lines.length > most)
    throw new TalkError(
      `The slide shows ${lines.length} lines of “${name}”, but nobody reads more than ${most}: choose some, as in “${name}:1-${most}”.`,
    );
  const margin = Math.min(...lines.filter(line => line.trim()).map(line => line.search(/\S/)));
  return lines.map(line => line.slice(margin)).join('\n');
}

/**
 * The cells of a slide, with what they are.
 * @throws TalkError when there is no such cell, or it is not meant for slides
 */
export function cellsOf({ title, cells = [] }: Slide): SlideCell[] {
  return cells.map(reference => {
    const found = findCell(reference);
    if (found.type === 'skip') {
      throw new TalkError(
        `The slide “${title}” shows ${reference}, which its notebook keeps off the slides: mark it with npm run talk -- --mark.`,
      );
    }
    return found;
  });
}

/** As in Jupyter, a cell that says nothing of slides goes on with the slide before it. */
function slideType({ metadata }: Cell): SlideType {
  const { slideshow } = metadata;
  return isObject(slideshow) ? (slideshow['slide_type'] as SlideType) : '-';
}

/**
 * Marks the cells that slides show in the notebooks, and all others as left out, so that
 * Jupyter's own slideshow shows the same ones. What is marked by hand stays as it is.
 * @returns the notebooks that were changed
 */
export function markCells(slides: readonly Slide[]): string[] {
  const wanted = new Map<string, SlideType>();
  for (const { cells = [] } of slides) cells.forEach((reference, i) => wanted.set(reference, i === 0 ? 'slide' : '-'));
  for (const reference of wanted.keys()) findCell(reference);
  return [...opened].flatMap(([name, notebook]) => {
    const before = serialize(notebook);
    for (const cell of notebook.cells) {
      const is = slideType(cell);
      const type = wanted.get(`${name}#${cell.id}`);
      if (!type || is === 'skip' || !('slideshow' in cell.metadata))
        cell.metadata['slideshow'] = { slide_type: type ?? 'skip' };
    }
    const after = serialize(notebook);
    if (after === before) return [];
    replaceFile(fileOf(name), after);
    return [name];
  });
}
