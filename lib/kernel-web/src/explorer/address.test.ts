import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHash, toHash, type Place } from './address.js';
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
      assert.deepEqual(fromHash(toHash({ ...place, setup, model })), { place: { ...place, setup, model }, wrong: '' });
  assert.deepEqual(fromHash(toHash({ ...place, path: [], at: 0 })), {
    place: { ...place, path: [], at: 0 },
    wrong: '',
  });
});

test('what an address cannot say is named, with what it can, and the rest of it is kept', () => {
  const { setup, path } = place;
  const read = (from: string, to: string) => fromHash(toHash(place).replace(from, to));
  const keeps = (found: ReturnType<typeof fromHash>, kept: Place, why: RegExp) => {
    assert.deepEqual(found.place, kept);
    assert.match(found.wrong, why);
  };
  keeps(read('plans=3', 'plans=9'), place, /plans=9\. It can be 3, 4, 5, 6\.$/);
  keeps(
    read('recheck', 'prayer'),
    { ...place, setup: { ...setup, changes: ['guard'] } },
    /=prayer\. It can be recheck, /,
  );
  const wide = { ...setup, endpoints: 2, way: 'no lock' };
  keeps(read('endpoints=1', 'endpoints=2'), { ...place, setup: wide }, /way=as it was\. It can be no lock/);
  keeps(read('at=2', 'at=4'), { ...place, at: path.length }, /at=4\. It can be 0, 1, 2, 3\.$/);
});

test('an address that is cut off anywhere keeps what comes before the cut', () => {
  const larger: Place = { ...place, setup: { ...place.setup, enactors: 3, plans: 5, keep: 2 } };
  const hash = toHash(larger);
  const cutBefore = (part: string) => fromHash(hash.slice(0, hash.indexOf(part)));
  assert.deepEqual(cutBefore('&at='), { place: { ...larger, at: 3 }, wrong: 'The address doesn’t say at.' });
  const { place: kept, wrong } = cutBefore('ay=');
  assert.deepEqual(kept, { ...larger, setup: { ...larger.setup, changes: [] }, path: [], at: 0 });
  assert.equal(wrong, 'The address doesn’t say way, at.');
  assert.equal(fromHash(hash.slice(0, hash.indexOf('nce-A'))).place?.setup.plans, 5);
  assert.equal(fromHash('#nonsense').place, undefined);
  for (let end = 1; end < hash.length; end++) assert.match(fromHash(hash.slice(0, end)).wrong, /The address /);
});
