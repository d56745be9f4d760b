/**
 * `npm run bench`: the reference model searched by everystate, Spin, TLC and a naive
 * search, in turns, so that a slow minute of the machine is slow for all of them. All but the
 * naive one ask the same of every state: are its plans in order?
 * What is measured is processor time, with compilers and collectors that run beside a
 * search: other programs on the machine disturb it least. Machines differ: the ratios
 * are what counts. `--long` runs more rounds and TLC on
 * the largest size too; `--write` keeps the tables in `data/results/bench.json`.
 *
 * Then specifications that others published, by everystate and TLC.
 *
 * `npm run bench -- --against COMMIT [CASE]` compares everystate with itself as it was at that commit instead.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contender, Outcome } from './bench-run.js';
import { compareWithCommit } from './against.js';
import { ROOT, TWINS } from '../common/paths.js';
import { run, ToolError } from 'programs';
import { processorTime } from './processor-time.js';
import { racePublished } from './published.js';
import { provide } from '../common/programs.js';
import { makePan } from '../spin/spin.js';
import { textTable } from '../common/text-table.js';
import { provideTlc } from 'tlaplus';
import { searchTwin } from '../tlc/tlc.js';

/** What to ask: as everystate, Spin's file and TLC's call it. */
interface Question {
  readonly name: string;
  readonly show: number;
  readonly setting: string;
}
const ORDERED: Question = { name: 'ordered', show: 1, setting: 'INVARIANT Ordered' };
const STAYS_LIVE: Question = { name: 'something stays live', show: 2, setting: 'INVARIANT StaysLive' };

type Size = readonly [plans: number, enactors: number, keep: number];

interface Runner {
  readonly name: string;
  /** How often to run, for each size; left out where it cannot be or would take too long. */
  readonly rounds: (size: Size) => number;
  /** Once for each size; may be slow. */
  readonly prepare?: (size: Size) => Promise<void>;
  readonly run: (size: Size) => Promise<Outcome>;
}

const isLong = process.argv.includes('--long');
const SMALL: Size = [5, 2, 2];
const SIZES: readonly Size[] = [
  [6, 4, 2],
  [8, 4, 2],
];
/** For a long search Java's full compiler pays; one thread collects garbage. */
const TLC_FLAGS = ['-XX:+UseSerialGC'];

const runOurs = async (contender: Contender, { name }: Question, size: Size): Promise<Outcome> =>
  JSON.parse(
    await run(process.execPath, [
      fileURLToPath(new URL('bench-run.js', import.meta.url)),
      contender,
      name,
      ...size.map(String),
    ]),
  );
const ours = (name: string, contender: Contender, rounds: Runner['rounds']): Runner => ({
  name,
  rounds,
  run: size => runOurs(contender, ORDERED, size),
});

const against = process.argv.indexOf('--against');
if (against > 0) {
  await compareWithCommit(process.argv[against + 1]!, process.argv[against + 2]);
  process.exit();
}

const isLarge = ([plans]: Size) => plans > 6;
const often = (size: Size) => (isLong ? 5 : isLarge(size) ? 2 : 5);
const runners: Runner[] = [
  ...peers(),
  ours('everystate, functions', 'functions', often),
  ours('everystate, as it comes', 'default', often),
  ours('everystate, once warm', 'warm', often),
  ours('naive: objects in a Map', 'naive', size => (isLarge(size) ? 0 : 1)),
];

console.log(`The reference model, one core each, medians of runs in turns. Machine: ${machine()}.\n`);
const rates = [];
for (const size of SIZES) rates.push(...(await race(size)));
const verdicts = await firstVerdicts();
const secondCore = await sideBySide();
const published = runners.some(({ name }) => name.startsWith('TLC')) ? await racePublished(TLC_FLAGS) : [];
if (published.length > 0) console.log(`\n${textTable(published)}`);
if (process.argv.includes('--write')) {
  const file = path.join(ROOT, 'data/results/bench.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ machine: machine(), rates, verdicts, secondCore, published }, null, 2)}\n`);
}

/** Spin and TLC, as far as they can be had. */
function peers(): Runner[] {
  const pans = new Map<string, Awaited<ReturnType<typeof makePan>>>();
  const spin: Runner = {
    name: 'Spin -O2, depth first',
    rounds: often,
    async prepare(size) {
      pans.set(String(size), await panFor(size, ORDERED));
    },
    async run(size) {
      const { seconds, outcome } = await processorTime(() => pans.get(String(size))!.search({ args: ['-m100000'] }));
      const { states, transitions, megabytes } = outcome;
      return { states, transitions, seconds, megabytes };
    },
  };
  const tlc: Runner = {
    name: 'TLC, one worker',
    rounds: size => (isLarge(size) && !isLong ? 0 : 1),
    async run(size) {
      const { seconds, outcome } = await processorTime(() =>
        searchTwin('reference', constantsOf(size), ORDERED.setting, TLC_FLAGS),
      );
      return { states: outcome.states, transitions: outcome.transitions, seconds };
    },
  };
  return [
    ...available(spin, () => provide('spin', 'gcc')),
    ...available(tlc, () => {
      provide('java');
      provideTlc();
    }),
  ];
}

function available(runner: Runner, provided: () => void): Runner[] {
  try {
    provided();
    return [runner];
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    console.log(`without ${runner.name}: ${error.message}`);
    return [];
  }
}

/** Runs all on one size, in turns, and prints a row each. */
async function race(size: Size) {
  const racers = runners.filter(runner => runner.rounds(size) > 0);
  for (const { prepare } of racers) await prepare?.(size);
  const outcomes = racers.map(() => [] as Outcome[]);
  for (let round = 0; round < Math.max(...racers.map(runner => runner.rounds(size))); round++) {
    for (const [i, runner] of racers.entries()) {
      if (round < runner.rounds(size)) outcomes[i]!.push(await runner.run(size));
    }
  }
  const medians = outcomes.map(of => median(of.map(({ states, seconds }) => states / seconds / 1e6)));
  const base = medians[racers.findIndex(({ name }) => name.startsWith('Spin'))];
  const rows = racers.map(({ name }, i) => {
    const { states, transitions } = outcomes[i]![0]!;
    return {
      size: size.join(', '),
      contender: name,
      states,
      transitions,
      'M states/s': round(medians[i]!, 3),
      'to Spin': base === undefined ? undefined : round(medians[i]! / base, 2),
      'bytes a state': bytes(
        outcomes[i]!.map(({ megabytes }) => megabytes),
        states,
      ),
      runs: outcomes[i]!.length,
    };
  });
  console.log(`${textTable(rows)}\n`);
  return rows;
}

/** How long everybody takes to say that the record can be lost, from a model and nothing else. */
async function firstVerdicts() {
  const runs: Record<string, () => Promise<unknown>> = {
    'everystate, a cold process': () => runOurs('default', STAYS_LIVE, SMALL),
    'Spin, with its C compiler': async () => (await panFor(SMALL, STAYS_LIVE)).search(),
    'TLC, with its Java': () => searchTwin('reference', constantsOf(SMALL), STAYS_LIVE.setting),
  };
  const rows = [];
  for (const [contender, run] of Object.entries(runs)) {
    if (!runners.some(({ name }) => name.slice(0, 3) === contender.slice(0, 3))) continue;
    const seconds = [];
    for (let i = 0; i < 5; i++) {
      const { seconds: whole, outcome } = await processorTime(run);
      // For everystate the call of `check` counts, without the start of Node.
      seconds.push(contender.startsWith('everystate') ? (outcome as Outcome).seconds : whole);
    }
    rows.push({
      'to the first verdict': contender,
      size: SMALL.join(', '),
      milliseconds: Math.round(median(seconds) * 1_000),
    });
  }
  console.log(textTable(rows));
  return rows;
}

/**
 * What a second core could bring to a search at the very most: two searches at once
 * share nothing but the way to the memory, and still slow each other down.
 */
async function sideBySide() {
  if (cpus().length < 2) return undefined;
  const size = SIZES.at(-1)!;
  const { run } = runners.find(({ name }) => name === 'everystate, as it comes')!;
  const rounds = [];
  for (let i = 0; i < often(size); i++) {
    const { seconds: alone } = await run(size);
    const both = await Promise.all([run(size), run(size)]);
    rounds.push((2 * alone) / Math.max(...both.map(({ seconds }) => seconds)));
  }
  const times = round(median(rounds), 2);
  console.log(`\nTwo searches at once on two cores, ${size.join(', ')}: together ${times} times as fast as one.`);
  return { size: size.join(', '), times };
}

function panFor([PLANS, ENACTORS, KEEP]: Size, { show: SHOW }: Question) {
  return makePan(path.join(TWINS, 'reference.pml'), { defines: { PLANS, ENACTORS, KEEP, SHOW } });
}

function constantsOf([plans, enactors, keep]: Size) {
  const names = Array.from({ length: enactors }, (_, i) => `e${i + 1}`).join(', ');
  return { PLANS: String(plans), Enactor: `{${names}}`, KEEP: String(keep) };
}

function bytes(megabytes: readonly (number | undefined)[], states: number): number | undefined {
  const known = megabytes.filter(one => one !== undefined);
  return known.length > 0 ? Math.round((median(known) * 1e6) / states) : undefined;
}

function machine(): string {
  return `${cpus().length} cores, Node ${process.versions.node.split('.')[0]}`;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

function round(value: number, places: number): number {
  return Number(value.toFixed(places));
}
