/** The code cells of a notebook as one module, and the way back. */
import { codeCells, joined, type Notebook } from './notebook.js';

export interface Module {
  code: string;
  /** The cell (from 1), its id and the line in it (from 1) of a position in `code`. */
  locate(position: number): { cell: number; id?: string; line: number };
}

/** Even a notebook without imports is a module: top-level await and no globals. */
const HEAD = 'export {}\n';
/** Cells may leave semicolons out, and the next may begin with a bracket. */
const BETWEEN = '\n;\n';

/** All code cells, one after the other. */
export function asModule(notebook: Notebook): Module {
  const cells = codeCells(notebook);
  const starts: number[] = [];
  let code = HEAD;
  for (const cell of cells) {
    starts.push(code.length);
    code += joined(cell.source) + BETWEEN;
  }
  return {
    code,
    locate(position) {
      const index = Math.max(0, starts.filter(start => start <= position).length - 1);
      const line = code.slice(starts[index], position).split('\n').length;
      return { cell: index + 1, id: cells[index]?.id, line };
    },
  };
}
