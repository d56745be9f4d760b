/** How many states to take steps from together. Their successors, looked up together, should be a hundred or more. */
const TOGETHER = 64;

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
  /** For each, the steps that are known to lead to known states, as bits: see `Sleep`. */
  readonly known: Int32Array;

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
  /** For each, the bit of the transition that leads there, and the bits of those that may not be exchanged with it. */
  readonly bit: Int32Array;
  readonly conflicts: Int32Array;
  /** The places of those that were new, in order. */
  readonly fresh: Int32Array;
  /** For each transition, how often it was taken in all batches, but for when it was asleep. */
  readonly taken: Float64Array;
  /** How often each pattern of 8 steps was asleep: of the first eight, of the next eight, and so on. */
  readonly rested = new Float64Array(4 * 256);

  /** @param most how many successors one state may have: one for each transition */
  constructor(words: number, most: number) {
    this.sources = new Int32Array(TOGETHER * words);
    this.known = new Int32Array(TOGETHER);
    this.packed = new Int32Array(TOGETHER * most * words);
    this.from = new Int32Array(TOGETHER * most);
    this.by = new Int32Array(TOGETHER * most);
    this.to = new Int32Array(TOGETHER * most);
    this.bit = new Int32Array(TOGETHER * most);
    this.conflicts = new Int32Array(TOGETHER * most);
    this.fresh = new Int32Array(TOGETHER * most);
    this.taken = new Float64Array(most);
  }

  /** For each transition, how often it was taken, asleep or not. */
  countTaken(): Float64Array {
    return this.taken.map((taken, step) => {
      for (let pattern = 0; step < 32 && pattern < 256; pattern++) {
        if ((pattern >>> step % 8 & 1) === 1) taken += this.rested[(step >>> 3) * 256 + pattern]!;
      }
      return taken;
    });
  }

  /** Turns to the states from `first` on, as far as there is room and up to `end`. */
  turnTo(first: number, end: number): void {
    this.first = first;
    this.end = Math.min(first + TOGETHER, end);
    this.size = 0;
  }
}
