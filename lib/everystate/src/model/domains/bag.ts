import { Collection, type Contents, type Elements, namedIn, OFFERS, withElements } from '../collection.js';
import { codeOf, type Domain, type Fields, type Scalar, textOf, type ValueOf } from '../domain.js';
import { ModelError, OutOfBounds, shownAs } from '../errors.js';
import type { DomainKind } from '../domain-kind.js';
import { range } from './scalar.js';

/** A bag field as guards and properties see it. Iteration gives each element as often as it is there. */
export interface ReadonlyBag<V> extends Elements<V> {
  /** How many elements there are, all counted. */
  readonly size: number;
  has(value: V): boolean;
  /** How often a value is there. */
  count(value: V): number;
  /** Whether a value is there as often as it can be. */
  isFull(value: V): boolean;
}

/** A bag field as an effect may change it. */
export interface Bag<V> extends ReadonlyBag<V>, Contents<V> {
  /** @throws ModelError when the value is there as often as it can be */
  add(value: V): this;
  /** Takes the value out once. */
  delete(value: V): this;
}

/** A field that holds values of a domain, each as often as it was added. */
export interface BagOf<V> extends Domain<never, Bag<V>, ReadonlyBag<V>> {
  readonly kind: 'bag';
  readonly of: Domain | Fields;
  /** How often each may be there. */
  readonly most: number;
}

const MOST_ELEMENTS = 1024;
const HIGHEST = 255;

/**
 * A bag: like a set, but each value is there as often as it was added, up to `most` times; empty to begin with.
 * @throws ModelError when `most` is no whole number of at least one
 */
export function bagOf<const T extends Domain | Fields>(domain: T, most: number): BagOf<ValueOf<T>> {
  if (!(Number.isSafeInteger(most) && most >= 1 && most <= HIGHEST)) {
    throw new ModelError(
      `bagOf(…, ${shownAs(most)}) has no bound.`,
      `Give how often each value may be in it: a whole number from 1 to ${HIGHEST}.`,
    );
  }
  return { kind: 'bag', of: domain, most };
}

/** In each of its places, how often a value is there. */
class CountedValues extends Collection implements Bag<unknown> {
  static readonly offers = ['has', 'count', 'size', 'isFull', 'add', 'delete', ...OFFERS];
  readonly most: number;

  constructor(elements: Scalar<unknown>, most: number, name: string) {
    super(elements, name);
    this.most = most;
  }

  protected blank(): CountedValues {
    return new CountedValues(this.elements, this.most, this.name);
  }

  protected put(value: unknown): void {
    this.add(value);
  }

  get size(): number {
    let size = 0;
    for (let i = 0; i < this.places.length; i++) size += this.places[i]!;
    return size;
  }

  count(value: unknown): number {
    const code = this.sought(value);
    return code < 0 ? 0 : this.places[code]!;
  }

  has(value: unknown): boolean {
    return this.count(value) > 0;
  }

  isFull(value: unknown): boolean {
    return this.count(value) === this.most;
  }

  add(value: unknown): this {
    const code = this.placeFor(value);
    if (this.places[code] === this.most) {
      throw new OutOfBounds(
        `'${this.name}' is full: it holds ${textOf(this.elements, value)} at most ${this.most} times.`,
        `Raise the bound given to bagOf, or let a guard ask '${this.name}.isFull(…)' before. If the design sends more than you think, look at the way there.`,
      );
    }
    this.places[code]!++;
    return this;
  }

  delete(value: unknown): this {
    const code = this.sought(value);
    if (code >= 0 && this.places[code]! > 0) this.places[code]!--;
    return this;
  }

  clear(): this {
    this.places.fill(0);
    return this;
  }

  *[Symbol.iterator](): Iterator<unknown> {
    for (let i = 0; i < this.places.length; i++) {
      for (let n = this.places[i]!; n > 0; n--) yield this.elements.values[i];
    }
  }

  equals(other: unknown): boolean {
    return (
      other instanceof CountedValues &&
      other.size === this.size &&
      [...new Set(this)].every(value => codeOf(other.elements, value) >= 0 && other.count(value) === this.count(value))
    );
  }

  override texts(): string[] {
    return [...new Set(this)].map(value => {
      const count = this.count(value);
      return `${count > 1 ? `${count} × ` : ''}${textOf(this.elements, value)}`;
    });
  }

  /** As a map from each value to how often it is there. */
  itf<T>(write: (value: unknown) => T) {
    return {
      '#map': [...new Set(this)].map(value => [write(namedIn(this.elements, value)), write(this.count(value))]),
    };
  }
}

export const bagKind: DomainKind<BagOf<unknown>> = {
  resolve: (domain, resolver) => withElements(domain, resolver, MOST_ELEMENTS, 'use a smaller domain'),

  build(domain, site) {
    const of = domain.of as Scalar<unknown>;
    const bag = new CountedValues(of, domain.most, site.name);
    const count = range(0, domain.most);
    site.parts(of, () => {
      of.values.forEach((value, i) => {
        site.scalar(bag.places, i, count, `.count(${textOf(of, value)})`);
      });
    });
    Object.seal(bag.places);
    return Object.seal(bag);
  },
};
