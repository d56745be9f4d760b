import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Arena } from '../wasm/memory.js';
import { Batch } from '../batch.js';
import { VisitedTable } from './visited-table.js';

/** Adds states through a batch of their own, and gives their numbers. */
function add({ store, batch }: Opened, states: number[][]): number[] {
  batch.turnTo(0, 0);
  batch.from.fill(-1);
  batch.packed.set(states.flat());
  batch.size = states.length;
  store.addAll();
  return [...batch.to.subarray(0, batch.size)];
}

/** The same for two states and what they lead to. */
function addFrom({ store, batch }: Opened, first: number, from: number[], states: number[][]): void {
  store.fetch(first, first + 2);
  batch.from.set(from);
  batch.packed.set(states.flat());
  batch.size = states.length;
  store.addAll();
}

interface Opened {
  readonly arena: Arena;
  readonly store: VisitedTable;
  readonly batch: Batch;
}

function open(words: number, room?: number, isNumbered = true): Opened {
  const arena = new Arena();
  const batch = new Batch(words, 2, arena);
  const store = new VisitedTable(words, arena, batch, isNumbered, room);
  return { arena, store, batch };
}

const wordsOf = (store: VisitedTable, state: number, words: number) => [
  ...store.packed.subarray(state * words, (state + 1) * words),
];

for (const words of [1, 2, 3, 12]) {
  const state = (i: number) =>
    Array.from({ length: words }, (_, word) => (word < words - 1 ? i % (word + 3) : i * 7919 + 1));

  for (const isNumbered of [false, true]) {
    test(`a store of ${words} words${isNumbered ? ' and a number' : ''} numbers states in order, and knows them again while it grows`, () => {
      const opened = open(words, 4, isNumbered);
      const { store, batch } = opened;
      for (let i = 0; i < 5_000; i++) {
        add(opened, [state(i)]);
        assert.equal(store.size, i + 1);
      }
      for (let i = 0; i < 5_000; i++) {
        add(opened, [state(i)]);
        if (isNumbered) assert.equal(batch.to[0], i);
        assert.equal(store.find(Int32Array.from(state(i))), i);
        assert.deepEqual(wordsOf(store, i, words), state(i));
      }
      assert.equal(store.size, 5_000);
      assert.equal(store.find(Int32Array.from(state(5_000))), -1);
      store.fetch(4_998, 6_000);
      assert.deepEqual([...batch.sources.subarray(0, 2 * words)], [...state(4_998), ...state(4_999)]);
    });
  }
}

test('a store of millions of states grows where it is, and loses none', () => {
  const opened = open(2, 4, false);
  const { store, batch } = opened;
  const enough = 3_200_000; // the table has grown into its reserve, and once more within it
  const wordsOf = (i: number) => [Math.imul(i, 0x9e3779b1), i | (1 << 31)];
  const arrays = new Set<Int32Array>();
  add(opened, [wordsOf(0)]);
  // From each state two ways lead on.
  while (store.size < enough) {
    store.fetch(batch.end, store.size);
    batch.size = 0;
    for (let from = batch.first; from < batch.end; from++) {
      for (const to of [2 * from + 1, 2 * from + 2]) {
        batch.packed.set(wordsOf(to), 2 * batch.size);
        batch.from[batch.size++] = from;
      }
    }
    store.addAll();
    arrays.add(store.packed);
  }
  const many = store.size;
  assert.equal(arrays.size, 3, 'a very small table, a small one, then its reserve');
  const words = new Int32Array(2);
  for (let i = 0; i < many; i++) {
    words.set(wordsOf(i));
    if (!store.has(words) || store.predecessor(i) !== (i - 1) >> 1) assert.fail(`state ${i} is lost`);
  }
  words.set(wordsOf(many));
  assert(!store.has(words));
});

test('states that differ in one bit are different states', () => {
  const opened = open(3, 4);
  for (let bit = 0; bit < 95; bit++) {
    const words = [0, 0, 1 << 31];
    words[bit >> 5]! |= 1 << (bit & 31);
    assert.deepEqual(add(opened, [words]), [bit]);
  }
});

test('a repeated state within one batch is added once', () => {
  const opened = open(1);
  assert.deepEqual(add(opened, [[5], [6], [5], [5]]), [0, 1, 0, 0]);
});

test('the first way to a state is the one that is kept', () => {
  const opened = open(1);
  const { store } = opened;
  add(opened, [[1], [2]]);
  addFrom(opened, 0, [0, 1, 1], [[2], [3], [4]]);
  addFrom(opened, 2, [2, 3, 3, 3], [[3], [1], [5], [6]]);
  assert.deepEqual([...store.predecessors()], [-1, -1, 1, 1, 3, 3]);
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map(state => store.predecessor(state)),
    [-1, -1, 1, 1, 3, 3],
  );
});

test('added one by one, a state over the limit is refused, a known one is not', () => {
  const { store } = open(1);
  const add = (word: number, predecessor: number) => store.add(Int32Array.of(word), predecessor, 3);
  assert.deepEqual([add(5, -1), add(6, -1), add(7, 0), add(8, 1), add(6, 1)], [0, 1, 2, -1, 1]);
  assert.deepEqual([store.size, store.initial, ...store.predecessors()], [3, 2, -1, -1, 0]);
});

test('a look-up goes on round its row, then to the next one, and from the last row to the first', () => {
  let full = 0;
  for (let seed = 1; seed < 400; seed++) {
    const opened = open(1, 12); // 16 slots: two rows
    const states = Array.from({ length: 12 }, (_, i) => [seed * 1_000 + i]);
    for (const [i, state] of states.entries()) assert.deepEqual(add(opened, [state]), [i]);
    const { store, arena } = opened;
    for (const [i, state] of states.entries()) assert.equal(store.find(Int32Array.from(state)), i);
    const table = new Int32Array(arena.memory.buffer, arena.end, 2 * 16);
    if (Array.from({ length: 8 }, (_, slot) => table[2 * (8 + slot)]).every(word => word !== 0)) full++;
  }
  assert(full > 20, `in ${full} of them a look-up may have come to the end`);
});

/** An arena that ends half-way to the next table. */
class SmallArena extends Arena {
  override get mostWords(): number {
    return 3 * 2 ** 20;
  }
}

test('a table that cannot be twice as long becomes as long as it can, then there is no more memory', () => {
  const arena = new SmallArena();
  const batch = new Batch(1, 64, arena);
  const store = new VisitedTable(1, arena, batch, false, 4);
  let next = 0;
  const addMany = () => {
    batch.turnTo(0, 0);
    batch.from.fill(-1);
    batch.size = batch.to.length;
    for (let i = 0; i < batch.size; i++) batch.packed[i] = ++next;
    store.addAll();
  };
  const room = 3 * 2 ** 20 * 0.75;
  while (store.size + batch.to.length <= room) addMany();
  assert.throws(addMany, { name: 'RangeError', message: /allocation failed/ });
  assert.equal(store.size, Math.floor(room / batch.to.length) * batch.to.length);
  for (let i = 1; i <= store.size; i++) if (!store.has(Int32Array.of(i))) assert.fail(`state ${i} is lost`);
  assert(!store.has(Int32Array.of(store.size + 1)));
});
