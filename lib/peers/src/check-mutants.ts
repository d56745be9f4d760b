/**
 * `npm run check:mutants`: are bugs noticed? Each one is planted into a copy of
 * everystate as built, and the tests that should notice are run on it. Before that, all of them
 * are run on searches that are handed over at once, or never.
 * `npm run check:mutants -- fairness` tries only the bugs that mention it.
 */
import pLimit from 'p-limit';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mutants as all, type Mutant, ways } from './mutants/mutants.js';
import { CACHE, ROOT } from './common/paths.js';
import { endWithThis, ToolError } from 'programs';
import { textTable } from './common/text-table.js';

/** Packages that the tests need, copied so that they find the mutant beside them. */
const PACKAGES = ['everystate', 'outage', 'peers'];
/** Peers' tests of everystate that need no other checker. */
const COMPARISONS = ['random/random-models', 'random/fair-runs'];
/** Tests that read files outside of their own package. */
const ELSEWHERE = ['readme.test.js'];
/** A bug may make a search endless: one that takes so many times as long as without a bug. */
const PATIENCE = 3;

const mutants = all.filter(({ bug }) => bug.includes(process.argv[2] ?? ''));

/** How the first test failed, or that there was no end; neither, if nobody noticed anything. */
interface Outcome {
  readonly caughtBy?: string;
  readonly seconds: number;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof ToolError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function main(): Promise<boolean> {
  for (const mutant of [...ways, ...mutants])
    planted(mutant, readFileSync(path.join(ROOT, 'lib/everystate/dist', `${mutant.file}.js`), 'utf8'));
  const healthy = await tryOut(undefined, -1, Infinity);
  if (healthy.caughtBy !== undefined) {
    console.log(`The tests fail without a bug: ${healthy.caughtBy}`);
    return false;
  }
  for (const way of ways) {
    const { caughtBy } = await tryOut(way, -1, Infinity);
    if (caughtBy === undefined) continue;
    console.log(`The tests fail with ${way.bug}: ${caughtBy}`);
    return false;
  }
  const outcomes = await pLimit(2).map(mutants, (mutant, i) => tryOut(mutant, i, PATIENCE * healthy.seconds));
  console.log(
    textTable(
      outcomes.map(({ caughtBy = 'NOBODY' }, i) => ({ bug: mutants[i]!.bug, 'caught by': caughtBy.slice(0, 90) })),
    ),
  );
  const noticed = outcomes.filter(({ caughtBy }) => caughtBy !== undefined).length;
  console.log(`\nMutants: ${noticed} of ${mutants.length} bugs are caught, and without a bug every test passes.`);
  return noticed === mutants.length;
}

/** Plants a bug, or none, and runs the tests. */
async function tryOut(mutant: Mutant | undefined, i: number, patience: number): Promise<Outcome> {
  const folder = path.join(CACHE, 'mutants', String(i + 1));
  rmSync(folder, { recursive: true, force: true });
  const modules = path.join(folder, 'node_modules');
  for (const name of PACKAGES) {
    for (const part of ['dist', 'package.json']) {
      cpSync(path.join(ROOT, 'lib', name, part), path.join(modules, name, part), { recursive: true });
    }
  }
  if (mutant) {
    const file = path.join(modules, 'everystate/dist', `${mutant.file}.js`);
    writeFileSync(file, planted(mutant, readFileSync(file, 'utf8')));
  }
  const own = readdirSync(path.join(modules, 'everystate/dist'), { encoding: 'utf8', recursive: true }).filter(
    file => file.endsWith('.test.js') && !ELSEWHERE.includes(file),
  );
  const tests = [
    ...COMPARISONS.map(name => path.join(modules, 'peers/dist', `${name}.test.js`)),
    ...own.map(file => path.join(modules, 'everystate/dist', file)),
  ];
  return runTests(tests, folder, patience);
}

/** @throws ToolError when the text to replace is not there exactly once */
function planted({ bug, file, find, replace }: Mutant, source: string): string {
  const places = source.split(find).length - 1;
  if (places === 1) return source.replace(find, () => replace);
  throw new ToolError(
    `The bug '${bug}' cannot be planted: its text is ${places} times in ${file}.js, not once.`,
    `Bring lib/peers/src/mutants/mutants.ts up to date: ${find}`,
  );
}

/** Runs tests, in a process group of their own, until one fails or they take too many seconds. */
function runTests(tests: readonly string[], folder: string, patience: number): Promise<Outcome> {
  mkdirSync(folder, { recursive: true });
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, ['--test', '--test-reporter=tap', '--test-concurrency=1', ...tests], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, SEED: '1', RUNS: '600' },
    });
    endWithThis(child, true);
    let output = '';
    let caughtBy: string | undefined;
    const stop = (reason: string) => {
      if (caughtBy !== undefined) return;
      caughtBy = reason;
      process.kill(-child.pid!, 'SIGKILL');
    };
    child.stdout.setEncoding('utf8').on('data', text => {
      output += text;
      const failed = /^not ok \d+ - (.*)\n/m.exec(output);
      if (failed) stop(failed[1]!);
    });
    const timer = Number.isFinite(patience)
      ? setTimeout(() => stop('a search without end'), patience * 1_000)
      : undefined;
    child.on('error', reject).on('close', () => {
      clearTimeout(timer);
      resolve({ caughtBy, seconds: (performance.now() - start) / 1_000 });
    });
  });
}
