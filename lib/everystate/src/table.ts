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
  /** Takes over everything from the arrays of a smaller table, which are of no use afterwards. */
  takeOver(old: Arrays, size: number): void;
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
  const each = (line: (word: number) => string, between = '\n') =>
    Array.from({ length: words }, (_, word) => line(word)).join(between);
  const { sources, packed: successors, from, to } = batch;
  const starts = new Int32Array(from.length);

  return generate<Table>('table', { ...arrays, batch, sources, successors, from, to, starts }, [`
function startOf(array, at) {
  // Mixes all bits of the words, so that neighbouring states spread over the table.
  let hash = 0;
${each(word => `  hash = Math.imul(hash ^ array[at + ${word}], 0x9e3779b1); hash ^= hash >>> 15;`)}
  return Math.imul(Math.imul(hash, 0x85ebca6b) >>> ${shift}, ${stride});
}

// From \`start\` on, the slot that holds the state at \`at\`, or the free one where it would go.
function probe(array, at, start) {
${each(word => `  const key${word} = array[at + ${word}];`)}
  let slot = start;
  while (packed[slot + ${words - 1}] !== 0) {
    if (${each(word => `packed[slot + ${word}] === key${word}`, ' && ')}) break;
    slot += ${stride};
    if (slot === ${arrays.packed.length}) slot = 0;
  }
  return slot;
}

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
      const start = startOf(successors, i * ${words});
      starts[i] = start;
      read ^= packed[start];
    }
    touched ^= read;
  },

  addAll(known, limit) {
    let size = known;
    for (let i = 0; i < batch.size; i++) {
      const slot = probe(successors, i * ${words}, starts[i]);
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
    const slot = probe(array, 0, startOf(array, 0));
    return packed[slot + ${words - 1}] === 0 ? -1 : slot;
  },

  takeOver({ packed: old, offsets: places, parents: first }, size) {
    for (let at = 0; at < old.length; at += ${stride}) {
      if (old[at + ${words - 1}] === 0) continue;
      const slot = probe(old, at, startOf(old, at));
${each(word => `      packed[slot + ${word}] = old[at + ${word}];`)}
${isNumbered ? `      packed[slot + ${words}] = old[at + ${words}];` : ''}
      old[at] = slot; // says where it went
    }
    for (let state = 0; state < size; state++) offsets[state] = old[places[state]];
    parents.set(first);
  },
};`]);
}
