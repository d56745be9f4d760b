import { maskOf, type Cell } from './cells.js';
import type { Slot } from './layout.js';

/** Bits that an index may have: what is remembered by it should stay in the processor's caches. */
const MOST_BITS = 14;

/** Neighbouring bits of one word, and where they go in an index. */
export interface Extract {
  readonly word: number;
  readonly shift: number;
  bits: number;
  readonly to: number;
}

/**
 * What an answer about a state depends on, as a number: the bits of some cells, put
 * side by side. One more bit may come from a set of which each answer depends on
 * one element at most, the other cells saying which, as in `deleted.has(me.plan)`.
 */
export class Key {
  /** There are so many different indices. */
  readonly size: number;
  readonly extracts: readonly Extract[];
  /** The set with the one element, if there is one. */
  readonly picked: Slot | undefined;
  /** For each index of the other cells, the bit of that element, once it is known. */
  readonly pick: Int32Array;
  readonly #cells: ReadonlySet<Cell>;

  /** @returns undefined when the index would have too many bits */
  static of(readings: readonly (readonly Cell[])[]): Key | undefined {
    const cells = new Set(readings.flat());
    const picked = pickedSet(cells, readings);
    for (const cell of cells) if (cell.slot === picked) cells.delete(cell);
    const bits = [...cells].reduce((sum, cell) => sum + cell.bits, picked ? 1 : 0);
    return bits > MOST_BITS ? undefined : new Key(cells, picked);
  }

  private constructor(cells: ReadonlySet<Cell>, picked: Slot | undefined) {
    const extracts: Extract[] = [];
    let to = 0;
    for (const { word, shift, bits } of [...cells].sort((a, b) => a.word - b.word || a.shift - b.shift)) {
      const last = extracts.at(-1);
      if (last && last.word === word && last.shift + last.bits === shift) last.bits += bits;
      else extracts.push({ word, shift, bits, to });
      to += bits;
    }
    this.#cells = cells;
    this.extracts = extracts;
    this.picked = picked;
    this.pick = new Int32Array(picked ? 2 ** to : 0);
    this.size = 2 ** (picked ? to + 1 : to);
  }

  /** Whether this key tells apart whatever the other one does. */
  includes(other: Key): boolean {
    return [...other.#cells].every(cell => this.#cells.has(cell)) && (!other.picked || other.picked === this.picked);
  }

  /** The index of a packed state. */
  indexOf(words: Int32Array, offset: number): number {
    const index = this.#indexOfCells(words, offset);
    if (!this.picked) return index;
    return index << 1 | ((words[offset + this.picked.word]! & this.pick[index]!) !== 0 ? 1 : 0);
  }

  /** Whether the index tells apart all states that an answer tells apart which depends on these cells. */
  covers(reads: readonly Cell[], words: Int32Array, offset: number): boolean {
    const others = reads.filter(cell => !this.#cells.has(cell));
    if (others.length === 0) return true;
    if (others.length > 1 || others[0]!.slot !== this.picked) return false;
    const index = this.#indexOfCells(words, offset);
    const bit = maskOf(others[0]!);
    if (this.pick[index] === 0) this.pick[index] = bit;
    return this.pick[index] === bit;
  }

  /** An expression of the index without the picked element, of variables `word0`, `word1`, …. */
  get code(): string {
    return this.extracts.map(({ word, shift, bits, to }) => {
      const value = `word${word} >>> ${shift} & ${2 ** bits - 1}`;
      return to === 0 ? value : `(${value}) << ${to}`;
    }).join(' | ') || '0';
  }

  #indexOfCells(words: Int32Array, offset: number): number {
    let index = 0;
    for (const { word, shift, bits, to } of this.extracts) index |= (words[offset + word]! >>> shift & 2 ** bits - 1) << to;
    return index;
  }
}

/** The set, if there is one, of which no reading has more than one element, and all together have some. */
function pickedSet(cells: ReadonlySet<Cell>, readings: readonly (readonly Cell[])[]): Slot | undefined {
  const sets = new Set([...cells].map(cell => cell.slot).filter(slot => slot.domain.kind === 'set'));
  return [...sets].find(set =>
    [...cells].filter(cell => cell.slot === set).length > 2
    && readings.every(reading => reading.filter(cell => cell.slot === set).length <= 1));
}
