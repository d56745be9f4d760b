/**
 * `npm run check:spin`: do everystate and Spin agree, on the twins in
 * `data/twins` and on random models?
 */
import { compareWithSpin } from './compare-twin.js';
import { inTurns } from './in-turns.js';
import { PeerError } from './peer-error.js';
import { provide } from './programs.js';
import { textTable } from './text-table.js';
import { twins } from './twins.js';

try {
  provide('spin', 'gcc');
  process.exitCode = await compareTwins() ? 0 : 1;
} catch (error) {
  if (!(error instanceof PeerError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/** One row a model and size; says what differs. */
async function compareTwins(): Promise<boolean> {
  const cases = twins.flatMap(twin => twin.sizes.map(size => ({ twin, size })));
  const outcomes = await inTurns(cases, 2, async ({ twin, size }) => compareWithSpin(twin, size));
  console.log(textTable(outcomes.map((comparisons, i) => {
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
  })));
  const all = outcomes.flat();
  const different = all.filter(({ ours, theirs }) => ours !== theirs);
  for (const { twin, size, figure, ours, theirs } of different) {
    console.log(`differs: ${twin} (${size}), ${figure}: everystate ${ours ?? 'none'}, Spin ${theirs ?? 'none'}`);
  }
  console.log(`\nTwins: ${all.length - different.length} of ${all.length} figures agree with Spin.`);
  return different.length === 0;
}
