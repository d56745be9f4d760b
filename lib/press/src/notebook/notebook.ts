/** What a notebook file is (nbformat 4.5), and how one is read and written. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** nbformat keeps long text as a list of lines. */
export type Text = string | string[];

export interface StreamOutput {
  output_type: 'stream';
  name: 'stdout' | 'stderr';
  text: Text;
}

export interface DisplayOutput {
  output_type: 'display_data' | 'execute_result';
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  execution_count?: number | null;
}

export interface ErrorOutput {
  output_type: 'error';
  ename: string;
  evalue: string;
  traceback: string[];
}

export type Output = StreamOutput | DisplayOutput | ErrorOutput;

export interface Cell {
  cell_type: 'code' | 'markdown' | 'raw';
  id?: string;
  source: Text;
  metadata: Record<string, unknown>;
  attachments?: Record<string, unknown>;
}

export interface CodeCell extends Cell {
  cell_type: 'code';
  execution_count: number | null;
  outputs: Output[];
}

export interface Notebook {
  nbformat: number;
  nbformat_minor: number;
  metadata: Record<string, unknown>;
  cells: Cell[];
}

/** A file that is no notebook. Its message names the file and the remedy. */
export class NotebookError extends Error {
  override name = 'NotebookError';
}

/** One string from nbformat's line list. */
export function joined(text: Text): string {
  return typeof text === 'string' ? text : text.join('');
}

/** nbformat's line list from one string: every line keeps its newline. */
export function lines(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** Whether a MIME type's value is JSON rather than text or base64. */
export function isJsonMime(mime: string): boolean {
  return mime === 'application/json' || mime.endsWith('+json');
}

export function isCode(cell: Cell): cell is CodeCell {
  return cell.cell_type === 'code';
}

/** The code cells, in order: "cell 3" in every message is the third of these. */
export function codeCells(notebook: Notebook): CodeCell[] {
  return notebook.cells.filter(isCode);
}

/** The tags of a cell (`metadata.tags`). */
export function tags(cell: Cell): string[] {
  const found = cell.metadata['tags'];
  return Array.isArray(found) ? found.map(String) : [];
}

/** The name a notebook goes by: its file name without `.ipynb`. */
export function nameOf(file: string): string {
  return path.basename(file, '.ipynb');
}

/** "cell 3 (a1b2c3): const x = 1", as messages name a cell. */
export function nameOfCell(cell: Cell, number: number): string {
  const first = joined(cell.source)
    .split('\n')
    .find(line => line.trim() !== '');
  return `cell ${number} (${cell.id ?? 'no id'}): ${first?.trim() ?? 'empty'}`;
}

/**
 * Parses a notebook.
 * @throws NotebookError when the text is no notebook
 */
export function parseNotebook(content: string, file: string): Notebook {
  const name = path.basename(file);
  let found: unknown;
  try {
    found = JSON.parse(content);
  } catch (error) {
    const why = /^<{7} /m.test(content) ? 'it has merge conflict markers' : (error as Error).message;
    throw new NotebookError(
      `${name} is not JSON (${why}). It was left as it is; ` +
        `to get the last committed version: git checkout -- ${shown(file)}`,
    );
  }
  const notebook = found as Notebook;
  if (!isObject(found) || (!Array.isArray(notebook.cells) && notebook.nbformat === undefined)) {
    throw new NotebookError(
      `${name} is JSON but no notebook (it has no cells). ` +
        `It was left as it is; to get the last committed version: git checkout -- ${shown(file)}`,
    );
  }
  if (notebook.nbformat !== 4) {
    throw new NotebookError(
      `${name} has notebook format ${notebook.nbformat}, only 4 is understood. ` +
        'It was left as it is; open it in JupyterLab and save it to convert it.',
    );
  }
  const wrong = Array.isArray(notebook.cells) ? notebook.cells.findIndex(cell => !isCell(cell)) : 0;
  if (wrong >= 0 || !isObject(notebook.metadata)) {
    throw new NotebookError(
      `${name} is not a valid notebook (${wrong >= 0 ? `the cell at position ${wrong + 1} is malformed` : 'it has no metadata'}). ` +
        `It was left as it is; to get the last committed version: git checkout -- ${shown(file)}`,
    );
  }
  return notebook;
}

/**
 * Reads a notebook file.
 * @throws NotebookError when the file is no notebook
 */
export function readNotebook(file: string): Notebook {
  return parseNotebook(readFileSync(file, 'utf8'), file);
}

/** The bytes Jupyter would save: sorted keys, 1-space indent, trailing newline. */
export function serialize(notebook: Notebook): string {
  return JSON.stringify(sorted(notebook), null, 1) + '\n';
}

/** Replaces a file in one step: readers never see it half written. */
export function replaceFile(file: string, content: string): void {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** The same JSON value with the keys of every object in order. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(key => [key, sorted(value[key])]),
  );
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is Text {
  return typeof value === 'string' || (Array.isArray(value) && value.every(line => typeof line === 'string'));
}

function isCell(cell: unknown): boolean {
  if (!isObject(cell) || !isText(cell['source']) || !isObject(cell['metadata'])) return false;
  return cell['cell_type'] === 'code'
    ? Array.isArray(cell['outputs']) && cell['outputs'].every(isOutput)
    : cell['cell_type'] === 'markdown' || cell['cell_type'] === 'raw';
}

function isOutput(output: unknown): boolean {
  if (!isObject(output)) return false;
  switch (output['output_type']) {
    case 'stream':
      return isText(output['text']);
    case 'display_data':
    case 'execute_result':
      return isObject(output['data']) && isObject(output['metadata']);
    case 'error':
      return true;
    default:
      return false;
  }
}

function shown(file: string): string {
  return path.relative(process.cwd(), file);
}
