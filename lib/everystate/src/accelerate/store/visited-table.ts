import type { Arena } from '../wasm/memory.js';
import type { Batch } from '../batch.js';
import type { Search } from '../../search/interface.js';
import type { GrowingStates } from '../../search/search.js';
import { Predecessors } from './predecessors.js';
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
export class VisitedTable implements GrowingStates {
  /** How many states there are; they are numbered from 0. */
  size = 0;
  readonly #words: number;
  /** Words from one slot of the table to the next. */
  readonly #stride: number;
  readonly #arena: Arena;
  readonly batch: Batch;
  readonly #table: Table;
  /** A place to give the table a state. */
  readonly #key: Int32Array;
  /** Slots of the table that are in use, and that there can be. */
  #slots: number;
  readonly #mostSlots: number;
  /** States that the table had no slot for while it grew. */
  #late: Int32Array[] = [];
  #states: Int32Array = new Int32Array(0);
  readonly #predecessors: Predecessors;

  /**
   * @param arena where the table is to be, after all else
   * @param batch where states are taken to and from
   * @param isNumbered whether the batch is to be told the numbers of known states too, for another word a slot
   * @param room how many states to have room for at first
   */
  constructor(words: number, arena: Arena, batch: Batch, isNumbered: boolean, room = 48_000) {
    this.#words = words;
    this.#arena = arena;
    this.batch = batch;
    this.#stride = isNumbered ? words + 1 : words;
    this.#slots = 2 ** Math.max(3, Math.ceil(Math.log2(room / FULLEST)));
    this.#predecessors = new Predecessors(batch.most);
    this.#key = arena.take(this.#stride);
    this.#mostSlots = Math.floor(arena.mostWords / this.#stride / ROW) * ROW;
    this.#spread(this.#slots);
    this.#table = makeTable(words, this.#stride, arena, batch, this.#key, at => this.#setAside(at));
    this.#makeRoom(this.#slots);
  }

  /** The words of every state, one after the other. It is another array whenever the store has grown. */
  get packed(): Int32Array {
    return this.#states;
  }

  get initial(): number {
    return this.#predecessors.initial;
  }

  predecessor(state: number): number {
    return this.#predecessors.parentOf(state);
  }

  predecessors(): Int32Array {
    return this.#predecessors.parents(this.size);
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
    const batch = this.batch;
    batch.turnTo(first, end);
    copy(this.#states, first * this.#words, batch.end * this.#words, batch.sources, 0);
  }

  /**
   * Adds a state, unless it is there already. The batch is overwritten.
   * @returns its number, or -1 if new and there are `limit` states; of a known one any number, where none are kept
   */
  add(words: Int32Array, predecessor: number, limit: number): number {
    const batch = this.batch;
    const known = this.size;
    if (known >= limit && !this.has(words)) return -1;
    batch.turnTo(Math.max(0, predecessor), predecessor + 1);
    batch.put(words, 0, predecessor);
    this.addAll();
    return this.size > known ? known : batch.to[0]!;
  }

  /** Takes over the states of another search, in their order. */
  takeOver({ visited, next }: Search): void {
    const predecessors = visited.predecessors();
    const batch = this.batch;
    let state = 0;
    const addUpTo = (end: number) => {
      while (state < visited.size && predecessors[state]! < end && !batch.isFull) {
        batch.put(visited.packed, state * this.#words, predecessors[state]!);
        state++;
      }
      this.addAll();
    };
    while (state < visited.initial) {
      batch.turnTo(0, 0);
      addUpTo(0);
    }
    while (batch.end < next) {
      batch.turnTo(batch.end, next);
      addUpTo(batch.end);
    }
  }

  /**
   * Adds those successors in the batch that are not known yet, in their order. They
   * get the next numbers.
   * @throws RangeError when there is no memory left; the table then has the states that it had
   */
  addAll(): void {
    const { size, first, end, added, children } = this.batch;
    const before = this.size;
    while (before + size > this.#slots * FULLEST) this.#grow();
    const after = this.#table.addAll(this.#slots, size, first, end - first, before);
    copy(added, 0, (after - before) * this.#words, this.#states, before * this.#words);
    this.#predecessors.add(first, end, children);
    this.size = after;
  }

  /** Spreads the states over a larger table. */
  #grow(): void {
    const before = this.#slots;
    const slots = Math.min(before < SMALL ? SMALL : 2 ** Math.ceil(Math.log2(before * 2)), this.#mostSlots);
    if (slots === before) throw new RangeError('Memory allocation failed: the table is as long as it can be.');
    this.#spread(slots);
    if (slots * FULLEST * this.#words > this.#states.length) this.#makeRoom(slots);
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
        const larger = new Int32Array(states * times * this.#words);
        this.#predecessors.reserve(states * times);
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

/** Copies a few words: sooner than `set`, which needs an object for a part of an array. */
function copy(source: Int32Array, begin: number, end: number, target: Int32Array, at: number): void {
  for (let i = begin; i < end; i++) target[at + i - begin] = source[i]!;
}
