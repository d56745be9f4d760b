import type { Ahead } from './ahead.js';
import type { Batch } from './batch.js';
import { generate } from './generate.js';

/**
 * The loops of a hash table with open addressing whose slots are packed states, so
 * that most look-ups read one cache line. States are compared word by word: two
 * different ones are never taken for one. The last word of a packed state is never
 * 0 (see `layOut`), which tells a slot that is taken from a free one.
 */
export interface Table {
  /** Words from one slot to the next: those of a state, then its number if that is kept. */
  readonly stride: number;
  /** Where the look-up of a packed state begins, in a table of 2 to the power of 32 - `shift` slots. */
  startOf(source: Int32Array, offset: number, shift: number): number;
  /** From `start` on, the slot that holds a packed state, or the free one where it would go. */
  probe(table: Int32Array, source: Int32Array, offset: number, start: number): number;
  /**
   * Fills `starts`, and reads what lies there. In a large table nearly every look-up
   * waits for memory. In this bare loop the waits overlap, which makes a search
   * about twice as fast.
   */
  readAhead(table: Int32Array, shift: number, batch: Batch, starts: Int32Array): void;
  /**
   * Adds the unknown states of a batch, numbered from `size` on, with their places and parents.
   * Returns how many there are then. At a new state beyond the limit it cuts off the batch.
   */
  addAll(
    table: Int32Array, batch: Batch, starts: Int32Array,
    offsets: Int32Array, parents: Int32Array, size: number, limit: number,
  ): number;
  /** Copies the words of the states that `ahead` is to hold. */
  fetch(table: Int32Array, offsets: Int32Array, ahead: Ahead): void;
  /** Moves every slot to a larger table, and leaves in its first word where it went. */
  move(old: Int32Array, table: Int32Array, shift: number): void;
}

/**
 * Generated for the number of words that a state takes, because the innermost
 * loops of a search pay for every step that is not spelled out.
 */
export function makeTable(words: number, keepsNumbers: boolean): Table {
  const stride = keepsNumbers ? words + 1 : words;
  const each = (line: (word: number) => string, between = '\n') =>
    Array.from({ length: words }, (_, word) => line(word)).join(between);

  return generate<Table>('table', {}, [`
function startOf(source, offset, shift) {
  // Mixes all bits of the words, so that neighbouring states spread over the table.
  let hash = 0;
${each(word => `  hash = Math.imul(hash ^ source[offset + ${word}], 0x9e3779b1); hash ^= hash >>> 15;`)}
  return Math.imul(Math.imul(hash, 0x85ebca6b) >>> shift, ${stride});
}

function probe(table, source, offset, start) {
${each(word => `  const key${word} = source[offset + ${word}];`)}
  let at = start;
  while (table[at + ${words - 1}] !== 0) {
    if (${each(word => `table[at + ${word}] === key${word}`, ' && ')}) break;
    at += ${stride};
    if (at === table.length) at = 0;
  }
  return at;
}

let touched = 0; // keeps what was read ahead, or the engine would drop the reads

function readAhead(table, shift, { size, packed }, starts) {
  let read = 0;
  for (let i = 0; i < size; i++) {
    const start = startOf(packed, i * ${words}, shift);
    starts[i] = start;
    read ^= table[start];
  }
  touched ^= read;
}

function addAll(table, batch, starts, offsets, parents, size, limit) {
  const { packed, from, to } = batch;
  for (let i = 0; i < batch.size; i++) {
    const at = probe(table, packed, i * ${words}, starts[i]);
    if (table[at + ${words - 1}] === 0) {
      if (size >= limit) {
        batch.size = i;
        break;
      }
${each(word => `      table[at + ${word}] = packed[i * ${words} + ${word}];`)}
${keepsNumbers ? `      table[at + ${words}] = size;\n` : ''}\
      offsets[size] = at;
      parents[size] = from[i];
      size++;
    }
${keepsNumbers ? `    to[i] = table[at + ${words}];\n` : ''}\
  }
  return size;
}

function fetch(table, offsets, { first, end, packed }) {
  for (let state = first, to = 0; state < end; state++, to += ${words}) {
    const at = offsets[state];
${each(word => `    packed[to + ${word}] = table[at + ${word}];`)}
  }
}

function move(old, table, shift) {
  for (let from = 0; from < old.length; from += ${stride}) {
    if (old[from + ${words - 1}] === 0) continue;
    const to = probe(table, old, from, startOf(old, from, shift));
    for (let word = 0; word < ${stride}; word++) table[to + word] = old[from + word];
    old[from] = to;
  }
}

return { stride: ${stride}, startOf, probe, readAhead, addAll, fetch, move };`]);
}
