import type { Batch } from './batch.js';
import { makeTable, type Arrays, type Table } from './table.js';

/** How full the table may be: above this, look-ups go a long way along it. */
const FULLEST = 0.75;
/** A table with fewer slots grows to this many at once, as its size is no matter but the number of its growths is. */
const SMALL = 1 << 21;
/**
 * A store that outgrows such a table gets arrays for this many times what it needs, to
 * go on growing where it is. The system gives memory only when it is first touched.
 */
const RESERVE = 16;
/** Words of the longest table: places in it are signed numbers of 32 bits. */
const LONGEST = 2 ** 31;
/** Bytes that make the engine look for arrays to set free. */
const GARBAGE = 2 ** 27;

/**
 * Every state found so far, packed and numbered in the order of discovery, with the
 * state that each was first reached from. A hash table holds the packed states once
 * more, to look them up: see `makeTable`.
 */
export class StateStore {
  /** How many states there are; they are numbered from 0. */
  size = 0;
  readonly #words: number;
  #stride: number;
  #batch!: Batch;
  #table!: Table;
  #arrays!: Arrays;
  /** Slots of the table that are in use. */
  #slots: number;
  #tellsNew = false;

  /** @param room how many states to have room for at first */
  constructor(words: number, room = 48_000) {
    this.#words = words;
    this.#stride = words;
    this.#slots = 2 ** Math.max(2, Math.ceil(Math.log2(room / FULLEST)));
  }

  /**
   * To begin with: where states will be taken to and from.
   * @param isNumbered whether the batch is to be told the numbers of known states too, for another word a slot
   */
  open(batch: Batch, isNumbered: boolean): void {
    this.#batch = batch;
    this.#stride = isNumbered ? this.#words + 1 : this.#words;
    this.#use(this.#arraysFor(this.#slots));
  }

  /** From now on, the batch is told which successors were new: see `Sleep`. */
  tellNew(): void {
    this.#tellsNew = true;
    this.#use(this.#arrays);
  }

  /** The words of every state, one after the other. It is another array whenever the store has grown. */
  get packed(): Int32Array {
    return this.#arrays.states;
  }

  /** For each state, the one it was first reached from, or -1 for an initial state. */
  get parents(): Int32Array {
    return this.#arrays.parents;
  }

  /** Where in `packed` the words of a state begin. */
  offsetOf(state: number): number {
    return state * this.#words;
  }

  /** Whether the state packed in `words` is known. */
  has(words: Int32Array): boolean {
    return this.#table.find(words) >= 0;
  }

  /** The number of the state packed in `words`, or -1 when it is not known. */
  find(words: Int32Array): number {
    const found = this.#table.find(words);
    if (this.#stride > this.#words || found < 0) return found;
    const { states } = this.#arrays;
    for (let state = 0; ; state++) {
      let word = 0;
      while (word < this.#words && states[state * this.#words + word] === words[word]) word++;
      if (word === this.#words) return state;
    }
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
   * @throws RangeError when there is no memory left; the store then has the states that it had
   */
  addAll(limit: number): boolean {
    const { size } = this.#batch;
    while (Math.min(this.size + size, limit) > this.#slots * FULLEST) this.#grow();
    this.size = this.#table.addAll(this.size, limit);
    return this.#batch.size === size;
  }

  /** Spreads the states over a larger table, which is the same array while that has room. */
  #grow(): void {
    const old = this.#arrays;
    const before = this.#slots;
    const slots = Math.max(SMALL, before * 2);
    if (slots * this.#stride > old.table.length) {
      const arrays = slots === SMALL ? this.#arraysFor(slots) : this.#reserve(slots);
      arrays.states.set(old.states);
      arrays.parents.set(old.parents);
      this.#use(arrays);
    }
    this.#slots = slots;
    this.#table.resize(slots);
    this.#table.move(old.table, before);
    // The engine looks for memory to set free when it is asked for much.
    if (this.#arrays !== old && old.table.byteLength > GARBAGE) new ArrayBuffer(GARBAGE);
  }

  /** Arrays for so many slots and more of them, or as many as can be had. */
  #reserve(slots: number): Arrays {
    for (let most = slots * RESERVE; most > slots; most /= 2) {
      try {
        return this.#arraysFor(most);
      } catch { /* There may be room for less. */ }
    }
    return this.#arraysFor(slots);
  }

  /** Turns to other arrays, or tells the table anew what to do with these. */
  #use(arrays: Arrays): void {
    this.#arrays = arrays;
    this.#table = makeTable(this.#words, this.#stride, arrays, this.#batch, this.#tellsNew);
    this.#table.resize(this.#slots);
  }

  #arraysFor(slots: number): Arrays {
    if (slots * this.#stride > LONGEST) throw new RangeError('A table of this array length cannot be searched.');
    const states = slots * FULLEST;
    return {
      table: new Int32Array(slots * this.#stride),
      states: new Int32Array(states * this.#words),
      parents: new Int32Array(states),
    };
  }
}
