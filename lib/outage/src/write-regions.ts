/**
 * `npm run results:regions`: judges each design of the Region with each lock, for two and
 * three Enactors and for two and three endpoints, and writes `data/results/regions.json`
 * for notebook 10. Takes about a quarter of an hour. A test judges the smallest again.
 */
import { writeFileSync } from 'node:fs';
import { judgeCandidate, regionCandidates } from './region-candidates.js';
import { endpointLocks } from './region-design.js';

const sizes = [
  { enactors: 2, endpoints: 2, keep: 0 },
  { enactors: 3, endpoints: 2, keep: 0 },
  { enactors: 2, endpoints: 3, keep: 0 },
];
const found = sizes.flatMap(size =>
  regionCandidates.flatMap(of =>
    endpointLocks.map(lock => {
      const row = judgeCandidate(size, of, lock);
      console.log(JSON.stringify(row));
      return row;
    }),
  ),
);
const lines = found.map(row => ` ${JSON.stringify(row)}`);
writeFileSync(new URL('../../../data/results/regions.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`);
