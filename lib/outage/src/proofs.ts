/**
 * `npm run results:proofs`: searches all states of the design that re-checks in the
 * transaction, with any number of plans, for whether the newest plan goes live. It takes
 * more Enactors and older plans kept than notebook 11 has time for, and writes
 * `data/results/proofs.json` for it. Takes some minutes.
 */
import { writeFileSync } from 'node:fs';
import { check, ModelError, type Model } from 'everystate';
import { watched, type EndlessSize } from './endless.js';
import { oneMayStop, outage } from './outage.js';
import type { RaceSize } from './race.js';

const recheck = (size: RaceSize) => outage(size, ['recheck']);
const oneStops = (size: RaceSize) => oneMayStop(size, ['recheck']);

/** For each number of older plans kept, from 0 on, the most Enactors to try. */
const MOST = [4, 3, 3, 2];

const sizes = (fewest: number): EndlessSize[] =>
  MOST.flatMap((enactors, keep) =>
    Array.from({ length: enactors - fewest + 1 }, (_, i) => ({ enactors: i + fewest, keep })),
  );

const rows = [
  ...sizes(1).map(size => prove(size, 'The newest plan goes live', watched(size, recheck))),
  ...sizes(2).map(size => prove(size, 'One Enactor may stop', watched(size, oneStops))),
];
writeFileSync(new URL('../../../data/results/proofs.json', import.meta.url), `${JSON.stringify(rows, null, 1)}\n`);

function prove({ enactors, keep }: EndlessSize, what: string, of: Model) {
  const result = check(of, { maxStates: 50_000_000 });
  if (!result.holds)
    throw new ModelError(`${what}, ${enactors} Enactors, keep ${keep}: ${result}`, 'See what changed in the model.');
  console.log(`${what}, ${enactors} Enactors, keep ${keep}: ${result.states.toLocaleString('en-US')} states`);
  return { what, enactors, keep, states: result.states };
}
