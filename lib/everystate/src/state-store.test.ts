import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Batch, StateStore } from './state-store.js';

/** Adds one state through a batch of its own, and gives its number back. */
function add(store: StateStore, words: number[], limit = Infinity): { state: number; isNew: boolean } | 'over the limit' {
  const batch = new Batch(words.length, 1);
  batch.packed.set(words);
  batch.size = 1;
  let outcome: { state: number; isNew: boolean } | undefined;
  const went = store.addAll(batch, limit, (_, state, isNew) => { outcome = { state, isNew }; });
  return went ? outcome! : 'over the limit';
}

test('a store numbers states in order, and knows each of them again while it grows', () => {
  const store = new StateStore(2, 4);
  const numbered = (i: number) => [i * 7919, i % 5];
  for (let i = 0; i < 5_000; i++) assert.deepEqual(add(store, numbered(i)), { state: i, isNew: true });
  for (let i = 0; i < 5_000; i++) {
    assert.deepEqual(add(store, numbered(i)), { state: i, isNew: false });
    assert.equal(store.find(Int32Array.from(numbered(i))), i);
  }
  assert.equal(store.find(Int32Array.from([1, 1])), -1);
});

test('states that differ in one bit are different states', () => {
  const store = new StateStore(3, 4);
  for (let bit = 0; bit < 96; bit++) {
    const words = [0, 0, 0];
    words[bit >> 5] = 1 << (bit & 31);
    assert.deepEqual(add(store, words), { state: bit, isNew: true });
  }
});

test('a repeated state within one batch is added once', () => {
  const store = new StateStore(1);
  const batch = new Batch(1, 4);
  batch.packed.set([5, 6, 5, 5]);
  batch.from.set([-1, -1, 1, 0]);
  batch.size = 4;
  const told: unknown[] = [];
  assert(store.addAll(batch, 10, (i, state, isNew) => { told.push([i, state, isNew]); }));
  assert.deepEqual(told, [[0, 0, true], [1, 1, true], [2, 0, false], [3, 0, false]]);
  assert.deepEqual([...store.parents.subarray(0, 2)], [-1, -1]);
});

test('the limit stops a new state, not a known one', () => {
  const store = new StateStore(1);
  add(store, [1]);
  add(store, [2]);
  assert.deepEqual(add(store, [1], 2), { state: 0, isNew: false });
  assert.equal(add(store, [3], 2), 'over the limit');
  assert.equal(store.size, 2);
});

test('a store filled to its limit makes room no further', () => {
  const store = new StateStore(1, 4);
  for (let i = 0; i < 10; i++) add(store, [i], 10);
  const { packed } = store;
  for (let i = 0; i < 10; i++) assert.deepEqual(add(store, [i], 10), { state: i, isNew: false });
  assert.equal(add(store, [11], 10), 'over the limit');
  assert.equal(store.packed, packed);
  assert.equal(packed.length, 10);
});
