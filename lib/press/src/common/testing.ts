/** Notebooks made for tests, in a folder from which bare imports resolve. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Cell, CodeCell, Notebook, Output } from '../notebook/notebook.js';
import { ROOT } from './paths.js';

/** A new empty folder below `.cache/`, and how to remove it. */
export function temporaryFolder(): { folder: string; remove: () => void } {
  const parent = path.join(ROOT, '.cache', 'test');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, 'press-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

let ids = 0;

export function code(source: string, more: Partial<CodeCell> = {}): CodeCell {
  return {
    cell_type: 'code',
    id: `c${++ids}`,
    metadata: {},
    source,
    execution_count: null,
    outputs: [],
    ...more,
  };
}

export function markdown(source: string, more: Partial<Cell> = {}): Cell {
  return { cell_type: 'markdown', id: `m${++ids}`, metadata: {}, source, ...more };
}

export function stdout(text: string): Output {
  return { output_type: 'stream', name: 'stdout', text };
}

/** Writes `folder/name.ipynb` and returns its path. */
export function saveNotebook(folder: string, name: string, cells: Cell[], more: Partial<Notebook> = {}): string {
  const file = path.join(folder, `${name}.ipynb`);
  writeFileSync(file, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells, ...more }));
  return file;
}

/** Starts what `npm start` starts. */
export function startMain(...args: string[]) {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const script = fileURLToPath(new URL('../run/main.js', import.meta.url));
  return spawn(process.execPath, ['--enable-source-maps', script, ...args], { env, cwd: ROOT });
}

/** Runs it to its end. */
export async function runMain(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = startMain(...args);
  const exited = new Promise<number | null>(resolve => child.on('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { code, out, err };
}
