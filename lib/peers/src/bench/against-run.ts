/**
 * One run of everystate as it stands in a folder, in a process of its own: `node against-run.js FOLDER CASE`.
 * Prints an `Outcome`. The folder may hold an older commit, with other files and options.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Outcome } from './bench-run.js';

/** What is measured, by name; each returns how many states there are. */
export const CASES = [
  'reference 5 2 2',
  'reference 6 4 2',
  'reference 6 4 2, functions',
  'reference 8 4 2',
  'reference 8 4 2, functions',
  'two-phase commit, 3',
  'two-phase commit, 5 interchangeable',
  'designs',
] as const;

if (import.meta.filename === process.argv[1]) {
  const [, , folder, name] = process.argv;
  const search = await prepare(folder!, name as (typeof CASES)[number]);
  const before = process.memoryUsage.rss();
  const start = process.cpuUsage();
  const states = search();
  const { user, system } = process.cpuUsage(start);
  const megabytes = (process.resourceUsage().maxRSS * 1_024 - before) / 1e6;
  console.log(JSON.stringify({ states, seconds: (user + system) / 1e6, megabytes } satisfies Outcome));
}

async function prepare(folder: string, name: (typeof CASES)[number]): Promise<() => number> {
  /** The first of these files that this commit has. */
  const load = (...files: string[]) =>
    import(
      pathToFileURL(files.map(file => path.join(folder, 'lib', file)).find(file => existsSync(file)) ?? files[0]!).href
    );
  const { check } = await load('everystate/dist/index.js');
  const { reference, twoPhaseCommit } = await load(
    'everystate/dist/examples/classics.js',
    'everystate/dist/classics.fixture.js',
  );
  if (name === 'designs') {
    const { changes } = await load('outage/dist/changes.js');
    const { outage, oneMayStop } = await load('outage/dist/outage.js');
    const ids = (changes as { readonly id: string }[]).slice(0, 8).map(({ id }) => id);
    return () => {
      let states = 0;
      for (let mask = 0; mask < 2 ** ids.length; mask++) {
        const chosen = ids.filter((_, i) => (mask >> i) & 1);
        const size = { plans: chosen.includes('keepMore') ? 4 : 3, enactors: 2, keep: 0 };
        for (const makeModel of [outage, oneMayStop]) states += check(makeModel(size, chosen)).states;
      }
      return states;
    };
  }
  const [kind, ...numbers] = name.split(/[ ,]+/);
  const [plans, enactors, keep] = numbers.map(Number);
  if (kind === 'two-phase') {
    const model = twoPhaseCommit(Number(numbers[1]));
    return () => check(name.endsWith('interchangeable') ? { ...model, symmetric: ['resource'] } : model).states;
  }
  const model = reference({ plans, enactors, keep });
  if (!name.endsWith('functions')) return () => check(model, { maxStates: Infinity }).states;
  const { countAccelerated } = await load('everystate/dist/fixtures/accelerated.js', 'everystate/dist/index.js');
  // Before searches were handed over, an option told that nothing be remembered.
  return countAccelerated
    ? () => countAccelerated(model, { memoiseAbove: Infinity }).states
    : () => check(model, { maxStates: Infinity, compile: false }).states;
}
