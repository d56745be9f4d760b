import { ModelError } from './errors.js';

/** A set field as guards and properties see it. */
export interface ReadonlyFiniteSet<V> extends Iterable<V> {
  readonly size: number;
  has(value: V): boolean;
}

/** A set field as an effect may change it. */
export interface FiniteSet<V> extends ReadonlyFiniteSet<V> {
  /** @throws ModelError when the value is not in the set's domain */
  add(value: V): this;
  delete(value: V): this;
  clear(): this;
}

/**
 * A set over a small finite domain, kept as one bit for each possible element, so
 * that a whole set packs into a part of a machine word.
 */
export class BitSet<V> implements FiniteSet<V> {
  /** Bit i is set when `values[i]` is in the set. */
  bits = 0;
  readonly #values: readonly V[];
  /** The first value, when the values are a range of numbers. */
  readonly #lowest: number | undefined;
  readonly #name: string;

  /**
   * @param values every value that may be in the set, at most 32
   * @param lowest the first of the values, when they are a range of numbers
   * @param name the field's name, for error messages
   */
  constructor(values: readonly V[], lowest: number | undefined, name: string) {
    this.#values = values;
    this.#lowest = lowest;
    this.#name = name;
  }

  /** The position of a value among those that may be in the set, or -1. */
  protected bitOf(value: V): number {
    if (this.#lowest === undefined) return this.#values.indexOf(value);
    const bit = (value as number) - this.#lowest;
    return typeof value === 'number' && bit === (bit | 0) && bit >>> 0 < this.#values.length ? bit : -1;
  }

  has(value: V): boolean {
    const bit = this.bitOf(value);
    return bit >= 0 && ((this.bits >>> bit) & 1) === 1;
  }

  /** @throws ModelError when the value is not in the set's domain */
  protected bitToAdd(value: V): number {
    const bit = this.bitOf(value);
    if (bit >= 0) return bit;
    throw new ModelError(
      `Cannot add ${String(value)} to '${this.#name}': its elements are ${listed(this.#values)}.`,
      `Widen the domain given to setOf, or see to it that this value is never added.`,
    );
  }

  add(value: V): this {
    this.bits |= 1 << this.bitToAdd(value);
    return this;
  }

  delete(value: V): this {
    const bit = this.bitOf(value);
    if (bit >= 0) this.bits &= ~(1 << bit);
    return this;
  }

  clear(): this {
    this.bits = 0;
    return this;
  }

  get size(): number {
    let count = 0;
    for (let rest = this.bits; rest !== 0; rest &= rest - 1) count++;
    return count;
  }

  *[Symbol.iterator](): Iterator<V> {
    for (let i = 0; i < this.#values.length; i++) {
      if (((this.bits >>> i) & 1) === 1) yield this.#values[i]!;
    }
  }

  /** A copy that later steps of a search leave alone. */
  snapshot(): ReadonlyFiniteSet<V> {
    const copy = new BitSet(this.#values, this.#lowest, this.#name);
    copy.bits = this.bits;
    return Object.freeze(copy);
  }

  toString(): string {
    return this.bits === 0 ? '∅' : `{${[...this].join(', ')}}`;
  }

  toJSON(): V[] {
    return [...this];
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

function listed(values: readonly unknown[]): string {
  return values.length > 8 ? `${values.slice(0, 4).join(', ')}, …, ${values.at(-1)}` : values.join(', ');
}
