import { Collection, type Contents, type Elements, namedIn, OFFERS } from '../collection.js';
import { codeOf, type Scalar } from '../domain.js';

/** A set field as guards and properties see it. */
export interface ReadonlyFiniteSet<V> extends Elements<V> {
  readonly size: number;
  has(value: V): boolean;
  /** The set of what is in this one or in the other one. */
  union(other: Iterable<V>): FiniteSet<V>;
  /** The set of what is in this one and in the other one. */
  intersection(other: Iterable<V>): FiniteSet<V>;
  /** The set of what is in this one and not in the other one. */
  difference(other: Iterable<V>): FiniteSet<V>;
  /** The set of what is in one of the two, and not in both. */
  symmetricDifference(other: Iterable<V>): FiniteSet<V>;
  isSubsetOf(other: Iterable<V>): boolean;
  isSupersetOf(other: Iterable<V>): boolean;
  isDisjointFrom(other: Iterable<V>): boolean;
}

/** A set field as an effect may change it. */
export interface FiniteSet<V> extends ReadonlyFiniteSet<V>, Contents<V> {
  /** @throws ModelError when the value is not in the set's domain */
  add(value: V): this;
  delete(value: V): this;
}

const ALGEBRA = [
  ...['union', 'intersection', 'difference', 'symmetricDifference'],
  ...['isSubsetOf', 'isSupersetOf', 'isDisjointFrom'],
];

/** A set over a finite domain: bit i of its places, 32 in each, is set when value i of the domain is in the set. */
export class BitSet<V> extends Collection implements FiniteSet<V> {
  static readonly offers = ['has', 'size', 'add', 'delete', ...OFFERS, ...ALGEBRA];
  /** For a range of numbers, the lowest one, and how many there are: these are found at once. */
  readonly #lowest: number | undefined;
  readonly #count: number;

  constructor(elements: Scalar<V>, name: string) {
    super(elements, name);
    this.#lowest = elements.lowest;
    this.#count = elements.values.length;
    for (let from = 0; from < this.#count; from += 32) this.places.push(0);
  }

  protected blank(): BitSet<V> {
    return new BitSet<V>(this.elements, this.name);
  }

  protected put(value: V): void {
    this.add(value);
  }

  #bitOf(value: V): number {
    if (this.#lowest === undefined) return codeOf(this.elements, value);
    const bit = (value as number) - this.#lowest;
    return typeof value === 'number' && bit === (bit | 0) && bit >>> 0 < this.#count ? bit : -1;
  }

  hasBit(bit: number): boolean {
    return ((this.places[bit >>> 5]! >>> (bit & 31)) & 1) === 1;
  }

  putBit(bit: number, isIn: boolean): void {
    if (isIn) this.places[bit >>> 5]! |= 1 << (bit & 31);
    else this.places[bit >>> 5]! &= ~(1 << (bit & 31));
  }

  /** The lowest bit that is set, of this one and those above it; -1 if none is. */
  bitFrom(bit: number): number {
    for (let word = bit >>> 5, rest = this.places[word]! & (-1 << (bit & 31)); ; rest = this.places[word]!) {
      if (rest !== 0) return word * 32 + 31 - Math.clz32(rest & -rest);
      if (++word >= this.places.length) return -1;
    }
  }

  get size(): number {
    let count = 0;
    for (const word of this.places) for (let rest = word; rest !== 0; rest &= rest - 1) count++;
    return count;
  }

  clear(): this {
    this.places.fill(0);
    return this;
  }

  has(value: V): boolean {
    const bit = this.#bitOf(value);
    return bit >= 0 ? this.hasBit(bit) : this.sought(value) >= 0;
  }

  add(value: V): this {
    const bit = this.#bitOf(value);
    this.putBit(bit < 0 ? this.placeFor(value) : bit, true);
    return this;
  }

  delete(value: V): this {
    const bit = this.#bitOf(value);
    if (bit >= 0) this.putBit(bit, false);
    else this.sought(value);
    return this;
  }

  [Symbol.iterator](): Iterator<V> {
    return this.toJSON().values();
  }

  union(other: Iterable<V>): FiniteSet<V> {
    const all = this.#copy();
    for (const value of this.given(other)) all.add(value);
    return all;
  }

  intersection(other: Iterable<V>): FiniteSet<V> {
    const common = this.#copy().clear();
    for (const value of this.given(other)) if (this.#hasOf(other, value)) common.add(value);
    return common;
  }

  difference(other: Iterable<V>): FiniteSet<V> {
    const rest = this.#copy();
    for (const value of this.given(other)) if (this.#hasOf(other, value)) rest.delete(value);
    return rest;
  }

  symmetricDifference(other: Iterable<V>): FiniteSet<V> {
    const theirs = this.blank().union(other);
    return this.difference(theirs).union(theirs.difference(this));
  }

  isSubsetOf(other: Iterable<V>): boolean {
    return this.difference(other).size === 0;
  }

  isSupersetOf(other: Iterable<V>): boolean {
    for (const value of this.given(other)) if (!this.#hasOf(other, value)) return false;
    return true;
  }

  isDisjointFrom(other: Iterable<V>): boolean {
    for (const value of this.given(other)) if (this.#hasOf(other, value)) return false;
    return true;
  }

  equals(other: unknown): boolean {
    return other instanceof BitSet && other.size === this.size && this.every(value => other.#holds(value));
  }

  /** As `has`, for values of whatever domain. */
  #holds(value: V): boolean {
    const bit = this.#bitOf(value);
    return bit >= 0 && this.hasBit(bit);
  }

  /** As `has`, for an element of another one: another set may be over another domain, where a list may be misspelt. */
  #hasOf(other: Iterable<V>, value: V): boolean {
    return other instanceof BitSet ? this.#holds(value) : this.has(value);
  }

  #copy(): BitSet<V> {
    const copy = this.blank();
    for (let i = 0; i < this.elements.values.length; i++) if (this.hasBit(i)) copy.putBit(i, true);
    return copy;
  }

  override snapshot(): BitSet<V> {
    const copy = this.#copy();
    Object.freeze(copy.places);
    Object.freeze(copy);
    return copy;
  }

  /** The elements in a list, in the order of the domain. */
  override toJSON(): V[] {
    const all: V[] = [];
    for (let i = 0; i < this.places.length; i++) {
      for (let rest = this.places[i]!; rest !== 0; rest &= rest - 1)
        all.push(this.elements.values[i * 32 + 31 - Math.clz32(rest & -rest)]!);
    }
    return all;
  }

  itf<T>(write: (value: unknown) => T) {
    return { '#set': [...this].map(value => write(namedIn(this.elements, value))) };
  }
}

/** A set that is kept somewhere else, and asked for and changed there, bit by bit. */
export class SetElsewhere<V> extends BitSet<V> {
  override readonly hasBit: (bit: number) => boolean;
  override readonly putBit: (bit: number, isIn: boolean) => void;

  constructor(
    elements: Scalar<V>,
    name: string,
    hasBit: (bit: number) => boolean,
    putBit: (bit: number, isIn: boolean) => void,
  ) {
    super(elements, name);
    this.hasBit = hasBit;
    this.putBit = putBit;
  }

  override get size(): number {
    return this.toJSON().length;
  }

  override clear(): this {
    for (let bit = 0; bit < this.elements.values.length; bit++) this.putBit(bit, false);
    return this;
  }

  override toJSON(): V[] {
    return this.elements.values.filter((_, bit) => this.hasBit(bit));
  }
}
