import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Batch } from './batch.js';
import { StateStore } from './state-store.js';

/** Adds states through a batch of their own, and gives their numbers. */
function add(store: StateStore, states: number[][], limit = Infinity): number[] | 'over the limit' {
  const batch = batchOf(states);
  return store.addAll(batch, limit) ? [...batch.to.subarray(0, batch.size)] : 'over the limit';
}

function batchOf(states: number[][]): Batch {
  const batch = new Batch(states[0]!.length, states.length);
  batch.packed.set(states.flat());
  batch.size = states.length;
  return batch;
}

function numberedStore(words: number, room?: number): StateStore {
  const store = new StateStore(words, room);
  store.keepNumbers();
  return store;
}

const wordsOf = (store: StateStore, state: number, words: number) =>
  [...store.packed.subarray(store.offsetOf(state), store.offsetOf(state) + words)];

for (const words of [1, 2, 3, 12]) {
  const state = (i: number) => Array.from({ length: words }, (_, word) => (word < words - 1 ? i % (word + 3) : i * 7919 + 1));

  test(`a store of ${words} words numbers states in order, and knows each of them again while it grows`, () => {
    for (const store of [new StateStore(words, 4), numberedStore(words, 4)]) {
      for (let i = 0; i < 5_000; i++) {
        add(store, [state(i)]);
        assert.equal(store.size, i + 1);
      }
      for (let i = 0; i < 5_000; i++) {
        add(store, [state(i)]);
        assert.equal(store.find(Int32Array.from(state(i))), i);
        assert.deepEqual(wordsOf(store, i, words), state(i));
      }
      assert.equal(store.size, 5_000);
      assert.equal(store.find(Int32Array.from(state(5_000))), -1);
    }
  });
}

test('states that differ in one bit are different states', () => {
  const store = numberedStore(3, 4);
  for (let bit = 0; bit < 95; bit++) {
    const words = [0, 0, 1 << 31];
    words[bit >> 5]! |= 1 << (bit & 31);
    assert.deepEqual(add(store, [words]), [bit]);
  }
});

test('a repeated state within one batch is added once', () => {
  const store = numberedStore(1);
  const batch = batchOf([[5], [6], [5], [5]]);
  batch.from.set([-1, -1, 1, 0]);
  assert(store.addAll(batch, 10));
  assert.deepEqual([...batch.to.subarray(0, 4)], [0, 1, 0, 0]);
  assert.deepEqual([...store.parents.subarray(0, 2)], [-1, -1]);
});

test('the first way to a state is the one that is kept', () => {
  const store = numberedStore(1);
  for (const from of [-1, 7, 8]) {
    const batch = batchOf([[from === -1 ? 1 : 2]]);
    batch.from[0] = from;
    store.addAll(batch, 10);
  }
  assert.deepEqual([...store.parents.subarray(0, 2)], [-1, 7]);
});

test('the limit stops a new state, not a known one, and cuts the batch off there', () => {
  const store = numberedStore(1);
  add(store, [[1], [2]]);
  assert.deepEqual(add(store, [[1]], 2), [0]);
  const batch = batchOf([[2], [3], [1]]);
  assert.equal(store.addAll(batch, 2), false);
  assert.equal(batch.size, 1);
  assert.equal(store.size, 2);
});

test('a store filled to its limit makes room no further', () => {
  const store = new StateStore(1, 4);
  const room = store.parents.length;
  for (let i = 0; i < room; i++) add(store, [[i + 1]], room);
  const { packed } = store;
  assert.equal(add(store, [[room + 1]], room), 'over the limit');
  assert.equal(store.packed, packed);
});

test('states whose look-ups begin at the last slot go on at the first', () => {
  // With 8 slots and 6 states of any kind, growing from 4, some search wraps round.
  for (let seed = 1; seed < 200; seed++) {
    const store = numberedStore(1, 3);
    for (let i = 0; i < 6; i++) assert.deepEqual(add(store, [[seed * 1000 + i]]), [i]);
    for (let i = 0; i < 6; i++) assert.deepEqual(add(store, [[seed * 1000 + i]]), [i]);
  }
});
