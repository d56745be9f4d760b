/** Which notebooks to run. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { nameOf } from './notebook.js';

/** A request that cannot be met. Its message names the offender and the remedy. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The notebook files of a folder, in order. */
export function notebooksIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(name => name.endsWith('.ipynb') && !name.startsWith('.'))
    .sort()
    .map(name => path.join(folder, name));
}

/** The notebooks whose names contain one of the fragments; all without fragments. */
export function chosenNotebooks(folder: string, fragments: readonly string[]): string[] {
  const all = notebooksIn(folder);
  if (all.length === 0) {
    throw new UsageError(`There are no notebooks (*.ipynb) in ${path.relative(process.cwd(), folder) || folder}.`);
  }
  const matching = (fragment: string) => all.filter(file => path.basename(file).includes(path.basename(fragment)));
  for (const fragment of fragments) {
    if (matching(fragment).length > 0) continue;
    throw new UsageError(
      `No notebook matches "${fragment}". There are:\n${all.map(file => `  ${nameOf(file)}`).join('\n')}`,
    );
  }
  if (fragments.length === 0) return all;
  const chosen = new Set(fragments.flatMap(matching));
  return all.filter(file => chosen.has(file));
}
