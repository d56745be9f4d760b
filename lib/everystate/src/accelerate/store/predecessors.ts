type Counts = Uint8Array | Uint16Array | Uint32Array;

/** From so many states to the next, the first child is known without counting. */
const STRIDE = 1024;

/**
 * Which state each one was first reached from. A breadth-first search finds the
 * children of a state after those of all states before it: so it is enough to keep
 * how many each has, mostly in one byte.
 */
export class Predecessors {
  /** How many states are initial; they are the first ones. */
  initial = 0;
  #children: Counts = new Uint8Array(0);
  readonly #most: number;
  /** For every `STRIDE`th state, the first state that was reached from it or from a later one; as far as asked for. */
  readonly #first: number[] = [];

  /** @param most how many children a state may have */
  constructor(most: number) {
    this.#most = most;
  }

  /** Makes room for so many states. */
  reserve(states: number): void {
    const old = this.#children;
    this.#children =
      this.#most < 2 ** 8
        ? new Uint8Array(states)
        : this.#most < 2 ** 16
          ? new Uint16Array(states)
          : new Uint32Array(states);
    this.#children.set(old);
  }

  /**
   * Notes how many states were reached first from the states of a batch.
   * @param counts of initial states, then for each state from `first` on
   */
  add(first: number, end: number, counts: Int32Array): void {
    this.initial += counts[0]!;
    const children = this.#children;
    for (let parent = first; parent < end; parent++) children[parent]! += counts[parent - first + 1]!;
  }

  /** The state that this one was first reached from, or -1 for an initial state. To be asked once no more are added. */
  parentOf(state: number): number {
    if (state < this.initial) return -1;
    const first = this.#first;
    if (first.length === 0) first.push(this.initial);
    while (first.at(-1)! <= state)
      first.push(this.#after((first.length - 1) * STRIDE, first.length * STRIDE, first.at(-1)!));
    let [low, high] = [0, first.length - 1]; // the parent is one of those from `low` on and before `high`
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (first[middle]! <= state) low = middle;
      else high = middle;
    }
    let parent = low * STRIDE;
    for (let next = first[low]! + this.#children[parent]!; next <= state; next += this.#children[parent]!) parent++;
    return parent;
  }

  /** For each of the first so many states, the one that it was first reached from, or -1. */
  parents(states: number): Int32Array {
    const parents = new Int32Array(states).fill(-1, 0, this.initial);
    for (let parent = 0, state = this.initial; state < states; parent++) {
      for (let i = this.#children[parent]!; i > 0; i--) parents[state++] = parent;
    }
    return parents;
  }

  #after(from: number, to: number, first: number): number {
    for (let parent = from; parent < to; parent++) first += this.#children[parent]!;
    return first;
  }
}
