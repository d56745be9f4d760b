/** Runs a notebook's cells as a reader has changed them, for tests of what its experiments say. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadNotebook } from './load.js';
import { ROOT } from '../common/paths.js';

export interface Change {
  /** The id of the last cell to run. */
  readonly upTo: string;
  /** Text in the cells to replace, as a reader would. */
  readonly change?: Readonly<Record<string, string>>;
}

/** Runs a notebook's cells after a reader's changes, and hands back what they declare. */
// biome-ignore lint/suspicious/noExplicitAny: what a notebook declares has any type
export async function readNotebookChanged(name: string, { upTo, change = {} }: Change): Promise<Record<string, any>> {
  const notebooks = path.join(ROOT, 'notebooks');
  const notebook = JSON.parse(readFileSync(path.join(notebooks, `${name}.ipynb`), 'utf8'));
  const end = notebook.cells.findIndex((cell: { id: string }) => cell.id === upTo);
  assert(end >= 0, `${name} has no cell ${upTo}`);
  notebook.cells = notebook.cells.slice(0, end + 1);
  for (const [from, to] of Object.entries(change)) {
    const cell = notebook.cells.find((cell: { source: string[] }) => cell.source.join('').includes(from));
    assert(cell, `${name} has no cell with «${from}» up to ${upTo}`);
    cell.source = [cell.source.join('').replace(from, to)];
  }
  const folder = path.join(ROOT, '.cache', 'stories', String(process.pid));
  mkdirSync(folder, { recursive: true });
  try {
    const file = path.join(folder, `${name}.ipynb`);
    writeFileSync(file, JSON.stringify(notebook));
    return await loadNotebook(file, notebooks);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
