/** How many states to fetch together. */
const TOGETHER = 16;

/** Some states in the order of discovery, copied out of the store: see `StateStore.fetch`. */
export class Ahead {
  /** The number of the first of them, and of the one after the last. */
  first = 0;
  end = 0;
  readonly packed: Int32Array;
  readonly #words: number;

  constructor(words: number) {
    this.#words = words;
    this.packed = new Int32Array(TOGETHER * words);
  }

  /** Where in `packed` the words of a state begin. */
  offsetOf(state: number): number {
    return (state - this.first) * this.#words;
  }

  /** Sees to it that the states from `first` on are to be fetched, as far as there is room for. */
  aim(first: number, size: number): void {
    this.first = first;
    this.end = Math.min(first + TOGETHER, size);
  }
}
