import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AddressError, fromHash, toHash, type Place } from './address.js';
import { AS_IT_WAS, changesOf, waysOf } from './design.js';

const place: Place = {
  setup: { ...AS_IT_WAS, changes: ['recheck', 'guard'] },
  model: 'bounded',
  path: ['publish', 'pickUp A', 'checkOnce A'],
  at: 2,
};

test('an address says all that is shown, whatever was chosen', () => {
  const sizes = [1, 2].map(endpoints => ({ ...place.setup, endpoints, enactors: 3, plans: 6, keep: 2 }));
  const setups = sizes.flatMap(size =>
    waysOf(size).map(({ id: way }) => ({ ...size, way, changes: changesOf({ ...size, way }).map(({ id }) => id) })),
  );
  assert(setups.length > 8);
  for (const model of ['bounded', 'oneStops'] as const)
    for (const setup of [place.setup, ...setups])
      assert.deepEqual(fromHash(toHash({ ...place, setup, model })), { ...place, setup, model });
  assert.deepEqual(fromHash(toHash({ ...place, path: [], at: 0 })), { ...place, path: [], at: 0 });
});

test('what an address cannot say is refused, with what it can', () => {
  const changed = (from: string, to: string) => () => fromHash(toHash(place).replace(from, to));
  const refused = (why: RegExp) => (error: Error) => error instanceof AddressError && why.test(error.message);
  assert.throws(changed('enactors=2', 'enactors=9'), refused(/enactors=9\. It can be 1, 2, 3\./));
  assert.throws(changed('recheck', 'prayer'), refused(/changes=prayer\. It can be recheck, /));
  assert.throws(changed('endpoints=1', 'endpoints=2'), refused(/way=as it was\. It can be no lock/));
  assert.throws(changed('at=2', 'at=4'), refused(/at=4\. It can be 0, 1, 2, 3\./));
  assert.throws(() => fromHash('#nonsense'), refused(/enactors=\./));
});
