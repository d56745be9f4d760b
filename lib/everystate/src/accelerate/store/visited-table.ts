import type { Arena } from '../wasm/memory.js';
import type { Batch } from '../batch.js';
import { Lineage } from './predecessors.js';
import { makeTable, ROW, type Table } from './hash-table.js';

/** How full the table may be: above this, look-ups go a long way along it. */
const FULLEST = 0.75;
/** A table with fewer slots grows to this many at once, as its size is no matter but the number of its growths is. */
const SMALL = 3 << 19;
/**
 * A store that outgrows such a table gets arrays for this many times what it needs, to
 * go on growing where it is. The system gives memory only when it is first touched.
 */
const RESERVE = 16;

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
  #arena!: Arena;
  #batch!: Batch;
  #table!: Table;
  /** A place to give the table a state. */
  #key!: Int32Array;
  /** Slots of the table that are in use, and that there can be. */
  #slots: number;
  #mostSlots = 0;
  /** States that the table had no slot for while it grew. */
  #late: Int32Array[] = [];
  #states: Int32Array = new Int32Array(0);
  #lineage!: Lineage;

  /** @param room how many states to have room for at first */
  constructor(words: number, room = 48_000) {
    this.#words = words;
    this.#stride = words;
    this.#slots = 2 ** Math.max(3, Math.ceil(Math.log2(room / FULLEST)));
  }

  /**
   * To begin with: where states will be taken to and from.
   * @param arena where the table is to be, after all else
   * @param isNumbered whether the batch is to be told the numbers of known states too, for another word a slot
   */
  open(arena: Arena, batch: Batch, isNumbered: boolean): void {
    this.#batch = batch;
    this.#arena = arena;
    this.#stride = isNumbered ? this.#words + 1 : this.#words;
    this.#lineage = new Lineage(batch.most);
    this.#key = arena.take(this.#stride);
    this.#mostSlots = Math.floor(arena.mostWords / this.#stride / ROW) * ROW;
    this.#spread(this.#slots);
    this.#table = makeTable(this.#words, this.#stride, arena, batch, this.#key, at => this.#setAside(at));
    this.#makeRoom(this.#slots);
  }

  /** The words of every state, one after the other. It is another array whenever the store has grown. */
  get packed(): Int32Array {
    return this.#states;
  }

  /** Which state each one was first reached from. */
  get lineage(): Lineage {
    return this.#lineage;
  }

  /** Where in `packed` the words of a state begin. */
  offsetOf(state: number): number {
    return state * this.#words;
  }

  /** Whether the state packed in `words` is known. */
  has(words: Int32Array): boolean {
    return this.#slotOf(words) >= 0;
  }

  /** The number of the state packed in `words`, or -1 when it is not known. */
  find(words: Int32Array): number {
    const slot = this.#slotOf(words);
    if (slot < 0) return -1;
    if (this.#stride > this.#words) return this.#slot(slot)[this.#words]!;
    for (let state = 0; ; state++) {
      let word = 0;
      while (word < this.#words && this.#states[state * this.#words + word] === words[word]) word++;
      if (word === this.#words) return state;
    }
  }

  /** Gives the batch the states from `first` on, up to `end` or as many as it takes. */
  fetch(first: number, end: number): void {
    const batch = this.#batch;
    batch.turnTo(first, end);
    copy(this.#states, this.offsetOf(first), this.offsetOf(batch.end), batch.sources, 0);
  }

  /**
   * Adds those successors in the batch that are not known yet, in their order. They
   * get the next numbers.
   * @param limit how many states the store may hold
   * @returns false when a state would exceed the limit; the batch is cut off before it
   * @throws RangeError when there is no memory left; the store then has the states that it had
   */
  addAll(limit: number): boolean {
    const batch = this.#batch;
    const before = this.size;
    const { size } = batch;
    while (Math.min(before + size, limit) > this.#slots * FULLEST) this.#grow();
    const after = this.#table.addAll(
      this.#slots,
      size,
      batch.first,
      batch.end - batch.first,
      before,
      Math.min(limit, 2 ** 31 - 1),
    );
    copy(batch.added, 0, this.offsetOf(after - before), this.#states, this.offsetOf(before));
    this.#lineage.add(batch.first, batch.end, batch.children);
    this.size = after;
    batch.size = batch.cut[0]!;
    return batch.size === size;
  }

  /** Spreads the states over a larger table. */
  #grow(): void {
    const before = this.#slots;
    const slots = Math.min(before < SMALL ? SMALL : 2 ** Math.ceil(Math.log2(before * 2)), this.#mostSlots);
    if (slots === before) throw new RangeError('Memory allocation failed: the table is as long as it can be.');
    this.#spread(slots);
    if (this.offsetOf(slots * FULLEST) > this.#states.length) this.#makeRoom(slots);
    this.#table.move(before, slots);
    this.#slots = slots;
    for (const words of this.#late) {
      this.#key.set(words);
      this.#table.put(slots);
    }
    this.#late = [];
  }

  #spread(slots: number): void {
    this.#arena.grow(this.#arena.end + slots * this.#stride * 4);
  }

  /**
   * Makes room for as many states as go into so many slots; when they are many, for more
   * of them, or as many as there is memory for.
   */
  #makeRoom(slots: number): void {
    const states = Math.ceil(slots * FULLEST);
    for (let times = slots > SMALL ? RESERVE : 1; ; times /= 2) {
      try {
        const larger = new Int32Array(this.offsetOf(states * times));
        this.#lineage.reserve(states * times);
        larger.set(this.#states);
        this.#states = larger;
        return;
      } catch (error) {
        if (times === 1) throw error;
      }
    }
  }

  #slotOf(words: Int32Array): number {
    this.#key.set(words);
    return this.#table.find(this.#slots);
  }

  /** What is in the table from a word on. */
  #slot(at: number): Int32Array {
    return new Int32Array(this.#arena.memory.buffer, this.#arena.end + at * 4, this.#stride);
  }

  #setAside(at: number): void {
    this.#late.push(this.#slot(at).slice());
  }
}

/** The few words of a batch are copied sooner in this way than by `set`, which needs an object for a part of an array. */
function copy(source: Int32Array, begin: number, end: number, target: Int32Array, at: number): void {
  for (let i = begin; i < end; i++) target[at + i - begin] = source[i]!;
}
