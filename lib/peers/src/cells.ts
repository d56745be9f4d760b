import * as everystate from 'everystate';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from './paths.js';

interface Cell {
  readonly id: string;
  readonly source: readonly string[];
}

/**
 * A model that stands in a notebook's cells and nowhere else.
 * @param ids the cells to run for it, by their ids
 * @param name what the last of them calls it
 * @throws Error when the notebook has no such cell
 */
export function modelFromCells(notebook: string, ids: readonly string[], name: string): everystate.Model {
  const cells: Cell[] = JSON.parse(readFileSync(path.join(ROOT, 'notebooks', `${notebook}.ipynb`), 'utf8')).cells;
  const source = ids.map(id => {
    const cell = cells.find(one => one.id === id);
    if (!cell) throw new Error(`Notebook ${notebook} has no cell '${id}'.`);
    // What a cell shows is of no use here.
    return cell.source.join('').replace(/^verdicts\(.*$/m, '');
  }).join('\n');
  const { outputText } = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const names = Object.keys(everystate);
  return new Function(...names, `${outputText}\nreturn ${name};`)(...names.map(one => (everystate as any)[one]));
}
