import * as everystate from 'everystate';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as outage from 'outage';
import ts from 'typescript';
import { ROOT } from './paths.js';

interface Cell {
  readonly id: string;
  readonly source: readonly string[];
}

/**
 * A model that stands in a notebook's cells and nowhere else. What they would
 * check, they give back instead.
 * @param ids the cells to run for it, by their ids
 * @param expression what they call it
 * @throws Error when the notebook has no such cell
 */
export function modelFromCells(notebook: string, ids: readonly string[], expression: string): everystate.Model {
  const cells: Cell[] = JSON.parse(readFileSync(path.join(ROOT, 'notebooks', `${notebook}.ipynb`), 'utf8')).cells;
  const source = ids.map(id => {
    const cell = cells.find(one => one.id === id);
    if (!cell) throw new Error(`Notebook ${notebook} has no cell '${id}'.`);
    // What a cell shows is of no use here.
    return cell.source.join('').replace(/^verdicts\(.*$/m, '');
  }).join('\n');
  const { outputText } = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const known = { ...everystate, ...outage, check: (model: everystate.Model) => model };
  return new Function(...Object.keys(known), `${outputText}\nreturn ${expression};`)(...Object.values(known));
}
