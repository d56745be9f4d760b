/** Re-runs notebooks, compares their outputs with the saved ones, and saves new outputs if asked. */
import { readFileSync } from 'node:fs';
import { hasTlc } from 'tlaplus';
import { firstDifference, sameShape } from './compare.js';
import {
  codeCells,
  isCode,
  joined,
  lines,
  nameOf,
  nameOfCell,
  NotebookError,
  parseNotebook,
  replaceFile,
  serialize,
  tags,
  type Cell,
  type Notebook,
  type Output,
} from '../notebook/notebook.js';
import type { Converter } from './converter.js';
import { runCells, type Failure } from './run.js';

export type Outcome = 'reproduced' | 'changed' | 'saved' | 'failed';

/** What became of one notebook. */
export interface Result {
  name: string;
  outcome: Outcome;
  /** Code cells; undefined when the file could not be read. */
  cells?: number;
  /** Cells tagged `measurement`, whose outputs were not compared. */
  notCompared: number;
  /** Cells tagged `needs-java` that were not run, as there is no TLC here. */
  skipped: number;
  ms: number;
  /** What went wrong or differs, and the remedy: lines of text for people. */
  detail?: string;
}

export interface PressOptions {
  /** Save the new outputs of every notebook that ran through. */
  write: boolean;
  /** How long one cell may take. */
  limitMs: number;
  /** Converts the cells; a new one, if left out. */
  converter?: Converter;
  onCell?: (cell: number, cells: number) => void;
  /** Whether TLC can be run here; found out, if left out. */
  withTlc?: boolean;
  /** Once aborted, the run ends at once, and nothing is saved. */
  signal?: AbortSignal;
}

/** The tag of a cell whose outputs depend on the machine. */
export const MEASUREMENT = 'measurement';
/** The tag of a cell that has TLC search: without Java and TLC it is not run, and what is saved stays. */
export const NEEDS_JAVA = 'needs-java';

/** Fixed, and the same that the stock tslab kernel reports: JupyterLab saves no other. */
const METADATA = {
  kernelspec: { display_name: 'TypeScript (tslab)', language: 'typescript', name: 'tslab' },
  language_info: {
    codemirror_mode: { mode: 'typescript', name: 'javascript', typescript: true },
    file_extension: '.ts',
    mimetype: 'text/typescript',
    name: 'typescript',
    version: '3.7.2',
  },
};

/** Runs one notebook file and says whether its saved outputs are reproduced. */
export async function pressNotebook(file: string, options: PressOptions): Promise<Result> {
  const started = performance.now();
  const name = nameOf(file);
  const result = (found: Omit<Result, 'name' | 'ms'>): Result => ({ name, ms: performance.now() - started, ...found });

  let content: string;
  let notebook: Notebook;
  try {
    content = readFileSync(file, 'utf8');
    notebook = parseNotebook(content, file);
  } catch (error) {
    if (!(error instanceof NotebookError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    return result({ outcome: 'failed', notCompared: 0, skipped: 0, detail: (error as Error).message });
  }

  const cells = codeCells(notebook);
  const notCompared = cells.filter(cell => tags(cell).includes(MEASUREMENT)).length;
  const withTlc = options.withTlc ?? hasTlc();
  const isSkipped = (cell: Cell) => !withTlc && tags(cell).includes(NEEDS_JAVA);
  const counts = { cells: cells.length, notCompared, skipped: cells.filter(isSkipped).length };
  const run = await runCells(file, cells, {
    limitMs: options.limitMs,
    converter: options.converter,
    isSkipped,
    onCell: cell => options.onCell?.(cell, cells.length),
    signal: options.signal,
  });
  if (run.failure) {
    return result({ ...counts, outcome: 'failed', detail: failureText(notebook, run.failure, options.write) });
  }

  if (options.write) {
    const updated = serialize(withOutputs(notebook, run.outputs, isSkipped));
    if (options.signal?.aborted || updated === content) return result({ ...counts, outcome: 'reproduced' });
    if (readFileSync(file, 'utf8') !== content) {
      return result({
        ...counts,
        outcome: 'failed',
        detail: 'the file was edited while it ran; the edit was kept, the new outputs were not saved: run it again',
      });
    }
    replaceFile(file, updated);
    return result({ ...counts, outcome: 'saved' });
  }
  const changes = changedCells(notebook, run.outputs, isSkipped);
  return changes.length === 0
    ? result({ ...counts, outcome: 'reproduced' })
    : result({ ...counts, outcome: 'changed', detail: changeText(notebook, changes, name) });
}

/** The notebook with new outputs, numbered from 1, in the form in which it is saved; of skipped cells, the saved ones. */
export function withOutputs(
  notebook: Notebook,
  outputs: readonly Output[][],
  isSkipped: (cell: Cell) => boolean = () => false,
): Notebook {
  const ids = new Set(notebook.cells.map(cell => cell.id));
  let count = 0;
  const cells = notebook.cells.map((cell, position) => {
    const { execution: _e, ExecuteTime: _t, ...metadata } = cell.metadata;
    const id = cell.id ?? freshId(position + 1, ids);
    const tidy = { ...cell, id, metadata, source: lines(joined(cell.source)) };
    if (!isCode(cell)) return tidy;
    const now = outputs[count++]!;
    // A measurement differs on every run: what is saved stays, if it still fits.
    const keep = isSkipped(cell) || (tags(cell).includes(MEASUREMENT) && sameShape(cell.outputs, now));
    return { ...tidy, execution_count: count, outputs: keep ? cell.outputs : now };
  });
  return { nbformat: 4, nbformat_minor: 5, metadata: { ...notebook.metadata, ...METADATA }, cells };
}

function freshId(position: number, taken: Set<string | undefined>): string {
  let id = `cell-${position}`;
  while (taken.has(id)) id += 'x';
  taken.add(id);
  return id;
}

interface Change {
  cell: number;
  difference: string;
}

function changedCells(notebook: Notebook, outputs: readonly Output[][], isSkipped: (cell: Cell) => boolean): Change[] {
  return codeCells(notebook).flatMap((cell, i) => {
    if (tags(cell).includes(MEASUREMENT) || isSkipped(cell)) return [];
    const difference = firstDifference(cell.outputs, outputs[i]!);
    return difference === undefined ? [] : [{ cell: i, difference }];
  });
}

function changeText(notebook: Notebook, changes: Change[], name: string): string {
  const [first] = changes as [Change];
  const more = changes.length - 1;
  return [
    nameOfCell(codeCells(notebook)[first.cell]!, first.cell + 1),
    indented(first.difference),
    ...(more > 0 ? [`and ${more} more ${more === 1 ? 'cell differs' : 'cells differ'}`] : []),
    `to save the new outputs: npm start -- --write ${name}`,
  ].join('\n');
}

function failureText(notebook: Notebook, { cell, message, notRun }: Failure, write: boolean): string {
  const found = cell === undefined ? undefined : codeCells(notebook)[cell];
  const consequences = [
    ...(notRun > 0 ? [`${notRun} later ${notRun === 1 ? 'cell was' : 'cells were'} not run`] : []),
    ...(write ? ['the file was left as it is'] : []),
  ];
  return [
    ...(found ? [nameOfCell(found, cell! + 1)] : []),
    indented(message),
    ...(consequences.length > 0 ? [consequences.join('; ')] : []),
  ].join('\n');
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
