import type { Scalar } from '../model/domain.js';
import { PROCESSES } from '../model/domains/family.js';
import type { Layout } from './layout.js';
import type { Part } from './state-object.js';

/** One value, or one possible element of a set: what takes a place when processes are exchanged. */
interface Atom {
  readonly word: number;
  readonly shift: number;
  readonly mask: number;
  /** For a value in which processes may occur. */
  readonly domain?: Scalar<any>;
}

/** Where each atom goes when processes are exchanged, and what becomes of its value. */
export interface Exchange {
  readonly to: Int32Array;
  readonly values: readonly (readonly number[] | undefined)[];
}

/**
 * Exchanges processes in packed states: with them go what they hold, the values that
 * name them, and the elements of sets and the like in which they are named.
 */
export class Permuter {
  readonly #atoms: readonly Atom[];
  readonly #parts: readonly Part[];
  readonly #layout: Layout;
  readonly #firstAtom: readonly number[];
  readonly #exchanges = new Map<string, Exchange>();

  constructor(layout: Layout, parts: readonly Part[]) {
    this.#layout = layout;
    this.#parts = parts;
    const atoms: Atom[] = [];
    this.#firstAtom = layout.slots.map(({ domain, from, word, shift, bits }) => {
      const first = atoms.length;
      if (from === undefined) atoms.push({ word, shift, mask: bits === 32 ? -1 : 2 ** bits - 1, domain });
      else for (let i = 0; i < bits; i++) atoms.push({ word, shift: shift + i, mask: 1 });
      return first;
    });
    this.#atoms = atoms;
  }

  /** How many atoms a state has. */
  get size(): number {
    return this.#atoms.length;
  }

  /** How many values an atom can have. */
  valuesOf(atom: number): number {
    return this.#atoms[atom]!.domain?.values.length ?? 2;
  }

  /** Whether processes of a family of so many are named anywhere, besides by what they hold themselves. */
  isNamed(family: string, count: number): boolean {
    const order = Array.from({ length: count }, (_, i) => i);
    const names = (domain: Scalar<any>) => domain.permuted?.(family, order) !== undefined;
    const within = (part: Part): boolean => {
      if ('cell' in part) return names(this.#layout.slots[part.cell]!.domain);
      if ('set' in part) return names(part.set);
      return (
        (part.index !== undefined && part.index.shown !== PROCESSES && names(part.index)) || part.parts.some(within)
      );
    };
    return this.#parts.some(within);
  }

  /** The atoms of a packed state. */
  read(words: Int32Array, atoms: Int32Array): void {
    for (let i = 0; i < this.#atoms.length; i++) {
      const { word, shift, mask } = this.#atoms[i]!;
      atoms[i] = (words[word]! >>> shift) & mask;
    }
  }

  write(atoms: Int32Array, words: Int32Array): void {
    for (let i = 0; i < this.#atoms.length; i++) {
      const { word, shift, mask } = this.#atoms[i]!;
      words[word] = (words[word]! & ~(mask << shift)) | (atoms[i]! << shift);
    }
  }

  /** Puts the atoms of a state to where they are with process i of the family taken for `order[i]`. */
  exchange(family: string, order: readonly number[], from: Int32Array, to: Int32Array): void {
    const { to: places, values } = this.exchangeOf(family, order);
    for (let i = 0; i < from.length; i++) {
      const map = values[i];
      to[places[i]!] = map ? map[from[i]!]! : from[i]!;
    }
  }

  exchangeOf(family: string, order: readonly number[]): Exchange {
    const key = `${family} ${order.join()}`;
    let exchange = this.#exchanges.get(key);
    if (!exchange) {
      const to = Int32Array.from(this.#atoms, (_, i) => i);
      const values: (readonly number[] | undefined)[] = new Array(this.#atoms.length).fill(undefined);
      this.#move(this.#parts, this.#parts, family, order, to, values);
      this.#exchanges.set(key, (exchange = { to, values }));
    }
    return exchange;
  }

  /** Where the atoms of some parts go, when the parts themselves go to where others are that are alike. */
  #move(
    parts: readonly Part[],
    targets: readonly Part[],
    family: string,
    order: readonly number[],
    to: Int32Array,
    values: (readonly number[] | undefined)[],
  ): void {
    parts.forEach((part, i) => {
      const target = targets[i] as any;
      if ('cell' in part) {
        const atom = this.#firstAtom[part.cell]!;
        to[atom] = this.#firstAtom[target.cell]!;
        values[atom] = this.#atoms[atom]!.domain!.permuted?.(family, order);
      } else if ('set' in part) {
        const map = part.set.permuted?.(family, order);
        part.set.values.forEach((_, element) => {
          to[this.#atomOf(part.first, element)] = this.#atomOf(target.first, map ? map[element]! : element);
        });
      } else {
        const map = part.index?.permuted?.(family, order);
        this.#move(
          part.parts,
          map ? part.parts.map((_, child) => target.parts[map[child]!]) : target.parts,
          family,
          order,
          to,
          values,
        );
      }
    });
  }

  #atomOf(firstCell: number, element: number): number {
    return this.#firstAtom[firstCell + (element >>> 5)]! + (element & 31);
  }
}
