import type { Batch } from './batch.js';
import { generate } from './generate.js';

/** The arrays of a store. */
export interface Arrays {
  /** The slots: the words of a state, then its number if that is kept. */
  readonly table: Int32Array;
  /** The words of every state, in the order of discovery. This is also the queue of a search. */
  readonly states: Int32Array;
  /** For each state, the number of the one it was first reached from. */
  readonly parents: Int32Array;
}

/** What a search does with its store, a batch at a time. */
export interface Table {
  /** Copies the states that the batch turned to into it. */
  fetch(): void;
  /**
   * Reads what lies where the look-ups of the batch's successors begin. In a large
   * table nearly every look-up waits for memory. In this bare loop the waits overlap,
   * which makes a search about twice as fast.
   */
  readAhead(): void;
  /**
   * Adds the unknown successors, numbered from `size` on, and returns how many
   * states there are then. At a new one beyond the limit it cuts off the batch.
   */
  addAll(size: number, limit: number): number;
  /** The number of a packed state, or 0 if numbers are not kept, or -1 if the state is not there. */
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
  const shift = 32 - Math.log2(arrays.table.length / stride);
  const each = (line: (word: number) => string) => lines(words, line);
  const { sources, packed: successors, from, to } = batch;
  const starts = new Int32Array(from.length);

  return generate<Table>('table', { ...arrays, batch, sources, successors, from, to, starts }, [`
${startOf(words, stride)}
${probe(words, stride)}
let touched = 0; // makes the reads count, or the engine would leave them out

return {
  fetch() {
    const first = batch.first * ${words};
    const count = batch.end * ${words} - first;
    for (let i = 0; i < count; i++) sources[i] = states[first + i];
  },

  readAhead() {
    const { size } = batch;
    for (let i = 0; i < size; i++) starts[i] = startOf(successors, i * ${words}, ${shift});
    let read = 0;
    let i = 0;
    for (; i + 3 < size; i += 4) {
      read ^= table[starts[i]] ^ table[starts[i + 1]] ^ table[starts[i + 2]] ^ table[starts[i + 3]];
    }
    for (; i < size; i++) read ^= table[starts[i]];
    touched ^= read;
  },

  addAll(known, limit) {
    const count = batch.size;
    let size = known;
    for (let i = 0; i < count; i++) {
${each(word => `      const key${word} = successors[i * ${words} + ${word}];`)}
      const slot = probe(table, starts[i], ${keys(words)});
      if (table[slot + ${words - 1}] === 0) {
        if (size >= limit) {
          batch.size = i;
          break;
        }
${each(word => `        table[slot + ${word}] = states[size * ${words} + ${word}] = key${word};`)}
${isNumbered ? `        table[slot + ${words}] = size;` : ''}
        parents[size] = from[i];
        size++;
      }
${isNumbered ? `      to[i] = table[slot + ${words}];` : ''}
    }
    return size;
  },

  find(array) {
    const slot = probe(table, startOf(array, 0, ${shift}), ${lines(words, word => `array[${word}]`, ', ')});
    if (table[slot + ${words - 1}] === 0) return -1;
    return ${isNumbered ? `table[slot + ${words}]` : '0'};
  },
};`]);
}

type Move = (old: Arrays, arrays: Arrays, shift: number) => void;

const moves = new Map<string, Move>();

/**
 * Moves everything to the arrays of a larger table. Both tables are gone through from the first slot to the last,
 * as slots are the highest bits of hashes: memory likes that. The code is kept,
 * because it is compiled by the time it is needed again.
 */
export function move(words: number, stride: number, old: Arrays, arrays: Arrays): void {
  const name = `${words}/${stride}`;
  const move = moves.get(name) ?? generate<Move>('move', {}, [`
// All states are different: a free slot is all that is looked for.
return function move(old, { table, states, parents }, shift) {
  const from = old.table;
  for (let at = 0; at < from.length; at += ${stride}) {
    if (from[at + ${words - 1}] === 0) continue;
    let slot = startOf(from, at, shift);
    while (table[slot + ${words - 1}] !== 0) {
      slot += ${stride};
      if (slot === table.length) slot = 0;
    }
${lines(stride, word => `    table[slot + ${word}] = from[at + ${word}];`)}
  }
  states.set(old.states);
  parents.set(old.parents);
};

${startOf(words, stride)}`]);
  moves.set(name, move);
  move(old, arrays, 32 - Math.log2(arrays.table.length / stride));
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

/** The slot that holds a state, from `start` on, or the free one where it would go. */
function probe(words: number, stride: number): string {
  return `
function probe(table, start, ${keys(words)}) {
  let slot = start;
  while (table[slot + ${words - 1}] !== 0) {
    if (${lines(words, word => `table[slot + ${word}] === key${word}`, ' && ')}) break;
    slot += ${stride};
    if (slot === table.length) slot = 0;
  }
  return slot;
}`;
}

function keys(words: number): string {
  return lines(words, word => `key${word}`, ', ');
}

function lines(words: number, line: (word: number) => string, between = '\n'): string {
  return Array.from({ length: words }, (_, word) => line(word)).join(between);
}
