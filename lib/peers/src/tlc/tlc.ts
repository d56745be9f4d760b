import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { provideTlc } from 'tlaplus';
import { CACHE, TWINS } from '../common/paths.js';
import { output } from '../common/programs.js';
import { parseTlcReport, type TlcReport } from './report.js';

const FOLDER = path.join(CACHE, 'tlc');

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
  const java = [...flags, `-Djava.io.tmpdir=${folder}`, `-DTLA-Library=${TWINS}`, '-cp', provideTlc(), 'tlc2.TLC'];
  const args = ['-deadlock', '-workers', '1', '-config', `${file}.cfg`, `${file}.tla`];
  return parseTlcReport(await output('java', [...java, ...args], folder, { fine: VIOLATED }));
}

/** Exit codes by which TLC says that a safety or a liveness property is violated. */
const VIOLATED = [10, 11, 12, 13];
