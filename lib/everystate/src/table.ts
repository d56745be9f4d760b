import type { Batch } from './batch.js';
import { generate } from './generate.js';

/** The arrays of a store. */
export interface Arrays {
  /** The slots: the words of a state, then its number if that is kept. */
  readonly packed: Int32Array;
  /** For each state, where its slot begins. */
  readonly offsets: Int32Array;
  /** For each state, the number of the one it was first reached from. */
  readonly parents: Int32Array;
}

/** What a search does with its store, a batch at a time. */
export interface Table {
  /**
   * Copies the states that the batch turned to into it. Each lies at a place of its
   * own in memory. The waits for them overlap, because this loop does nothing else.
   */
  fetch(): void;
  /**
   * Reads what lies where the look-ups of the batch's successors begin. In a large
   * table nearly every look-up waits for memory; here, too, the waits overlap, which
   * makes a search about twice as fast.
   */
  readAhead(): void;
  /**
   * Adds the unknown successors, numbered from `size` on, and returns how many
   * states there are then. At a new one beyond the limit it cuts off the batch.
   */
  addAll(size: number, limit: number): number;
  /** Where the slot of a packed state begins, or -1. */
  find(words: Int32Array): number;
}

/**
 * A hash table with open addressing whose slots are packed states, so that most
 * look-ups read one cache line. States are compared word by word: two different
 * ones are never taken for one. The last word of a packed state is never 0 (see
 * `layOut`), which tells a slot that is taken from a free one.
 *
 * The code is generated for the words of a state, and for these very arrays, which
 * the engine then knows as constants: that makes it twice as fast.
 *
 * @param stride words from one slot to the next: one more than a state's for its number, if that is kept
 */
export function makeTable(words: number, stride: number, arrays: Arrays, batch: Batch): Table {
  const isNumbered = stride > words;
  const shift = 32 - Math.log2(arrays.packed.length / stride);
  const each = (line: (word: number) => string) => lines(words, line);
  const { sources, packed: successors, from, to } = batch;
  const starts = new Int32Array(from.length);

  return generate<Table>('table', { ...arrays, batch, sources, successors, from, to, starts }, [`
${startOf(words, stride)}
${probe(words, stride)}
let touched = 0; // makes the reads count, or the engine would leave them out

return {
  fetch() {
    for (let state = batch.first, at = 0; state < batch.end; state++, at += ${words}) {
      const slot = offsets[state];
${each(word => `      sources[at + ${word}] = packed[slot + ${word}];`)}
    }
  },

  readAhead() {
    let read = 0;
    for (let i = 0; i < batch.size; i++) {
      const start = startOf(successors, i * ${words}, ${shift});
      starts[i] = start;
      read ^= packed[start];
    }
    touched ^= read;
  },

  addAll(known, limit) {
    let size = known;
    for (let i = 0; i < batch.size; i++) {
      const slot = probe(packed, successors, i * ${words}, starts[i]);
      if (packed[slot + ${words - 1}] === 0) {
        if (size >= limit) {
          batch.size = i;
          break;
        }
${each(word => `        packed[slot + ${word}] = successors[i * ${words} + ${word}];`)}
${isNumbered ? `        packed[slot + ${words}] = size;` : ''}
        offsets[size] = slot;
        parents[size] = from[i];
        size++;
      }
${isNumbered ? `      to[i] = packed[slot + ${words}];` : ''}
    }
    return size;
  },

  find(array) {
    const slot = probe(packed, array, 0, startOf(array, 0, ${shift}));
    return packed[slot + ${words - 1}] === 0 ? -1 : slot;
  },
};`]);
}

type Move = (old: Arrays, arrays: Arrays, shift: number, size: number) => void;

const moves = new Map<string, Move>();

/**
 * Moves everything to the arrays of a larger table; those of the smaller one are of
 * no use afterwards. Both tables are gone through from the first slot to the last,
 * as slots are the highest bits of hashes: memory likes that. The code is kept,
 * because it is compiled by the time it is needed again.
 */
export function move(words: number, stride: number, old: Arrays, arrays: Arrays, size: number): void {
  const name = `${words}/${stride}`;
  const move = moves.get(name) ?? generate<Move>('move', {}, [`
return function move(old, { packed, offsets, parents }, shift, size) {
  const from = old.packed;
  for (let at = 0; at < from.length; at += ${stride}) {
    if (from[at + ${words - 1}] === 0) continue;
    const slot = probe(packed, from, at, startOf(from, at, shift));
    for (let word = 0; word < ${stride}; word++) packed[slot + word] = from[at + word];
    from[at] = slot; // says where it went
  }
  const places = old.offsets;
  for (let state = 0; state < size; state++) offsets[state] = from[places[state]];
  parents.set(old.parents);
};

${startOf(words, stride)}
${probe(words, stride)}`]);
  moves.set(name, move);
  move(old, arrays, 32 - Math.log2(arrays.packed.length / stride), size);
}

/** Where the look-up of the state at `at` begins. */
function startOf(words: number, stride: number): string {
  return `
function startOf(array, at, shift) {
  // Mixes all bits of the words, so that neighbouring states spread over the table.
  let hash = 0;
${lines(words, word => `  hash = Math.imul(hash ^ array[at + ${word}], 0x9e3779b1); hash ^= hash >>> 15;`)}
  return Math.imul(Math.imul(hash, 0x85ebca6b) >>> shift, ${stride});
}`;
}

/** The slot that holds the state at `at`, from `start` on, or the free one where it would go. */
function probe(words: number, stride: number): string {
  return `
function probe(table, array, at, start) {
${lines(words, word => `  const key${word} = array[at + ${word}];`)}
  let slot = start;
  while (table[slot + ${words - 1}] !== 0) {
    if (${lines(words, word => `table[slot + ${word}] === key${word}`, ' && ')}) break;
    slot += ${stride};
    if (slot === table.length) slot = 0;
  }
  return slot;
}`;
}

function lines(words: number, line: (word: number) => string, between = '\n'): string {
  return Array.from({ length: words }, (_, word) => line(word)).join(between);
}
