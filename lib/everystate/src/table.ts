import type { Batch } from './batch.js';
import { generate } from './generate.js';

/** The arrays of a store. Each may be longer than what is in use. */
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
   * Adds the unknown successors, numbered from `size` on, and returns how many
   * states there are then. At a new one beyond the limit it cuts off the batch.
   */
  addAll(size: number, limit: number): number;
  /** The number of a packed state, or 0 if numbers are not kept, or -1 if the state is not there. */
  find(words: Int32Array): number;
  /** Takes so many slots into use. */
  resize(slots: number): void;
  /**
   * Moves all states from the first `count` slots of a table with fewer, which may be this one, to those in use. Both are gone through in the order of slots, as these are the highest bits of hashes: memory likes that.
   */
  move(from: Int32Array, count: number): void;
}

/**
 * A hash table with open addressing whose slots are packed states, so that most
 * look-ups read one cache line. States are compared word by word: two different
 * ones are never taken for one. The last word of a packed state is never 0 (see
 * `layOut`), which tells a slot that is taken from a free one.
 *
 * The code is generated for the words of a state, and for these very arrays, which
 * the engine then knows as constants: that makes it twice as fast. The table may
 * become larger within its array. It begins with no slots: `resize` gives it some.
 *
 * @param stride words from one slot to the next: one more than a state's for its number, if that is kept
 * @param tellsNew whether the batch is told which successors were new, and for its states which steps led to known ones
 */
export function makeTable(words: number, stride: number, arrays: Arrays, batch: Batch, tellsNew: boolean): Table {
  const isNumbered = stride > words;
  const each = (line: (word: number) => string) => lines(words, line);
  const { sources, packed: successors, from, to, bit, known, fresh } = batch;
  const starts = new Int32Array(from.length);

  return generate<Table>('table', { ...arrays, batch, sources, successors, from, to, bit, known, fresh, starts }, [`
${startOf(words, stride)}
${probe(words, stride)}
let end = 0; // of the slots in use
let shift = 0; // leaves as many bits of a hash as say a slot
let touched = 0; // makes the reads count, or the engine would leave them out

return {
  fetch() {
    const first = batch.first * ${words};
    const count = batch.end * ${words} - first;
    for (let i = 0; i < count; i++) sources[i] = states[first + i];
  },

  addAll(before, limit) {
    const count = batch.size;
    for (let i = 0; i < count; i++) starts[i] = startOf(successors, i * ${words}, shift);

    // Reads what lies where the look-ups begin. In a large table nearly every one of them waits
    // for memory. In this bare loop the waits overlap, which makes a search about twice as fast.
    let read = 0;
    let ahead = 0;
    for (; ahead + 3 < count; ahead += 4) {
      read ^= table[starts[ahead]] ^ table[starts[ahead + 1]] ^ table[starts[ahead + 2]] ^ table[starts[ahead + 3]];
    }
    for (; ahead < count; ahead++) read ^= table[starts[ahead]];
    touched ^= read;

${tellsNew ? '    const { first } = batch;' : ''}
    let size = before;
    for (let i = 0; i < count; i++) {
${each(word => `      const key${word} = successors[i * ${words} + ${word}];`)}
      const slot = probe(starts[i], end, ${keys(words)});
      if (table[slot + ${words - 1}] === 0) {
        if (size >= limit) {
          batch.size = i;
          break;
        }
${each(word => `        table[slot + ${word}] = states[size * ${words} + ${word}] = key${word};`)}
${isNumbered ? `        table[slot + ${words}] = size;` : ''}
        parents[size] = from[i];
${tellsNew ? '        fresh[size - before] = i;' : ''}
        size++;
      }${tellsNew ? ' else known[from[i] - first] |= bit[i];' : ''}
${isNumbered ? `      to[i] = table[slot + ${words}];` : ''}
    }
    return size;
  },

  find(array) {
    const slot = probe(startOf(array, 0, shift), end, ${lines(words, word => `array[${word}]`, ', ')});
    if (table[slot + ${words - 1}] === 0) return -1;
    return ${isNumbered ? `table[slot + ${words}]` : '0'};
  },

  resize(slots) {
    end = slots * ${stride};
    shift = Math.clz32(slots) + 1;
  },

  move(from, count) {
    const late = [];
    // Nearly every state goes to a higher slot than its own, where what was there has moved already.
    for (let at = (count - 1) * ${stride}; at >= 0; at -= ${stride}) {
      if (from[at + ${words - 1}] === 0) continue;
${lines(stride, word => `      const word${word} = from[at + ${word}];`)}
      let slot = startOf(from, at, shift);
      from[at + ${words - 1}] = 0;
      while (slot >= at && table[slot + ${words - 1}] !== 0) slot = slot + ${stride} === end ? 0 : slot + ${stride};
      if (slot < at) {
        // It would go where states are that have not moved yet.
        late.push(${lines(stride, word => `word${word}`, ', ')});
        continue;
      }
${lines(stride, word => `      table[slot + ${word}] = word${word};`)}
    }
    for (let i = 0; i < late.length; i += ${stride}) {
      let slot = startOf(late, i, shift);
      while (table[slot + ${words - 1}] !== 0) slot = slot + ${stride} === end ? 0 : slot + ${stride};
${lines(stride, word => `      table[slot + ${word}] = late[i + ${word}];`)}
    }
  },
};`]);
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
function probe(start, end, ${keys(words)}) {
  let slot = start;
  while (table[slot + ${words - 1}] !== 0) {
    if (${lines(words, word => `table[slot + ${word}] === key${word}`, ' && ')}) break;
    slot += ${stride};
    if (slot === end) slot = 0;
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
