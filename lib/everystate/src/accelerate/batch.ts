import type { Arena } from './wasm/memory.js';

/** How many states to take steps from together. Their successors, looked up together, should be a hundred or more. */
const MOST_SOURCES = 64;

/**
 * Some states, and those that one step leads to from them. A search takes its steps
 * a batch at a time, so that the store can fetch the states together and look up
 * their successors together: see `makeTable`.
 */
export class Batch {
  /** The number of the first state, and of the one after the last. */
  first = 0;
  end = 0;
  /** The number of the state whose steps are being taken. */
  at = 0;
  /** The states, packed one after the other. */
  readonly sources: Int32Array;
  /** For each source, from place 1 on, the steps known to lead to known states, as bits: see `SleepSets`. */
  readonly known: Int32Array;
  /** For each source, 1 when no step is possible, or 0. */
  readonly ends: Int32Array;

  /** How many successors there are. */
  size = 0;
  /** The successors, packed one after the other. */
  readonly packed: Int32Array;
  /** For each, the number of the state it was reached from, or -1 for an initial state and behind the last. */
  readonly from: Int32Array;
  /** For each successor, the number of the transition that leads there, or -1. */
  readonly by: Int32Array;
  /** For each successor, its own number, once it was looked up in a table that keeps numbers. */
  readonly to: Int32Array;
  /** For each, the bit of its transition, and the bits of those dependent on that one: see `SleepSets`. */
  readonly bit: Int32Array;
  readonly conflicts: Int32Array;
  /** For each successor, the slot where its look-up begins. */
  readonly starts: Int32Array;
  /** Written to only so that the engine does not leave out reads of the table. */
  readonly sink: Int32Array;

  /** Indices in the batch of the new successors, in order. */
  readonly fresh: Int32Array;
  /** For each new successor, the steps that need not be looked up from there: see `SleepSets`. */
  readonly asleep: Int32Array;
  /** How many of the new successors are initial, and then, how many come from each source. */
  readonly children: Int32Array;
  /** The new successors, packed one after the other. */
  readonly added: Int32Array;

  /** For each transition, how often it was taken in all batches before steps were memoised. */
  readonly taken: Float64Array;
  /** For each transition, how often it was taken since steps are memoised, times asleep left out; in two words. */
  readonly remembered: Int32Array;
  /** How often each pattern of 8 steps was asleep: of the first eight, the next eight, and so on; in two words. */
  readonly rested: Int32Array;

  /** Most successors of one state: one for each transition. */
  readonly most: number;

  constructor(words: number, most: number, arena: Arena) {
    this.most = most;
    const successors = MOST_SOURCES * Math.max(1, most);
    this.sources = arena.take(MOST_SOURCES * words);
    this.known = arena.take(1 + MOST_SOURCES);
    this.ends = arena.take(MOST_SOURCES);
    this.packed = arena.take(successors * words);
    this.from = arena.take(successors + 1).fill(-1);
    this.by = arena.take(successors);
    this.to = arena.take(successors);
    this.bit = arena.take(successors + 1);
    this.conflicts = arena.take(successors);
    this.starts = arena.take(successors);
    this.sink = arena.take(1);
    this.fresh = arena.take(successors + 1);
    this.children = arena.take(1 + MOST_SOURCES);
    this.asleep = arena.take(successors);
    this.added = arena.take(successors * words);
    this.taken = new Float64Array(most);
    this.remembered = arena.take(2 * most);
    this.rested = arena.take(2 * 4 * 256);
  }

  /** Most successors of all states of a batch. */
  get mostSuccessors(): number {
    return this.by.length;
  }

  get isFull(): boolean {
    return this.size === this.by.length;
  }

  /** Puts a successor in the next place, which no step of this batch led to. */
  put(words: Int32Array, offset: number, from: number): void {
    const count = this.packed.length / this.by.length;
    for (let word = 0; word < count; word++) this.packed[this.size * count + word] = words[offset + word]!;
    this.from[this.size] = from;
    this.bit[this.size] = 0;
    this.size++;
  }

  /** For each transition, how often it was taken, asleep or not. */
  countTaken(): Float64Array {
    const counts = this.taken.map((taken, step) => taken + countAt(this.remembered, step));
    for (let pattern = 0; pattern < 4 * 256; pattern++) {
      const rested = countAt(this.rested, pattern);
      if (rested === 0) continue;
      for (let bit = 0; bit < 8; bit++) if (((pattern >>> bit) & 1) === 1) counts[(pattern >>> 8) * 8 + bit]! += rested;
    }
    return counts;
  }

  /** Turns to the states from `first` on, as far as there is room and up to `end`. */
  turnTo(first: number, end: number): void {
    this.first = first;
    this.end = Math.min(first + MOST_SOURCES, end);
    this.size = 0;
  }
}

/** A number in two words. */
function countAt(counts: Int32Array, i: number): number {
  return (counts[2 * i]! >>> 0) + 2 ** 32 * counts[2 * i + 1]!;
}
