import assert from 'node:assert/strict';
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
 * @param ids the cells to take for it, by their ids; of each no more than what it declares
 * @param expression what the cells call the model
 * @param given what other cells declare, such as the size
 * @throws Error when the notebook has no such cell
 */
export function modelFromCells(
  notebook: string,
  ids: readonly string[],
  expression: string,
  given: Readonly<Record<string, unknown>> = {},
): everystate.Model {
  const cells: Cell[] = JSON.parse(readFileSync(path.join(ROOT, 'notebooks', `${notebook}.ipynb`), 'utf8')).cells;
  const source = ids
    .map(id => {
      const cell = cells.find(one => one.id === id);
      if (!cell) throw new Error(`Notebook ${notebook} has no cell '${id}'.`);
      return declarations(cell.source.join(''));
    })
    .join('\n');
  const { outputText } = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const known = { assert, ...everystate, ...outage, check: (model: everystate.Model) => model, ...given };
  // In a block of its own, as a cell may give a name of these another meaning.
  return new Function(...Object.keys(known), `{ ${outputText}\nreturn ${expression}; }`)(...Object.values(known));
}

/** What a cell shows and asserts is of no use here. */
function declarations(source: string): string {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ES2022);
  return file.statements
    .filter(statement => !ts.isExpressionStatement(statement))
    .map(statement => statement.getText(file))
    .join('\n');
}
