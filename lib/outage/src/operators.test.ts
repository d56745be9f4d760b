import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, replay } from 'everystate';
import { withOperators, type Care } from './index.js';

const size = { plans: 7, enactors: 2, keep: 1 };
const emptied = [
  'publish',
  'pickUp A',
  'checkOnce A',
  'publish',
  'publish',
  'pickUp B',
  'checkOnce B',
  'apply B',
  'apply A',
  'cleanUp B',
  'cleanUp B',
];

test('a repair puts a healthy tree of the newest plan live', () => {
  const { end } = replay(withOperators(size, 'repair only'), [...emptied, 'repair']);
  assert.equal(end.live, end.latest);
  assert(!end.deleted.has(end.live) && end.repaired);
});

test('while it is frozen, nobody takes a step', () => {
  assert.throws(
    () => replay(withOperators(size, 'freeze first'), [...emptied, 'freeze', 'finish A']),
    /Possible there: repair\.$/,
  );
});

test('who starts anew has no plan in hand', () => {
  const { end } = replay(withOperators(size, 'then start anew'), [...emptied, 'freeze', 'repair', 'switchOn']);
  for (const { at, plan } of end.enactor) assert.deepEqual([at, plan], ['idle', end.live]);
});

test('the repair lasts while the automation is frozen, or when the design is changed', () => {
  const lasts = (care: Care, plans: number) =>
    check(withOperators({ ...size, plans }, care)).of('Once repaired, it stays').verdict === 'holds';
  const cares: Care[] = ['repair only', 'freeze first', 'then go on', 'then start anew'];
  assert.deepEqual(
    cares.map(care => [5, 6, 7].map(plans => lasts(care, plans))),
    [
      [true, false, false],
      [true, true, true],
      [true, false, false],
      [true, true, false],
    ],
  );
  const changed = check(withOperators(size, 'then start anew', ['recheck']));
  assert(changed.holds);
  assert(changed.neverEnabled.includes('repair'));
});
