/**
 * `npm run results:proofs`: proves the design that re-checks in the transaction for any
 * number of plans, for more Enactors and larger thresholds than notebook 11 has
 * time for, and writes `data/results/proofs.json` for it. Takes some minutes.
 */
import { writeFileSync } from 'node:fs';
import { check, model, ModelError, type Model } from 'everystate';
import { endless, watched, type EndlessSize } from './endless.js';
import { oneMayStop, outage } from './outage.js';
import type { RaceSize } from './race.js';

const recheck = (size: RaceSize) => outage(size, ['recheck']);
const oneStops = (size: RaceSize) => oneMayStop(size, ['recheck']);

/** For each threshold from 0 on, the most Enactors to try. */
const SAFETY = [8, 6, 5, 5];
const LIVENESS = [4, 3, 3, 2];

const sizes = (most: readonly number[], fewest: number): EndlessSize[] =>
  most.flatMap((enactors, keep) =>
    Array.from({ length: enactors - fewest + 1 }, (_, i) => ({ enactors: i + fewest, keep })),
  );

const rows = [
  ...sizes(SAFETY, 1).map(size => prove(size, 'safety', model({ ...endless(size, recheck), symmetric: ['enactor'] }))),
  ...sizes(LIVENESS, 1).map(size => prove(size, 'liveness', watched(size, recheck))),
  ...sizes(LIVENESS, 2).map(size => prove(size, 'liveness, one stops', watched(size, oneStops))),
];
writeFileSync(new URL('../../../data/results/proofs.json', import.meta.url), `${JSON.stringify(rows, null, 1)}\n`);

function prove({ enactors, keep }: EndlessSize, what: string, of: Model) {
  const result = check(of, { maxStates: 50_000_000 });
  if (!result.holds)
    throw new ModelError(`${what}, ${enactors} Enactors, keep ${keep}: ${result}`, 'See what changed in the model.');
  console.log(`${what}, ${enactors} Enactors, keep ${keep}: ${result.states.toLocaleString('en-US')} states`);
  return { what, enactors, keep, states: result.states };
}
