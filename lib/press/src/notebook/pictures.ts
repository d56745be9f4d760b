/**
 * Copies figures from the saved notebooks to data/pictures, for the README: what
 * `npm run pictures` runs. So the README shows what the notebooks show.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readNotebook } from './notebook.js';
import { ROOT } from '../common/paths.js';

/** Where each picture comes from: a notebook, and the id of the cell that shows it. */
export const PICTURES = {
  'the-race.png': ['04-the-race', 'lanes'],
} as const;

/**
 * The PNG that a saved cell shows.
 * @throws Error when there is no such cell, or it shows none
 */
export function savedPicture(notebook: string, id: string): Buffer {
  const { cells } = readNotebook(path.join(ROOT, 'notebooks', `${notebook}.ipynb`));
  const cell = cells.find(candidate => candidate.id === id);
  for (const output of (cell as { outputs?: { data?: Record<string, unknown> }[] })?.outputs ?? []) {
    const png = output.data?.['image/png'];
    if (typeof png === 'string') return Buffer.from(png, 'base64');
  }
  throw new Error(`Notebook ${notebook} has no picture in a cell with the id '${id}': run npm start -- --write first.`);
}

export function pictureFile(name: string): string {
  return path.join(ROOT, 'data', 'pictures', name);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, [notebook, id]] of Object.entries(PICTURES)) {
    mkdirSync(path.dirname(pictureFile(name)), { recursive: true });
    writeFileSync(pictureFile(name), savedPicture(notebook, id));
    console.log(`data/pictures/${name}: ${notebook}, cell ${id}`);
  }
}
