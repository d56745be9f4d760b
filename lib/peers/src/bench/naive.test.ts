import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from 'everystate';
import { naiveStateCount } from './naive.js';
import { race } from 'outage';

test('the naive search that the bench measures against finds the same states', () => {
  for (const size of [
    { plans: 5, enactors: 1, keep: 2 },
    { plans: 5, enactors: 2, keep: 1 },
  ]) {
    assert.equal(naiveStateCount(race(size)), check(race(size)).states);
  }
});
