import { Collection, type Contents, type Elements, namedIn, OFFERS } from '../collection.js';
import type { Domain, Fields, Scalar, ValueOf } from '../domain.js';
import { ModelError, OutOfBounds, shownAs } from '../errors.js';
import type { DomainKind } from '../domain-kind.js';
import { Place } from './place.js';
import { range } from './scalar.js';

/** A sequence field as guards and properties see it. */
export interface ReadonlySequence<V> extends Elements<V> {
  readonly length: number;
  /** Whether it has as many elements as it can. */
  readonly isFull: boolean;
  /** The element at this place, counted from the end when it is negative; undefined if there is none. */
  at(index: number): V | undefined;
  includes(value: V): boolean;
}

/** A sequence field as an effect may change it: a queue with `push` and `shift`, a stack with `push` and `pop`. */
export interface Sequence<V> extends ReadonlySequence<V>, Contents<V> {
  /** @throws ModelError when it is full */
  push(value: V): this;
  shift(): V | undefined;
  pop(): V | undefined;
}

/** A field that holds a sequence of values of a domain, of bounded length. */
export interface SequenceOf<V> extends Domain<readonly V[], Sequence<V>, ReadonlySequence<V>> {
  readonly kind: 'sequence';
  readonly of: Domain | Fields;
  readonly capacity: number;
}

const LARGEST = 256;

/**
 * A sequence of at most `capacity` values of `domain`; empty to begin with.
 * @throws ModelError when the capacity is no whole number of at least one
 */
export function sequenceOf<const T extends Domain | Fields>(domain: T, capacity: number): SequenceOf<ValueOf<T>> {
  if (!(Number.isSafeInteger(capacity) && capacity >= 1 && capacity <= LARGEST)) {
    throw new ModelError(
      `sequenceOf(…, ${shownAs(capacity)}) has no length that it can be bounded by.`,
      `Give the most elements that it may have: a whole number from 1 to ${LARGEST}.`,
    );
  }
  return { kind: 'sequence', of: domain, capacity };
}

/** A sequence of bounded length: in its places, the positions of its elements in their domain. */
export class FiniteSequence extends Collection implements Sequence<unknown> {
  static readonly offers = ['at', 'length', 'isFull', 'includes', 'push', 'shift', 'pop', ...OFFERS];
  /** How many elements there are; the places after them hold 0. */
  count = 0;
  readonly capacity: number;
  readonly place: Place<unknown>;

  constructor(elements: Scalar<unknown>, capacity: number, name: string) {
    super(elements, name);
    this.capacity = capacity;
    this.place = new Place(elements);
  }

  protected blank(): FiniteSequence {
    const copy = new FiniteSequence(this.elements, this.capacity, this.name);
    copy.count = this.count;
    return copy;
  }

  protected put(value: unknown): void {
    this.push(value);
  }

  get length(): number {
    return this.count;
  }

  get isFull(): boolean {
    return this.count === this.capacity;
  }

  at(index: number): unknown {
    const place = index < 0 ? this.count + index : index;
    return place >= 0 && place < this.count ? this.place.value(this.places[place]!) : undefined;
  }

  includes(value: unknown): boolean {
    const code = this.sought(value) < 0 ? -1 : this.place.code(value);
    for (let i = 0; i < this.count; i++) if (this.places[i] === code) return true;
    return false;
  }

  push(value: unknown): this {
    this.placeFor(value);
    if (this.count === this.capacity) {
      throw new OutOfBounds(
        `'${this.name}' is full: it holds at most ${this.capacity}.`,
        `Raise the capacity given to sequenceOf, or let a guard ask '${this.name}.isFull' before. If the design sends more than you think, look at the way there.`,
      );
    }
    this.places[this.count++] = this.place.code(value);
    return this;
  }

  pop(): unknown {
    if (this.count === 0) return undefined;
    const last = this.at(-1);
    this.places[--this.count] = 0;
    return last;
  }

  shift(): unknown {
    if (this.count === 0) return undefined;
    const first = this.at(0);
    for (let i = 1; i < this.count; i++) this.places[i - 1] = this.places[i]!;
    this.places[--this.count] = 0;
    return first;
  }

  clear(): this {
    for (let i = 0; i < this.count; i++) this.places[i] = 0;
    this.count = 0;
    return this;
  }

  *[Symbol.iterator](): Iterator<unknown> {
    for (let i = 0; i < this.count; i++) yield this.at(i);
  }

  equals(other: unknown): boolean {
    if (!(other instanceof FiniteSequence) || other.count !== this.count) return false;
    for (let i = 0; i < this.count; i++) if (this.at(i) !== other.at(i)) return false;
    return true;
  }

  override toString(): string {
    return `[${this.texts().join(', ')}]`;
  }

  itf<T>(write: (value: unknown) => T) {
    return [...this].map(value => write(namedIn(this.elements, value)));
  }
}

export const sequenceKind: DomainKind<SequenceOf<unknown>> = {
  resolve: (domain, resolver) => ({ ...domain, of: resolver.element(domain.of) }),

  build({ of, capacity }, site) {
    const sequence = new FiniteSequence(of as Scalar<unknown>, capacity, site.name);
    site.scalar(sequence, 'count', range(0, capacity), '.length');
    for (let i = 0; i < capacity; i++) site.scalar(sequence.places, i, sequence.place.domain, `[${i}]`);
    Object.seal(sequence.places);
    return Object.seal(sequence);
  },
};
