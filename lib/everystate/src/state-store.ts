import type { Batch } from './batch.js';
import { makeTable, move, type Arrays, type Table } from './table.js';

/** How full the table may be: above this, look-ups go a long way along it. */
const FULLEST = 0.75;
/** A table with fewer slots grows by more, as its size is no matter but the number of its growths is. */
const SMALL = 1 << 21;

/**
 * Every state found so far, numbered in the order of discovery, with the state
 * that each was first reached from. The packed states themselves are the slots of
 * a hash table: see `makeTable`.
 */
export class StateStore {
  /** How many states there are; they are numbered from 0. */
  size = 0;
  readonly #words: number;
  #stride: number;
  #batch!: Batch;
  #table!: Table;
  /** `offsets` is in the order of discovery, and so the queue of the search too. */
  #arrays!: Arrays;
  readonly #room: number;

  /** @param room how many states to have room for at first */
  constructor(words: number, room = 24_000) {
    this.#words = words;
    this.#stride = words;
    this.#room = room;
  }

  /**
   * To begin with: where states will be taken to and from.
   * @param isNumbered whether the batch is to be told the numbers of known states too, for another word a slot
   */
  open(batch: Batch, isNumbered: boolean): void {
    this.#batch = batch;
    this.#stride = isNumbered ? this.#words + 1 : this.#words;
    this.#arrays = this.#arraysFor(2 ** Math.max(2, Math.ceil(Math.log2(this.#room / FULLEST))));
    this.#table = makeTable(this.#words, this.#stride, this.#arrays, batch);
  }

  /** The slots, with the words of a state at `offsetOf` it. It is another array whenever the store has grown. */
  get packed(): Int32Array {
    return this.#arrays.packed;
  }

  /** For each state, the one it was first reached from, or -1 for an initial state. */
  get parents(): Int32Array {
    return this.#arrays.parents;
  }

  /** Where in `packed` the words of a state begin. */
  offsetOf(state: number): number {
    return this.#arrays.offsets[state]!;
  }

  /** Whether the state packed in `words` is known. */
  has(words: Int32Array): boolean {
    return this.#table.find(words) >= 0;
  }

  /** The number of the state packed in `words`, or -1 when it is not known. */
  find(words: Int32Array): number {
    const slot = this.#table.find(words);
    return slot < 0 ? -1 : this.#arrays.offsets.subarray(0, this.size).indexOf(slot);
  }

  /** Gives the batch the states from `first` on, up to `end` or as many as it takes. */
  fetch(first: number, end: number): void {
    this.#batch.turnTo(first, end);
    this.#table.fetch();
  }

  /**
   * Adds those successors in the batch that are not known yet, in their order. They
   * get the next numbers.
   * @param limit how many states the store may hold
   * @returns false when a state would exceed the limit; the batch is cut off before it
   * @throws RangeError when there is no memory left; the store then is as it was
   */
  addAll(limit: number): boolean {
    const { size } = this.#batch;
    while (Math.min(this.size + size, limit) > this.parents.length) this.#grow();
    this.#table.readAhead();
    this.size = this.#table.addAll(this.size, limit);
    return this.#batch.size === size;
  }

  /** Moves every state to a larger table. */
  #grow(): void {
    const old = this.#arrays;
    const slots = old.packed.length / this.#stride;
    const arrays = this.#arraysFor(slots * (slots < SMALL ? 8 : 2));
    move(this.#words, this.#stride, old, arrays, this.size);
    this.#arrays = arrays;
    this.#table = makeTable(this.#words, this.#stride, arrays, this.#batch);
  }

  #arraysFor(slots: number): Arrays {
    const states = slots * FULLEST;
    return {
      packed: new Int32Array(slots * this.#stride),
      offsets: new Int32Array(states),
      parents: new Int32Array(states),
    };
  }
}
