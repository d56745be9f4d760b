import type { VisitedStates } from './interface.js';
import { enlarged } from './enlarged.js';

/**
 * The set of visited states: packed one after the other in an array, and found again by a
 * hash table with open addressing, whose slots hold their numbers.
 */
export class VisitedSet implements VisitedStates {
  size = 0;
  initial = 0;
  packed: Int32Array;
  readonly #words: number;
  #predecessors: Int32Array;
  /** In each slot the number of a state plus 1, or 0 where the slot is free. At least half of them are free. */
  #slots: Int32Array;

  /** @param words 32-bit words of one packed state */
  constructor(words: number) {
    const room = 512;
    this.#words = words;
    this.packed = new Int32Array(room * words);
    this.#predecessors = new Int32Array(room);
    this.#slots = new Int32Array(2 * room);
  }

  has(words: Int32Array): boolean {
    return this.find(words) >= 0;
  }

  find(words: Int32Array): number {
    return this.#slots[this.#slotOf(words, 0)]! - 1;
  }

  predecessor(state: number): number {
    return this.#predecessors[state]!;
  }

  predecessors(): Int32Array {
    return this.#predecessors.slice(0, this.size);
  }

  /**
   * Adds a state, unless it is there already.
   * @param predecessor the state that it was reached from, or -1 for an initial state
   * @returns its number, or -1 if it is new and there are `limit` states
   * @throws RangeError when there is no memory left; the set then has the states that it had
   */
  add(words: Int32Array, predecessor: number, limit: number): number {
    let slot = this.#slotOf(words, 0);
    if (this.#slots[slot] !== 0) return this.#slots[slot]! - 1;
    if (this.size >= limit) return -1;
    if (this.size === this.#predecessors.length) {
      this.#grow();
      slot = this.#slotOf(words, 0);
    }
    const state = this.size++;
    this.packed.set(words, state * this.#words);
    this.#predecessors[state] = predecessor;
    if (predecessor < 0) this.initial++;
    this.#slots[slot] = state + 1;
    return state;
  }

  #grow(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    const predecessors = enlarged(this.#predecessors);
    this.packed = enlarged(this.packed);
    this.#predecessors = predecessors;
    this.#slots = slots;
    for (let state = 0; state < this.size; state++) slots[this.#slotOf(this.packed, state * this.#words)] = state + 1;
  }

  /** The slot that holds the state packed at `offset`, or the free one where it belongs. */
  #slotOf(words: Int32Array, offset: number): number {
    const last = this.#slots.length - 1;
    for (let slot = this.#hash(words, offset) & last; ; slot = (slot + 1) & last) {
      const state = this.#slots[slot]! - 1;
      if (state < 0 || this.#isAt(state, words, offset)) return slot;
    }
  }

  #isAt(state: number, words: Int32Array, offset: number): boolean {
    const begin = state * this.#words;
    for (let word = 0; word < this.#words; word++) {
      if (this.packed[begin + word] !== words[offset + word]) return false;
    }
    return true;
  }

  #hash(words: Int32Array, offset: number): number {
    let hash = 0;
    for (let word = 0; word < this.#words; word++) {
      hash = Math.imul(hash ^ words[offset + word]!, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash, 0x85ebca6b);
    return hash ^ (hash >>> 13);
  }
}
