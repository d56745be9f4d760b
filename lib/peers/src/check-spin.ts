/**
 * `npm run check:spin`: do everystate and Spin agree, on the twins in
 * `data/twins` and on random models? `npm run check:spin -- --seed 7` makes the
 * random models of seed 7 again.
 */
import pLimit from 'p-limit';
import { parseArgs } from 'node:util';
import { compareWithSpin } from './spin/compare.js';
import { searchWithEverystate, searchWithSpin } from './random/compare.js';
import { ToolError } from 'programs';
import { provide } from './common/programs.js';
import { collections, searchCollections } from './random/collections.js';
import { toPromela } from './random/promela.js';
import { compareOnRandomModels, guarded, type Kind, type Search } from './random/random-models.js';
import { textTable } from './common/text-table.js';
import { twins } from './spin/twins.js';

/** Of each kind so many random models. */
const MODELS = 160;
/** As many searches by Spin run at once. */
const AT_ONCE = 2;

const { values } = parseArgs({ options: { seed: { type: 'string' } } });
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));

try {
  provide('spin', 'gcc');
  const twinsAgree = await compareTwins();
  console.log(`Random models: seed ${seed}\n`);
  const agree = [
    twinsAgree,
    await compareRandom('single values and sets', guarded, model => searchWithEverystate(model), toPromela),
    await compareRandom('nested data, collections, parameters', collections, searchCollections, ({ pml }) => pml),
  ];
  process.exitCode = agree.every(Boolean) ? 0 : 1;
} catch (error) {
  if (!(error instanceof ToolError)) throw error;
  console.error(`Not compared: ${error.message}`);
  process.exitCode = 2;
}

/** A row for each model and size; then what differs. */
async function compareTwins(): Promise<boolean> {
  const cases = twins.flatMap(twin => twin.sizes.map(size => ({ twin, size })));
  const outcomes = await pLimit(AT_ONCE).map(cases, ({ twin, size }) => compareWithSpin(twin, size));
  console.log(
    textTable(
      outcomes.map((comparisons, i) => {
        const [states, transitions, depth] = comparisons;
        return {
          model: cases[i]!.twin.name,
          size: states!.size,
          states: states!.theirs,
          transitions: transitions!.theirs,
          depth: depth!.theirs,
          figures: comparisons.length,
          agree: comparisons.filter(({ ours, theirs }) => ours === theirs).length,
        };
      }),
    ),
  );
  const all = outcomes.flat();
  const different = all.filter(({ ours, theirs }) => ours !== theirs);
  for (const { twin, size, figure, ours, theirs } of different) {
    console.log(`differs: ${twin} (${size}), ${figure}: everystate ${ours ?? 'none'}, Spin ${theirs ?? 'none'}`);
  }
  console.log(`\nTwins: ${all.length - different.length} of ${all.length} figures agree with Spin.\n`);
  return different.length === 0;
}

async function compareRandom<M>(
  what: string,
  kind: Kind<M>,
  ours: Search<M>,
  promela: (model: M) => string,
): Promise<boolean> {
  const streams = Array.from({ length: AT_ONCE }, (_, i) => i);
  const reports = await pLimit(AT_ONCE).map(streams, stream =>
    compareOnRandomModels(kind, ours, model => searchWithSpin(promela(model), `random-${stream}`), {
      seed: seed + stream,
      runs: MODELS / AT_ONCE,
      fewest: 4,
    }),
  );
  const sum = (what: 'models' | 'states' | 'transitions' | 'always' | 'sometimes' | 'rises' | 'ends') =>
    reports.reduce((total, report) => total + report[what], 0);
  console.log(
    textTable([
      {
        'random models': sum('models'),
        of: what,
        states: sum('states'),
        transitions: sum('transitions'),
        'invariant violated': sum('always'),
        'step violated': sum('rises'),
        'bad end': sum('ends'),
        'witness seen': sum('sometimes'),
      },
    ]),
  );
  const disagreements = reports.flatMap(({ disagreement }) => disagreement ?? []);
  for (const disagreement of disagreements) console.log(`\ndiffers (theirs is Spin): ${disagreement}`);
  console.log(
    disagreements.length === 0
      ? `\nAll ${sum('models')} agree with Spin in states, transitions, depth, ends, verdicts and shortest traces.\n`
      : `\nEverystate and Spin disagree. Again with: npm run check:spin -- --seed ${seed}`,
  );
  return disagreements.length === 0;
}
