/** Runs the code cells of one notebook, in order, in a kernel of their own. */
import path from 'node:path';
import type { NoAnswer } from './child.js';
import { Converter } from './converter.js';
import { Kernel } from './kernel.js';
import { joined, type CodeCell, type Output } from '../notebook/notebook.js';
import { OutputRecorder } from '../notebook/outputs.js';
import { pathsIn, ROOT } from '../common/paths.js';

/** Why a notebook stopped. */
export interface Failure {
  /** The cell at fault, counted from 0; absent when the kernel did not start. */
  cell?: number;
  /** How many cells were not run because of the failure. */
  notRun: number;
  /** One or more lines: what happened, and the remedy when there is one. */
  message: string;
}

export interface Run {
  /** The new outputs of every code cell, in nbformat. */
  outputs: Output[][];
  failure?: Failure;
}

/** A busy machine may take long over the 2 s that a start needs. */
const START_LIMIT_MS = 120_000;

export interface RunOptions {
  /** How long one cell may take. */
  limitMs: number;
  /** Converts the cells; a new one, if left out. */
  converter?: Converter;
  /** Which cells are not to be run. */
  isSkipped?: (cell: CodeCell) => boolean;
  /** Called before each cell, counted from 0. */
  onCell?: (cell: number) => void;
  /** Ends the kernel at once. */
  signal?: AbortSignal;
}

/**
 * Runs `cells` as the notebook `file` would, in a fresh process. The first
 * cell that fails, hangs, warns or is skipped ends the run.
 */
export async function runCells(
  file: string,
  cells: readonly CodeCell[],
  { limitMs, converter: shared, isSkipped, onCell, signal }: RunOptions,
): Promise<Run> {
  const own = shared ? undefined : new Converter(path.dirname(file));
  const converter = (shared ?? own)!;
  const recorder = new OutputRecorder(cells.length);
  let lateCell: number | undefined;
  const kernel = new Kernel(path.dirname(file), (message, late) => {
    if (late) lateCell ??= message.cell;
    else recorder.add(message);
  });
  const abort = () => void Promise.all([kernel.stop(), converter.stop()]);
  signal?.addEventListener('abort', abort);
  let begun = 0;
  const failed = (cell: number | undefined, message: string): Run => ({
    outputs: recorder.cells,
    failure: { cell, message, notRun: cells.length - begun },
  });
  try {
    const [start, conversions] = await Promise.all([kernel.ready(START_LIMIT_MS), converter.open(START_LIMIT_MS)]);
    if (start.how !== 'answered') return failed(undefined, notStarted(start));
    if (conversions.how !== 'answered') return failed(undefined, notStarted(conversions));
    const convert = conversions.answer;
    const codes = cells.map(cell => joined(cell.source));
    let next = convert(codes[0] ?? '', limitMs);
    for (const [i, code] of codes.entries()) {
      onCell?.(i);
      begun++;
      const conversion = await next;
      if (conversion.how !== 'answered') return failed(i, explained(conversion, limitMs));
      // While this cell runs.
      if (i + 1 < codes.length) next = convert(codes[i + 1]!, limitMs);
      if (isSkipped?.(cells[i]!)) continue;
      const ending = await kernel.run(i, code, conversion.answer, limitMs);
      const stderr = recorder.stderr(i);
      if (ending.how !== 'answered') return failed(i, explained(ending, limitMs));
      if (ending.answer === 'error') return failed(i, errorText(stderr));
      if (ending.answer === 'skipped') {
        return failed(i, 'tslab did not run it (a cell marked @browser, or an aborted request)');
      }
      if (stderr !== '') return failed(i, `it wrote to stderr, which counts as a failure:\n${shortened(stderr)}`);
      if (lateCell !== undefined) {
        return failed(lateCell, 'it wrote output after it had ended; await what it starts');
      }
      const found = pathsIn(recorder.cells[i]);
      if (found) {
        return failed(
          i,
          `its output contains a path of this machine: ${found}\nprint paths relative to the notebook instead`,
        );
      }
    }
    return { outputs: recorder.cells };
  } finally {
    signal?.removeEventListener('abort', abort);
    await Promise.all([kernel.stop(), own?.stop()]);
  }
}

function notStarted(ending: NoAnswer): string {
  if (ending.how !== 'ended') return `tslab did not start within ${START_LIMIT_MS / 1000} s`;
  return `tslab did not start (is npm install complete?)${quoted(ending.stderr)}`;
}

function explained(ending: NoAnswer, limitMs: number): string {
  if (ending.how === 'too long') {
    return `it did not end within ${limitMs / 1000} s and was stopped; for more time: npm start -- --timeout ${(limitMs / 1000) * 5}`;
  }
  if (ending.stderr.includes('heap out of memory')) {
    return 'Node ran out of memory; for more: NODE_OPTIONS=--max-old-space-size=8192 npm start';
  }
  if (ending.signal) return `the Node process was ended by ${ending.signal}${quoted(ending.stderr)}`;
  return `the Node process ended in the middle of it (exit code ${ending.code}); a cell must not call process.exit${quoted(ending.stderr)}`;
}

function errorText(stderr: string): string {
  const text = shortened(stderr) || 'tslab reports an error without a text';
  // tslab checks types first, so a name that is unknown at run time is this defect of its.
  const name = /^\s*ReferenceError: (\S+) is not defined$/m.exec(stderr)?.[1];
  return name === undefined
    ? text
    : `${text}\ntslab loses an earlier cell's variable in shorthand: write { ${name}: ${name} } for { ${name} }`;
}

function quoted(stderr: string): string {
  return stderr.trim() === '' ? '' : `\n${shortened(stderr)}`;
}

/**
 * An error text in at most eight lines, without what says nothing to a reader:
 * frames of Node and tslab, and line numbers of the compiled cell.
 */
function shortened(text: string): string {
  const kept = text
    .trimEnd()
    .split('\n')
    .filter(line => line.trim() !== '' && !FRAME_OF_MACHINERY.test(line))
    .map(line => line.replace(/ \(evalmachine\.<anonymous>:\d+:\d+\)/, ' (in a cell)').replaceAll(ROOT + path.sep, ''));
  return kept.length > 8 ? [...kept.slice(0, 8), '…'].join('\n') : kept.join('\n');
}

const FRAME_OF_MACHINERY =
  /^evalmachine\.<anonymous>:\d+$|^\s+at .*(node:|[/\\]tslab[/\\]dist[/\\]|[/\\]press[/\\](dist|src)[/\\])|^\s+at (async )?evalmachine/;
