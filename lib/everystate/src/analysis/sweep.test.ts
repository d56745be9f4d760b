import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reference } from '../examples/classics.js';
import { check, model, sweep } from '../index.js';

test('a sweep gives one row for each combination, the last parameter changing fastest', () => {
  const rows = sweep({ plans: [4, 5], enactors: [1, 2] }, ({ plans, enactors }) =>
    reference({ plans, enactors, keep: 2 }),
  );
  assert.deepEqual(
    rows.map(({ plans, enactors }) => [plans, enactors]),
    [
      [4, 1],
      [4, 2],
      [5, 1],
      [5, 2],
    ],
  );
  const last = check(reference({ plans: 5, enactors: 2, keep: 2 }));
  assert.deepEqual(rows.at(-1), {
    plans: 5,
    enactors: 2,
    states: 1_307,
    transitions: 3_076,
    depth: 19,
    ordered: 'holds',
    'something stays live': 'violated',
    'no deadlock': last.of('no deadlock').verdict,
  });
});

test('the columns can be chosen, and limits given', () => {
  const rows = sweep({ keep: [1, 2, 3] }, ({ keep }) => reference({ plans: 5, enactors: 2, keep }), {
    columns: (result, { keep }) => ({ kept: keep, steps: result.of('something stays live').trace?.length }),
  });
  assert.deepEqual(
    rows.map(({ steps }) => steps),
    [8, 9, 10],
  );
  const [cut] = sweep({ keep: [2] }, ({ keep }) => reference({ plans: 5, enactors: 2, keep }), { maxStates: 10 });
  assert.equal(cut!.ordered, 'not finished');
});

test('a parameter without values is refused', () => {
  assert.throws(
    () => sweep({ keep: [] as number[] }, ({ keep }) => reference({ plans: 5, enactors: 2, keep })),
    /The parameter 'keep' has no values/,
  );
});

test('a parameter that is called like a column is refused', () => {
  assert.throws(
    () => sweep({ states: [5] }, () => reference({ plans: 2, enactors: 1, keep: 2 })),
    /'states' is a parameter and a column\.\nGive the parameter another name/,
  );
  const deep = () => model({ ...reference({ plans: 2, enactors: 1, keep: 2 }), always: { depth: () => true } });
  assert.throws(() => sweep({ plans: [5] }, deep), /'depth' is a property and a column\.\nSay in 'columns'/);
});
