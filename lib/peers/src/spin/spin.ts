import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { CACHE } from '../common/paths.js';
import { run, ToolError } from 'programs';
import { parseSpinReport, type SpinReport } from './report.js';

/** Numbers that a Promela file leaves open, set with -D. */
export type Defines = Readonly<Record<string, number>>;

export interface PanOptions {
  readonly defines?: Defines;
  /** Breadth first, so that the first error is a nearest one; depth first, if left out. */
  readonly breadthFirst?: boolean;
  /** Flags for the C compiler. */
  readonly flags?: readonly string[];
  /** Flags for Spin, such as -o3: do not merge statements. */
  readonly spinFlags?: readonly string[];
  /** As Spin does by default: with partial-order reduction, and for liveness too. */
  readonly byDefault?: boolean;
}

export interface SearchOptions {
  /** Look for states with no step left too, which Spin calls invalid end states. */
  readonly deadlocks?: boolean;
  /** Count every error, and go on; the first one ends the search, if left out. */
  readonly countErrors?: boolean;
  /** The name of the one LTL claim to search for violations of. */
  readonly claim?: string;
  /** Arguments for pan, such as -m10000000 for a deeper search. */
  readonly args?: readonly string[];
  /** Variables for the search program's environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A search program that Spin made of one Promela file. */
export interface Pan {
  readonly folder: string;
  /** @throws ToolError when the search fails or meets a limit */
  search(options?: SearchOptions): Promise<SpinReport>;
}

/**
 * Has Spin make a search program for a Promela file, and compiles it: without
 * partial-order reduction, for safety properties, exact, if not told otherwise.
 * Works in `.cache/spin`.
 * @throws ToolError when Spin or the C compiler refuses
 */
export async function makePan(
  file: string,
  { defines = {}, breadthFirst = false, flags = ['-O2'], spinFlags = [], byDefault = false }: PanOptions = {},
): Promise<Pan> {
  const settings = Object.entries(defines).map(([name, value]) => `-D${name}=${value}`);
  const label = [
    path.basename(file, '.pml'),
    ...settings,
    ...spinFlags,
    breadthFirst ? 'bfs' : 'dfs',
    ...(byDefault ? ['default'] : []),
  ].join('');
  const folder = path.join(CACHE, 'spin', label);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await run('spin', ['-a', ...spinFlags, ...settings, path.resolve(file)], { folder });
  const search = [...(byDefault ? [] : ['-DNOREDUCE', '-DSAFETY']), ...(breadthFirst ? ['-DBFS'] : [])];
  await run('gcc', [...flags, '-w', ...search, '-o', 'pan', 'pan.c'], { folder });
  return {
    folder,
    async search({ deadlocks = false, countErrors = false, claim, args = [], environment = {} } = {}) {
      const chosen = [
        ...(deadlocks ? [] : ['-E']),
        ...(countErrors ? ['-c0'] : []),
        ...(claim ? ['-a', '-N', claim] : []),
        ...args,
      ];
      const report = parseSpinReport(await run(path.join(folder, 'pan'), chosen, { folder, environment }));
      if (report.complete) return report;
      throw new ToolError(
        `Spin's search met a limit: pan ${chosen.join(' ')} in ${folder}.`,
        `Give it more, such as -m10000000 for depth.`,
      );
    },
  };
}
