import { readFileSync } from 'node:fs';
import path from 'node:path';
import { searchWithTlc, type TlcReport } from 'tlaplus';
import { TWINS } from '../common/paths.js';

/** Values for a module's constants, as TLA+ writes them. */
export type Constants = Readonly<Record<string, string>>;

/**
 * Has TLC search a module of `data/twins`, with one worker.
 * @param question more of its configuration, such as `INVARIANT Resolves`
 * @param java flags for Java, in place of those for a short search
 * @throws TlcError when TLC fails
 */
export function searchTwin(
  file: string,
  constants: Constants,
  question = '',
  java?: readonly string[],
): Promise<TlcReport> {
  const lines = Object.entries(constants).map(([name, value]) => `CONSTANT ${name} = ${value}`);
  const configuration = ['SPECIFICATION Spec', ...lines, question, ''].join('\n');
  const text = readFileSync(path.join(TWINS, `${file}.tla`), 'utf8');
  return searchWithTlc({ name: file, text, configuration: () => configuration }, [], { java });
}
