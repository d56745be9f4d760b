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

  /** @param spare how many more states there must be room for in a batch that is not full */
  constructor(words: number, spare: number) {
    const room = TOGETHER + spare;
    this.packed = new Int32Array(room * words);
    this.from = new Int32Array(room);
    this.by = new Int32Array(room);
  }

  get isFull(): boolean {
    return this.size >= TOGETHER;
  }
}

/**
 * Every state found so far, packed and numbered in the order of discovery, with
 * the state that each was first reached from. A hash table with open addressing
 * finds a state's number again. States are compared word by word: two different
 * states are never taken for one.
 */
export class StateStore {
  /** How many states there are; they are numbered from 0. */
  size = 0;
  /** The words of every state: see `offsetOf`. It is another array whenever the store has grown. */
  packed: Int32Array;
  /** For each state, the one it was first reached from, or -1 for an initial state. */
  parents: Int32Array;
  readonly #words: number;
  /** State number plus one, or 0 where free; its length is a power of two. */
  #table: Int32Array;
  /** For each state of a batch, the place in the table where its look-up begins. */
  #slots = new Int32Array(0);
  /** Holds on to what was read ahead, or the engine would drop the reads. */
  #touched = 0;

  constructor(words: number, room = 1 << 14) {
    this.#words = words;
    this.packed = new Int32Array(room * words);
    this.parents = new Int32Array(room);
    this.#table = new Int32Array(room * 2);
  }

  /**
   * Adds those states of a batch that are not known yet, in their order.
   * @param limit how many states the store may hold
   * @param told is given, for each, its position in the batch, its number, and
   *   whether it is new
   * @returns false as soon as a state would exceed the limit
   */
  addAll(batch: Batch, limit: number, told: (i: number, state: number, isNew: boolean) => void): boolean {
    this.#makeRoom(batch.size, limit);
    this.#touch(batch);
    const table = this.#table;
    const words = this.#words;
    for (let i = 0; i < batch.size; i++) {
      const slot = this.#probe(batch.packed, i * words, this.#slots[i]!);
      const known = table[slot]! - 1;
      if (known >= 0) {
        told(i, known, false);
        continue;
      }
      if (this.size >= limit) return false;
      const state = this.size++;
      table[slot] = state + 1;
      this.parents[state] = batch.from[i]!;
      for (let word = 0; word < words; word++) {
        this.packed[state * words + word] = batch.packed[i * words + word]!;
      }
      told(i, state, true);
    }
    return true;
  }

  /** Where in `packed` a state's words begin. */
  offsetOf(state: number): number {
    return state * this.#words;
  }

  /** The number of the state packed in `words`, or -1 when it is not known. */
  find(words: Int32Array): number {
    return this.#table[this.#probe(words, 0, this.#slotOf(words, 0))]! - 1;
  }

  /**
   * Reads ahead the memory that the look-ups of a batch will need. In a large
   * table nearly every look-up waits for memory. In these bare loops the waits
   * overlap, which makes a search about twice as fast.
   */
  #touch(batch: Batch): void {
    const table = this.#table;
    const packed = this.packed;
    const words = this.#words;
    if (this.#slots.length < batch.size) this.#slots = new Int32Array(batch.size);
    const slots = this.#slots;
    let touched = 0;
    for (let i = 0; i < batch.size; i++) {
      const slot = this.#slotOf(batch.packed, i * words);
      slots[i] = slot;
      touched ^= table[slot]!;
    }
    for (let i = 0; i < batch.size; i++) {
      const state = (table[slots[i]!]! || 1) - 1;
      touched ^= packed[state * words]!;
    }
    this.#touched ^= touched;
  }

  #slotOf(source: Int32Array, offset: number): number {
    return hash(source, offset, this.#words) & this.#table.length - 1;
  }

  /** From `slot` on, the slot that holds these words, or the free one where they would go. */
  #probe(source: Int32Array, offset: number, slot: number): number {
    const words = this.#words;
    const table = this.#table;
    const packed = this.packed;
    const last = table.length - 1;
    for (;;) {
      const state = table[slot]! - 1;
      if (state < 0) return slot;
      let word = 0;
      while (word < words && packed[state * words + word] === source[offset + word]) word++;
      if (word === words) return slot;
      slot = slot + 1 & last;
    }
  }

  /** Sees to it that `more` states fit, and does not grow far beyond the limit. */
  #makeRoom(more: number, limit: number): void {
    const needed = Math.min(this.size + more, limit);
    if (needed <= this.parents.length) return;
    const room = Math.max(needed, Math.min(this.parents.length * 4, limit));
    this.packed = enlarged(this.packed, room * this.#words);
    this.parents = enlarged(this.parents, room);
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(room * 1.5)));
    const last = this.#table.length - 1;
    for (let state = 0; state < this.size; state++) {
      let slot = this.#slotOf(this.packed, state * this.#words);
      while (this.#table[slot] !== 0) slot = slot + 1 & last;
      this.#table[slot] = state + 1;
    }
  }
}

function enlarged(array: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}

/** Mixes all bits of the words, so that neighbouring states spread over the table. */
function hash(source: Int32Array, offset: number, words: number): number {
  let h = 0;
  for (let word = 0; word < words; word++) {
    h = Math.imul(h ^ source[offset + word]!, 0x9e3779b1);
    h ^= h >>> 15;
  }
  h = Math.imul(h, 0x85ebca6b);
  return h ^ h >>> 13;
}
