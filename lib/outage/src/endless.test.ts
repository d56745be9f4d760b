import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, model, type Declaration, type Model } from 'everystate';
import { differences as differencesBetween } from './differences.fixture.js';
import {
  endless,
  normalForm,
  oneMayStop,
  outage,
  race,
  watched,
  type ChangeId,
  type Planned,
  type RaceSize,
} from './index.js';
import { withWatch } from './endless.js';

/** What the properties ask of a state, and of the next step from it. */
function answers({ latest, live, watched = 0, deleted, enactor }: Planned): string {
  return String([
    deleted.has(live),
    live === latest,
    watched > live,
    ...enactor.map(({ at, plan }) => [
      at === 'idle',
      at === 'stopped',
      at === 'idle' && plan === latest,
      at === 'checked' && Math.sign(plan - live),
    ]),
  ]);
}

/** Every difference between a bounded model and the endless one. */
const differences = (bounded: Model, closed: Model, { plans, keep }: RaceSize) =>
  differencesBetween(bounded, closed, plans, { settle: normalForm(keep), answers });

const size = { enactors: 2, keep: 2 };
const safe = (size: RaceSize) => outage(size, ['recheck']);
const safeAndStopping = (size: RaceSize) => oneMayStop(size, ['recheck']);

const designs: ChangeId[][] = [
  [],
  ['recheck'],
  ['recheckBefore'],
  ['guard'],
  ['guardBefore'],
  ['guard', 'guardBefore'],
  ['lockedCleanUp'],
  ['tolerantRollback'],
  ['slowPlanner'],
  ['recheck', 'tolerantRollback', 'guard'],
  ['lockedCleanUp', 'guardBefore', 'recheckBefore'],
];

test('every step of a bounded race has its equal in the endless one, and the other way round', () => {
  for (const [enactors, keep, plans] of [
    [1, 0, 6],
    [1, 2, 8],
    [2, 0, 6],
    [2, 1, 6],
    [2, 2, 7],
    [3, 0, 4],
  ] as const) {
    const size = { plans, enactors, keep };
    assert.deepEqual(differences(race(size), endless(size), size), [], JSON.stringify(size));
  }
});

test('so it is with the second fault, and with each candidate change', () => {
  for (const changes of designs) {
    const size = { plans: 6, enactors: 2, keep: 1 };
    const bounded = (size: RaceSize) => outage(size, changes);
    assert.deepEqual(differences(bounded(size), endless(size, bounded), size), [], changes.join());
  }
  const three = { plans: 4, enactors: 3, keep: 0 };
  assert.deepEqual(differences(outage(three), endless(three, outage), three), []);
});

const broken = <D extends Declaration>(of: Model<D>) =>
  check(of)
    .properties.filter(({ verdict }) => verdict !== 'holds')
    .map(({ name }) => name);

test('so it is with what the proofs search: the re-check, an Enactor that stops, and a watch', () => {
  for (const [enactors, keep, plans] of [
    [1, 2, 6],
    [2, 0, 5],
    [2, 1, 5],
    [2, 2, 6],
    [3, 0, 3],
  ] as const) {
    const size = { plans, enactors, keep };
    for (const bounded of [safe, safeAndStopping]) {
      const what = `${bounded.name} ${JSON.stringify(size)}`;
      assert.deepEqual(differences(bounded(size) as Model, endless(size, bounded) as Model, size), [], what);
      const watching = withWatch(bounded(size) as Model, 'watched');
      assert.deepEqual(differences(watching, watched(size, bounded), size), [], `${what}, watched`);
    }
  }
});

test('without end, the outage is found, and the re-check in the transaction prevents it', () => {
  assert.deepEqual(broken(endless(size, outage)), [
    'The name always resolves',
    'Never a step back',
    'No operator needed',
  ]);
  assert.deepEqual(broken(watched(size, outage)), ['The newest plan goes live']);
  for (const keep of [0, 1, 2, 3]) {
    assert.deepEqual(broken(endless({ enactors: 2, keep }, safe)), []);
    assert.deepEqual(broken(watched({ enactors: 2, keep }, safe)), []);
    assert.deepEqual(broken(watched({ enactors: 2, keep }, safeAndStopping)), []);
  }
  assert.deepEqual(broken(watched({ enactors: 1, keep: 2 }, safeAndStopping)), ['One Enactor may stop']);
});

test('a Planner that may stop leaves the guard behind for good, one that goes on does not', () => {
  for (const change of ['guard', 'tolerantRollback'] as const) {
    const mayStop = watched({ enactors: 2, keep: 0 }, size => oneMayStop(size, [change]));
    assert.deepEqual(broken(mayStop), ['One Enactor may stop'], change);
    const { publish, ...others } = mayStop.actions;
    assert.deepEqual(
      broken(model({ ...mayStop, actions: { ...others, publish: { ...publish!, fair: 'weak' } } })),
      [],
      change,
    );
  }
});

test('interchangeable Enactors: fewer states, the same verdicts', () => {
  for (const bounded of [outage, safe]) {
    const each = endless({ enactors: 3, keep: 1 }, bounded);
    const alike = model({ ...each, symmetric: ['enactor'] });
    assert.deepEqual(broken(alike), broken(each));
    assert(check(alike).states * 5 < check(each).states);
  }
});

test('a normal form that lets numbers grow is found out', () => {
  const cutTooLate = normalForm(9) as (s: any) => void;
  assert.throws(
    () => check({ ...endless(size), normalForm: cutTooLate }),
    /'latest' was set to 15, outside its domain 0\.\.14/,
  );
});
