import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from 'everystate';
import { assumptions, flips } from './index.js';

const found = flips({ plans: 5, enactors: 2, keep: 2 }).map(({ assumption, instead, model }) => {
  const { properties } = check(model);
  const verdict = (name: string) => properties.find(property => property.name === name)?.verdict;
  return {
    assumption,
    instead,
    resolves: verdict('The name always resolves'),
    recovers: verdict('No operator needed'),
  };
});

test('every assumption about the outage is flipped, those about stopping and repairing apart', () => {
  const flipped = new Set(found.map(({ assumption }) => assumption));
  assert.deepEqual(
    [...flipped],
    assumptions.map(({ id }) => id).filter(id => flipped.has(id)),
    'in their order',
  );
  assert.deepEqual(
    assumptions
      .map(({ id }) => id)
      .slice(0, 18)
      .filter(id => !flipped.has(id)),
    [],
  );
});

test('the empty record rests on four assumptions, and that it stays empty on one more', () => {
  const safe = found.filter(({ resolves }) => resolves === 'holds').map(({ assumption }) => assumption);
  assert.deepEqual(safe, ['A-2', 'A-8', 'A-10', 'A-14']);
  const heals = found.filter(({ resolves, recovers }) => resolves === 'violated' && recovers === 'holds');
  assert.deepEqual(
    heals.map(({ assumption }) => assumption),
    ['A-15'],
  );
});

test('some assumptions can be flipped so that it matters, and so that it does not', () => {
  for (const id of ['A-8', 'A-14']) {
    const verdicts = found.filter(({ assumption }) => assumption === id).map(({ resolves }) => resolves);
    assert.deepEqual(verdicts, ['violated', 'holds'], id);
  }
});
