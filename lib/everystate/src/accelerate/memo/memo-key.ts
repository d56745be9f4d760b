import { maskOf, type BitField } from '../../state/bit-fields.js';
import type { Slot } from '../../state/layout.js';
import type { TableMemory } from './table-memory.js';

/** Bits that an index may have: what is remembered by it should stay in the processor's caches. */
const MOST_BITS = 14;

/** Neighbouring bits of one word, and where they go in an index. */
export interface Extract {
  readonly word: number;
  readonly shift: number;
  /** As many bits as there are, all set. */
  readonly mask: number;
  readonly to: number;
}

/** One element of a set, which one depending on the other bit fields. */
interface Pick {
  readonly set: Slot;
  /** For each index of the other bit fields, the bit of the element, or 0 while it is not known. */
  readonly bit: Int32Array;
}

/** Elements of one set that may be picked. */
const MOST_PICKS = 3;

/**
 * What an answer about a state depends on, as a number: the bits of some bit fields, put
 * side by side. More bits may come from a set of which each answer depends on a few
 * elements only, the other bit fields saying which, as in `deleted.has(me.plan)`.
 */
export class Key {
  /** There are so many different indices. */
  readonly size: number;
  readonly extracts: readonly Extract[];
  readonly picks: readonly Pick[];
  readonly #cells: ReadonlySet<BitField>;

  /**
   * @param memory where there is room for what elements are picked
   * @returns undefined when the index would have too many bits
   */
  static of(readings: readonly (readonly BitField[])[], memory: TableMemory): Key | undefined {
    const cells = new Set(readings.flat());
    const picked = pickedSets(cells, readings);
    for (const cell of cells) if (picked.includes(cell.slot)) cells.delete(cell);
    const bits = [...cells].reduce((sum, cell) => sum + cell.bits, picked.length);
    return bits > MOST_BITS || !memory.hasRoomFor(picked.length << bits) ? undefined : new Key(cells, picked, memory);
  }

  private constructor(cells: ReadonlySet<BitField>, picked: readonly Slot[], memory: TableMemory) {
    const runs: { readonly word: number; readonly shift: number; bits: number; readonly to: number }[] = [];
    let to = 0;
    for (const { word, shift, bits } of [...cells].sort((a, b) => a.word - b.word || a.shift - b.shift)) {
      const last = runs.at(-1);
      if (last && last.word === word && last.shift + last.bits === shift) last.bits += bits;
      else runs.push({ word, shift, bits, to });
      to += bits;
    }
    this.#cells = cells;
    this.extracts = runs.map(({ word, shift, bits, to }) => ({ word, shift, mask: 2 ** bits - 1, to }));
    this.picks = picked.map(set => ({ set, bit: memory.take(2 ** to) }));
    this.size = 2 ** (to + picked.length);
  }

  /** Whether this key tells apart whatever the other one does. */
  includes(other: Key): boolean {
    return (
      [...other.#cells].every(cell => this.#cells.has(cell)) &&
      other.picks.every(({ set }) => this.picks.some(pick => pick.set === set))
    );
  }

  /** The index of a packed state. */
  indexOf(words: Int32Array, offset: number): number {
    const cells = this.#indexOfCells(words, offset);
    let index = cells;
    for (const { set, bit } of this.picks)
      index = (index << 1) | ((words[offset + set.word]! & bit[cells]!) !== 0 ? 1 : 0);
    return index;
  }

  /** Whether the index tells apart all states that an answer tells apart which depends on these bit fields. */
  covers(reads: readonly BitField[], words: Int32Array, offset: number): boolean {
    const index = this.#indexOfCells(words, offset);
    return reads.every(cell => this.#cells.has(cell) || this.#picks(cell, index));
  }

  /** The lines that leave the index in a constant of this name, of variables `word0`, `word1`, …. */
  code(name: string): string[] {
    const index =
      this.extracts
        .map(({ word, shift, mask, to }) => {
          const value = `word${word} >>> ${shift} & ${mask}`;
          return to === 0 ? value : `(${value}) << ${to}`;
        })
        .join(' | ') || '0';
    if (this.picks.length === 0) return [`const ${name} = ${index};`];
    // Without a branch, which the processor would often take the wrong way.
    const picked = this.picks.map(
      ({ set }, i) => `((word${set.word} & ${name}_pick${i}[${name}_cells]) != 0) << ${this.picks.length - 1 - i}`,
    );
    return [
      `const ${name}_cells = ${index};`,
      `const ${name} = ${name}_cells << ${picked.length} | ${picked.join(' | ')};`,
    ];
  }

  /** What that code calls by name. */
  bound(name: string): [string, Int32Array][] {
    return this.picks.map(({ bit }, i) => [`${name}_pick${i}`, bit]);
  }

  #picks(cell: BitField, index: number): boolean {
    const mask = maskOf(cell);
    const ofSet = this.picks.filter(({ set }) => set === cell.slot);
    if (ofSet.some(({ bit }) => bit[index] === mask)) return true;
    const free = ofSet.find(({ bit }) => bit[index] === 0);
    if (free) free.bit[index] = mask;
    return free !== undefined;
  }

  #indexOfCells(words: Int32Array, offset: number): number {
    let index = 0;
    for (const { word, shift, mask, to } of this.extracts) index |= ((words[offset + word]! >>> shift) & mask) << to;
    return index;
  }
}

/** The sets of which each reading has a few elements and all together have more, each as often as it has. */
function pickedSets(cells: ReadonlySet<BitField>, readings: readonly (readonly BitField[])[]): Slot[] {
  const sets = new Set([...cells].map(cell => cell.slot).filter(slot => slot.from !== undefined));
  return [...sets].flatMap(set => {
    const elements = (some: Iterable<BitField>) => [...some].filter(cell => cell.slot === set).length;
    const most = Math.max(...readings.map(elements));
    return most <= MOST_PICKS && elements(cells) > most ? Array.from({ length: most }, () => set) : [];
  });
}
