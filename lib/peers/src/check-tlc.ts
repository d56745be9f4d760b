/** `npm run check:tlc`: do everystate and TLC agree on the TLA+ twins in `data/twins`? */
import pLimit from 'p-limit';
import { compareWithTlc } from './tlc/compare.js';
import { PeerError } from './common/peer-error.js';
import { provide } from './common/programs.js';
import { textTable } from './common/text-table.js';
import { provideTlc } from './tlc/tlc.js';
import { tlcTwins } from './tlc/twins.js';
import { showSize } from './spin/twin.js';

/** As many searches by TLC run at once. */
const AT_ONCE = 2;

try {
  provide('java');
  provideTlc();
  process.exitCode = (await compareTwins()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof PeerError)) throw error;
  console.error(`Not compared: ${error.message}`);
  process.exitCode = 2;
}

/** A row for each model and size, with what differs at its end. */
async function compareTwins(): Promise<boolean> {
  const cases = tlcTwins.flatMap(twin => twin.sizes.map(size => ({ twin, size })));
  const outcomes = await pLimit(AT_ONCE).map(cases, ({ twin, size }) => compareWithTlc(twin, size));
  console.log(
    textTable(
      outcomes.map(({ states, transitions, depth, violated, differences }, i) => ({
        model: cases[i]!.twin.name,
        size: showSize(cases[i]!.size),
        states,
        transitions,
        depth,
        violated: violated.join(', '),
        differs: differences.join('; '),
      })),
    ),
  );
  const figures = outcomes.reduce((sum, outcome) => sum + outcome.figures, 0);
  const different = outcomes.reduce((sum, { differences }) => sum + differences.length, 0);
  console.log(`\nTLC: ${figures - different} of ${figures} figures and verdicts agree.`);
  return different === 0;
}
