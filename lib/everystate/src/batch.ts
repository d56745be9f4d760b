/** How many states to take steps from together. Their successors should be 50 or more, to be looked up together. */
const TOGETHER = 32;

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

  /** How many successors there are. */
  size = 0;
  /** The successors, packed one after the other. */
  readonly packed: Int32Array;
  /** For each, the number of the state it was reached from, or -1 for an initial state. */
  readonly from: Int32Array;
  /** For each, the number of the transition that leads there, or -1. */
  readonly by: Int32Array;
  /** For each, its own number, once it was looked up in a store that keeps them. */
  readonly to: Int32Array;
  /** For each transition, how often it was taken, in all batches. */
  readonly taken: Float64Array;

  /** @param most how many successors one state may have: one for each transition */
  constructor(words: number, most: number) {
    this.sources = new Int32Array(TOGETHER * words);
    this.packed = new Int32Array(TOGETHER * most * words);
    this.from = new Int32Array(TOGETHER * most);
    this.by = new Int32Array(TOGETHER * most);
    this.to = new Int32Array(TOGETHER * most);
    this.taken = new Float64Array(most);
  }

  /** Turns to the states from `first` on, as far as there is room and up to `end`. */
  turnTo(first: number, end: number): void {
    this.first = first;
    this.end = Math.min(first + TOGETHER, end);
    this.size = 0;
  }
}
