/**
 * `npm run check:mutants`: are bugs noticed? Each one is planted into a copy of
 * everystate as built, and the tests that should notice are run on it.
 * `npm run check:mutants -- fairness` tries only the bugs that mention it.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inTurns } from './in-turns.js';
import { mutants as all, type Mutant } from './mutants.js';
import { CACHE, ROOT } from './paths.js';
import { PeerError } from './peer-error.js';
import { textTable } from './text-table.js';

/** Packages that the tests need, copied so that they find the mutant beside them. */
const PACKAGES = ['everystate', 'outage', 'peers'];
/** Peers' tests of everystate that need no other checker. */
const COMPARISONS = ['random-models', 'fair-runs'];
/** Tests that read files which are not beside them. */
const ELSEWHERE = ['readme.test.js'];
/** A bug may make a search endless. */
const PATIENCE = 600_000;

const mutants = all.filter(({ bug }) => bug.includes(process.argv[2] ?? ''));

interface Outcome {
  /** Names of tests that failed, by where they are. */
  readonly own: readonly string[];
  readonly comparisons: readonly string[];
  readonly endless: boolean;
}

try {
  process.exitCode = await main() ? 0 : 1;
} catch (error) {
  if (!(error instanceof PeerError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function main(): Promise<boolean> {
  for (const mutant of mutants) planted(mutant, readFileSync(path.join(ROOT, 'lib/everystate/dist', `${mutant.file}.js`), 'utf8'));
  const healthy = await tryOut(undefined, -1);
  if (caught(healthy)) {
    console.log(`The tests fail without a bug: ${[...healthy.own, ...healthy.comparisons].join('; ')}`);
    return false;
  }
  const outcomes = await inTurns(mutants, 2, tryOut);
  console.log(textTable(outcomes.map((outcome, i) => ({
    bug: mutants[i]!.bug,
    "everystate's tests": outcome.own.length,
    'random models and graphs': outcome.comparisons.length,
    'caught by': outcome.endless ? 'a search without end' : [...outcome.own, ...outcome.comparisons][0]?.slice(0, 80) ?? 'NOBODY',
  }))));
  const noticed = outcomes.filter(caught).length;
  console.log(`\nMutants: ${noticed} of ${mutants.length} bugs are caught, and without a bug every test passes.`);
  return noticed === mutants.length;
}

function caught({ own, comparisons, endless }: Outcome): boolean {
  return own.length > 0 || comparisons.length > 0 || endless;
}

/** Plants a bug, or none, and runs the tests. */
async function tryOut(mutant: Mutant | undefined, i: number): Promise<Outcome> {
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
  const own = readdirSync(path.join(modules, 'everystate/dist')).filter(file => file.endsWith('.test.js') && !ELSEWHERE.includes(file));
  const tests = [
    ...COMPARISONS.map(name => path.join(modules, 'peers/dist', `${name}.test.js`)),
    ...own.map(file => path.join(modules, 'everystate/dist', file)),
  ];
  const { output, endless } = await runTests(tests, folder);
  const failed = [...output.matchAll(/^not ok \d+ - (.*)\n[^]*?location: '(.*?)'/gm)]
    .map(([, name, location]) => ({ name: path.basename(name!), isOwn: location!.includes('/everystate/') }));
  return {
    own: failed.filter(({ isOwn }) => isOwn).map(({ name }) => name),
    comparisons: failed.filter(({ isOwn }) => !isOwn).map(({ name }) => name),
    endless,
  };
}

/** @throws PeerError when the text to replace is not there exactly once */
function planted({ bug, file, find, replace }: Mutant, source: string): string {
  const places = source.split(find).length - 1;
  if (places === 1) return source.replace(find, () => replace);
  throw new PeerError(`The bug '${bug}' cannot be planted: its text is ${places} times in ${file}.js, not once.`,
    `Bring lib/peers/src/mutants.ts up to date: ${find}`);
}

/** Runs tests in a process group of their own, which is ended when it takes too long. */
function runTests(tests: readonly string[], folder: string): Promise<{ output: string; endless: boolean }> {
  mkdirSync(folder, { recursive: true });
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--test', '--test-reporter=tap', '--test-concurrency=1', ...tests], {
      cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, SEED: '1', RUNS: '600' },
    });
    let output = '';
    let endless = false;
    child.stdout.setEncoding('utf8').on('data', text => { output += text; });
    const timer = setTimeout(() => {
      endless = true;
      process.kill(-child.pid!, 'SIGKILL');
    }, PATIENCE);
    child.on('error', reject).on('close', () => {
      clearTimeout(timer);
      resolve({ output, endless });
    });
  });
}
