import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TlaModule } from '../translate/module.js';
import type { Question } from '../translate/question.js';
import { FOLDER, provideTlc, TlcError } from './jar.js';
import { parseReport, type TlcReport } from './report.js';

/** How TLC is to search. */
export interface TlcOptions {
  /** Threads; one, unless given. */
  readonly workers?: number;
  /** Told of the search every second. */
  readonly progress?: (found: TlcProgress) => void;
  /** Counts the steps of each action as well, which takes longer. */
  readonly coverage?: boolean;
  /** Ends the search. */
  readonly signal?: AbortSignal;
}

export interface TlcProgress {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly waiting: number;
}

/** Flags for Java: for searches of a second or two, a simple collector and a simple compiler are the fastest. */
const SMALL = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const LARGE = ['-XX:+UseParallelGC'];

/** Exit codes by which TLC says that something is violated, or that it is done. */
const FINE = [0, 10, 11, 12, 13];

/**
 * Has TLC search a module, and answer some of its questions. It stops at the first violation.
 * @throws TlcError when TLC is not to be had, or fails
 */
export async function searchWithTlc(
  module: TlaModule,
  asked: readonly Question[],
  { workers = 1, progress, coverage = false, signal }: TlcOptions = {},
): Promise<TlcReport> {
  const jar = provideTlc();
  const folder = writeModule(module, asked);
  const isAsked = asked.some(({ asks }) => asks === 'deadlock');
  // TLC unpacks its standard modules into the temporary folder: two at once must not share it.
  const java = [...(workers > 1 ? LARGE : SMALL), `-Djava.io.tmpdir=${folder}`, '-Dtlc2.TLC.progressInterval=1'];
  const flags = [
    ...(isAsked ? [] : ['-deadlock']),
    ...(coverage ? ['-coverage', '1'] : []),
    '-workers',
    String(workers),
  ];
  const args = [...java, '-cp', jar, 'tlc2.TLC', ...flags, '-config', `${module.name}.cfg`, `${module.name}.tla`];
  try {
    const text = await output('java', args, folder, signal, line => {
      const found = progressIn(line);
      if (found) progress?.(found);
    });
    return parseReport(text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes a module and its configuration into a folder of their own. */
export function writeModule(module: TlaModule, asked: readonly Question[]): string {
  mkdirSync(FOLDER, { recursive: true });
  const folder = mkdtempSync(path.join(FOLDER, `${module.name}-`));
  writeFileSync(path.join(folder, `${module.name}.tla`), module.text);
  writeFileSync(path.join(folder, `${module.name}.cfg`), module.configuration(asked));
  return folder;
}

export function progressIn(line: string): TlcProgress | undefined {
  const found = /^Progress\((\d+)\).*?: ([\d,]+) states generated.*?, ([\d,]+) distinct.*?, ([\d,]+) states left/.exec(
    line,
  );
  if (!found) return undefined;
  const [depth, transitions, states, waiting] = found.slice(1).map(number => Number(number.replaceAll(',', '')));
  return { states: states!, transitions: transitions!, depth: depth!, waiting: waiting! };
}

/** Runs a program to its end and gives back what it printed. */
function output(
  program: string,
  args: string[],
  folder: string,
  signal: AbortSignal | undefined,
  told: (line: string) => void,
) {
  return new Promise<string>((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], signal });
    let text = '';
    let line = '';
    const hear = (said: string) => {
      text += said;
      const lines = (line + said).split('\n');
      line = lines.pop()!;
      lines.forEach(told);
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.on('error', error => reject(new TlcError(`TLC could not be run: ${error.message}`)));
    child.on('close', code => {
      if (code !== null && FINE.includes(code)) return resolve(text);
      const at = text.search(/^Error: /m);
      reject(new TlcError(`TLC failed (${code}):\n${(at < 0 ? text.slice(-2000) : text.slice(at, at + 3000)).trim()}`));
    });
  });
}
