import type { Ahead } from './ahead.js';
import type { Batch } from './batch.js';
import { makeTable, type Table } from './table.js';

/** How full the table may be: above this, look-ups go a long way along it. */
const FULLEST = 0.75;

/**
 * Every state found so far, numbered in the order of discovery, with the state
 * that each was first reached from. The packed states themselves are the slots of
 * a hash table: see `makeTable`.
 */
export class StateStore {
  /** How many states there are; they are numbered from 0. */
  size = 0;
  /** The slots, with the words of a state at `offsetOf` it. It is another array whenever the store has grown. */
  packed: Int32Array;
  /** For each state, the one it was first reached from, or -1 for an initial state. */
  parents: Int32Array;
  /** For each state, where it is in `packed`. Being in the order of discovery, this is also the queue of a search. */
  #offsets: Int32Array;
  /** There are 2 to this power slots. */
  #power: number;
  readonly #words: number;
  #table: Table;
  /** For each state of a batch, the slot where its look-up begins. */
  #starts = new Int32Array(0);

  /** @param room how many states to have room for at first */
  constructor(words: number, room = 1 << 14) {
    this.#power = Math.max(2, Math.ceil(Math.log2(room / FULLEST)));
    this.#words = words;
    this.#table = makeTable(words, false);
    this.packed = new Int32Array(this.#table.stride * 2 ** this.#power);
    this.#offsets = new Int32Array(FULLEST * 2 ** this.#power);
    this.parents = new Int32Array(this.#offsets.length);
  }

  /**
   * Lets `addAll` tell the numbers of known states too, for another word a slot.
   * The store must still be empty.
   */
  keepNumbers(): void {
    this.#table = makeTable(this.#words, true);
    this.packed = new Int32Array(this.#table.stride * 2 ** this.#power);
  }

  /** Where in `packed` the words of a state begin. */
  offsetOf(state: number): number {
    return this.#offsets[state]!;
  }

  /** The number of the state packed in `words`, or -1 when it is not known. */
  find(words: Int32Array): number {
    const { startOf, probe } = this.#table;
    const at = probe(this.packed, words, 0, startOf(words, 0, 32 - this.#power));
    if (this.packed[at + this.#words - 1] === 0) return -1;
    return this.#offsets.subarray(0, this.size).indexOf(at);
  }

  /**
   * Copies out the states from `first` on. Each is at a place of its own in memory;
   * in the bare loop that fetches many the waits for them overlap.
   */
  fetch(first: number, ahead: Ahead): void {
    ahead.aim(first, this.size);
    this.#table.fetch(this.packed, this.#offsets, ahead);
  }

  /**
   * Adds those states of a batch that are not known yet, in their order. They get
   * the next numbers.
   * @param limit how many states the store may hold
   * @returns false when a state would exceed the limit; the batch is cut off before it
   */
  addAll(batch: Batch, limit: number): boolean {
    while (Math.min(this.size + batch.size, limit) > this.parents.length) this.#grow();
    if (this.#starts.length < batch.size) this.#starts = new Int32Array(batch.size);
    const count = batch.size;
    this.#table.readAhead(this.packed, 32 - this.#power, batch, this.#starts);
    this.size = this.#table.addAll(this.packed, batch, this.#starts, this.#offsets, this.parents, this.size, limit);
    return batch.size === count;
  }

  /**
   * Moves every state to a table twice as large. Both tables are gone through from
   * the first slot to the last, as slots are the highest bits of hashes: memory
   * likes that. The first word of each old slot then says where its state went.
   */
  #grow(): void {
    const { stride, move } = this.#table;
    const old = this.packed;
    this.#power++;
    this.packed = new Int32Array(stride * 2 ** this.#power);
    move(old, this.packed, 32 - this.#power);
    this.parents = enlarged(this.parents);
    this.#offsets = enlarged(this.#offsets);
    const offsets = this.#offsets;
    for (let state = 0; state < this.size; state++) offsets[state] = old[offsets[state]!]!;
  }
}

function enlarged(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
