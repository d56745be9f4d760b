import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../common/paths.js';
import { run } from 'programs';
import { textTable } from '../common/text-table.js';
import { CASES } from './against-run.js';
import type { Outcome } from './bench-run.js';

const PROGRAM = fileURLToPath(new URL('against-run.js', import.meta.url));
/** Rounds of a short case, and of one that takes seconds. */
const ROUNDS = 9;
const FEW_ROUNDS = 3;

/**
 * Compares everystate with itself as it was at another commit: cold processes in turns, medians of processor
 * time, and how many times as fast it is now. `only` picks the cases whose names contain it.
 */
export async function compareWithCommit(commit: string, only = ''): Promise<void> {
  const then = await built(commit);
  const rows = [];
  for (const name of CASES.filter(name => name.includes(only))) {
    const before: Outcome[] = [];
    const now: Outcome[] = [];
    const rounds = name.includes('8 4 2') || name === 'designs' ? FEW_ROUNDS : ROUNDS;
    for (let round = 0; round < rounds; round++) {
      before.push(JSON.parse(await run(process.execPath, [PROGRAM, then, name])));
      now.push(JSON.parse(await run(process.execPath, [PROGRAM, ROOT, name])));
    }
    const seconds = [before, now].map(runs => median(runs.map(run => run.seconds)));
    const megabytes = [before, now].map(runs => median(runs.map(run => run.megabytes!)));
    const row = {
      case: name,
      states: now[0]!.states,
      'seconds then': seconds[0]!.toFixed(3),
      now: seconds[1]!.toFixed(3),
      'times as fast': (seconds[0]! / seconds[1]!).toFixed(2),
      'megabytes then': Math.round(megabytes[0]!),
      'MB now': Math.round(megabytes[1]!),
    };
    rows.push(row);
  }
  console.log(textTable(rows));
}

/** A folder with the commit, its checker and its models built. */
async function built(commit: string): Promise<string> {
  const hash = (await run('git', ['rev-parse', '--short', commit], { folder: ROOT })).trim();
  const folder = path.join(ROOT, '.cache', `against-${hash}`);
  if (existsSync(path.join(folder, 'lib/outage/dist/index.js'))) return folder;
  mkdirSync(path.dirname(folder), { recursive: true });
  await run('git', ['clone', '--quiet', '--no-checkout', ROOT, folder]);
  await run('git', ['checkout', '--quiet', hash], { folder });
  // The packages of others are those of today.
  mkdirSync(path.join(folder, 'node_modules'));
  for (const name of readdirSync(path.join(ROOT, 'node_modules'))) {
    const own = path.join(folder, 'lib', name);
    symlinkSync(existsSync(own) ? own : path.join(ROOT, 'node_modules', name), path.join(folder, 'node_modules', name));
  }
  await run(process.execPath, [path.join(ROOT, 'node_modules/typescript/bin/tsc'), '--build', 'lib/outage'], {
    folder,
  });
  return folder;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}
