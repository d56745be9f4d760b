import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endWithThis } from 'programs';
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
  /** Told whatever TLC prints. */
  readonly printed?: (text: string) => void;
  /** Ends the search. */
  readonly signal?: AbortSignal;
  /** Flags for Java, in place of those for a search of this many threads. */
  readonly java?: readonly string[];
}

export interface TlcProgress {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly waiting: number;
}

/** What TLC needs of a module. */
export type Written = Pick<TlaModule, 'name' | 'text' | 'configuration'>;

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
  module: Written,
  asked: readonly Question[],
  { workers = 1, coverage = false, java = workers > 1 ? LARGE : SMALL, ...heard }: TlcOptions = {},
): Promise<TlcReport> {
  const { folder, args } = writeModule(module, asked);
  const flags = [...(coverage ? ['-coverage', '1'] : []), '-workers', String(workers)];
  try {
    return parseReport(await runJava(java, 'tlc2.TLC', [...flags, ...args], folder, heard).ended);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes a module and its configuration into a folder of their own: where, and what TLC is told. */
export function writeModule({ name, text, configuration }: Written, asked: readonly Question[]) {
  mkdirSync(FOLDER, { recursive: true });
  const folder = mkdtempSync(path.join(FOLDER, `${name}-`));
  writeFileSync(path.join(folder, `${name}.tla`), text);
  writeFileSync(path.join(folder, `${name}.cfg`), configuration(asked));
  const isAsked = asked.some(({ asks }) => asks === 'deadlock');
  return { folder, args: [...(isAsked ? [] : ['-deadlock']), '-config', `${name}.cfg`, `${name}.tla`] };
}

function progressIn(line: string): TlcProgress | undefined {
  const found = /^Progress\((\d+)\).*?: ([\d,]+) states generated.*?, ([\d,]+) distinct.*?, ([\d,]+) states left/.exec(
    line,
  );
  if (!found) return undefined;
  const [depth, transitions, states, waiting] = found.slice(1).map(number => Number(number.replaceAll(',', '')));
  return { states: states!, transitions: transitions!, depth: depth!, waiting: waiting! };
}

/** A program at work. */
export interface Running {
  readonly process: ChildProcess;
  /** What it printed, once it has come to its end. */
  readonly ended: Promise<string>;
}

/** Runs Java with TLC's classes. */
export function runJava(
  flags: readonly string[],
  main: string,
  args: readonly string[],
  folder: string,
  options: Pick<TlcOptions, 'progress' | 'printed' | 'signal'>,
): Running {
  // TLC unpacks its standard modules into the temporary folder: two at once must not share it.
  const all = [
    ...flags,
    `-Djava.io.tmpdir=${folder}`,
    '-Dtlc2.TLC.progressInterval=1',
    '-cp',
    provideTlc(),
    main,
    ...args,
  ];
  const process = spawn('java', all, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], signal: options.signal });
  endWithThis(process);
  const ended = new Promise<string>((resolve, reject) => {
    let text = '';
    let line = '';
    const hear = (said: string) => {
      text += said;
      options.printed?.(said);
      const lines = (line + said).split('\n');
      line = lines.pop()!;
      for (const one of lines) {
        const found = progressIn(one);
        if (found) options.progress?.(found);
      }
    };
    process.stdout!.setEncoding('utf8').on('data', hear);
    process.stderr!.setEncoding('utf8').on('data', hear);
    process.on('error', error => reject(new TlcError(`TLC could not be run: ${error.message}`)));
    process.on('close', code => {
      if (code !== null && FINE.includes(code)) return resolve(text);
      const at = text.search(/^Error: /m);
      const said = (at < 0 ? text.slice(-2000) : text.slice(at, at + 3000)).trim();
      reject(new TlcError(`TLC failed (${code}):\n${said}`));
    });
  });
  return { process, ended };
}
