/** How many states to look up together; 16 or more is what helps. */
const TOGETHER = 32;

/** States that a search gathers, to look them up together: see `StateStore.addAll`. */
export class Batch {
  size = 0;
  /** State i is the words from `i * words` on. */
  readonly packed: Int32Array;
  /** For each, the number of the state it was reached from, or -1 for an initial state. */
  readonly from: Int32Array;
  /** For each, the number of the transition that leads there, or -1. */
  readonly by: Int32Array;
  /** For each, its own number, once it was looked up in a store that keeps them. */
  readonly to: Int32Array;

  /** @param spare how many more states there must be room for in a batch that is not full */
  constructor(words: number, spare: number) {
    const room = TOGETHER + spare;
    this.packed = new Int32Array(room * words);
    this.from = new Int32Array(room);
    this.by = new Int32Array(room);
    this.to = new Int32Array(room);
  }

  get isFull(): boolean {
    return this.size >= TOGETHER;
  }
}
