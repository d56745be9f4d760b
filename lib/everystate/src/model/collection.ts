import { codeOf, type Domain, type Fields, refusal, type Scalar, textOf } from './domain.js';
import type { Resolver } from './domain-kind.js';
import { ModelError, OutOfBounds, shownAs } from './errors.js';
import { STRICT } from './strict.js';

/** What can be asked of all elements at once, of a map's entries; `filter` and `map` give arrays. */
export interface Elements<V> extends Iterable<V> {
  some(test: (value: V, index: number) => boolean): boolean;
  every(test: (value: V, index: number) => boolean): boolean;
  find<S extends V>(test: (value: V, index: number) => value is S): S | undefined;
  find(test: (value: V, index: number) => boolean): V | undefined;
  filter<S extends V>(test: (value: V, index: number) => value is S): S[];
  filter(test: (value: V, index: number) => boolean): V[];
  map<T>(change: (value: V, index: number) => T): T[];
  /** Whether both hold the same. */
  equals(other: unknown): boolean;
}

/** What an effect can do to all elements at once. */
export interface Contents<V> {
  clear(): this;
  /** Lets it have these elements and no other ones. */
  replaceWith(values: Iterable<V>): this;
}

/** What all of them have, for messages about what they lack. */
export const OFFERS = ['some', 'every', 'find', 'filter', 'map', 'equals', 'clear', 'replaceWith'];

/** What sets, sequences, maps and bags have in common: they hold values in parts of a state. */
export abstract class Collection {
  /** The numbers that are packed: words of bits, positions of values in their domain, or counts. */
  readonly places: number[] = [];
  /** The domain of what it holds: for a map, of its values. */
  readonly elements: Scalar<any>;
  /** The field's name, for error messages. */
  readonly name: string;

  constructor(elements: Scalar<any>, name: string) {
    this.elements = elements;
    this.name = name;
  }

  /** One like this, with nothing in its places yet. */
  protected abstract blank(): Collection;
  /** Adds an element, or an entry of a map. */
  protected abstract put(one: unknown): void;
  abstract clear(): this;
  abstract [Symbol.iterator](): Iterator<any>;
  /** Whether it holds the same, over whatever domain. */
  abstract equals(other: unknown): boolean;
  /** What it holds, for other tools; `write` turns a single value into theirs. */
  abstract itf<T>(write: (value: unknown) => T): unknown;

  /** A copy that later steps of a search leave alone. */
  snapshot(): Collection {
    const copy = this.blank();
    copy.places.push(...this.places);
    Object.freeze(copy.places);
    Object.freeze(copy);
    return copy;
  }

  /** Takes over the contents of another one, or of any iterable. */
  replaceWith(values: Iterable<any>): this {
    const all = [...this.given(values)];
    this.clear();
    for (const one of all) this.put(one);
    return this;
  }

  some(test: (value: any, index: number) => boolean): boolean {
    return this.toJSON().some(test);
  }

  every(test: (value: any, index: number) => boolean): boolean {
    return this.toJSON().every(test);
  }

  find(test: (value: any, index: number) => boolean): any {
    return this.toJSON().find(test);
  }

  filter(test: (value: any, index: number) => boolean): any[] {
    return this.toJSON().filter(test);
  }

  map<T>(change: (value: any, index: number) => T): T[] {
    return this.toJSON().map(change);
  }

  /**
   * The position of a value that is put in.
   * @throws ModelError when it is not in the domain
   */
  protected placeFor(value: unknown): number {
    const code = codeOf(this.elements, value);
    if (code >= 0) return code;
    throw refusal(value, this.elements, this.name, 'put');
  }

  /**
   * The position of a value that is looked for, or -1: a number may well be outside of the domain.
   * @throws ModelError when it could never be in the domain, such as a misspelt name
   */
  protected sought(value: unknown): number {
    const code = codeOf(this.elements, value);
    if (code >= 0 || typeof value === 'number') return code;
    const fault = refusal(value, this.elements, this.name, 'sought');
    if (typeof value === 'object' && fault instanceof OutOfBounds) return -1;
    throw fault;
  }

  /** @throws ModelError when what is given for several elements is not several */
  protected given<T>(values: Iterable<T>): Iterable<T> {
    if (typeof values === 'object' && values !== null && Symbol.iterator in values) return values;
    throw new ModelError(
      `'${this.name}' was given ${shownAs(values)}, which has no elements.`,
      `Give ${this.accepted}.`,
    );
  }

  /** What it can be filled with. */
  protected get accepted(): string {
    return `another one like it, or what is to be in it in a list`;
  }

  /** Its elements, or the entries of a map, as people read them: equal ones of a bag as one. */
  texts(): string[] {
    return this.toJSON().map(value => textOf(this.elements, value));
  }

  /** As people read it: `{1, 2}`, or `∅`. */
  toString(): string {
    const texts = this.texts();
    return texts.length === 0 ? '∅' : `{${texts.join(', ')}}`;
  }

  /** What it holds, for JSON: entries of a map, elements of the others. */
  toJSON(): any[] {
    return [...this];
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

// What a collection lacks is asked of the prototype of all that is strict.
Object.setPrototypeOf(Collection.prototype, STRICT);

/** Whether a value of a state is a set, a sequence, a map or a bag. */
export function isCollection(value: unknown): value is Collection {
  return value instanceof Collection;
}

/** How other tools are told of a value: processes in it go by their names. */
export function namedIn(elements: Scalar<any>, value: unknown): unknown {
  return elements.named ? elements.named(value) : value;
}

/**
 * The domain of a set or a bag, with that of its elements resolved.
 * @throws ModelError when there are more than `most` values
 */
export function withElements<D extends Domain & { readonly of: Domain | Fields }>(
  domain: D,
  resolver: Resolver,
  most: number,
  remedy: string,
) {
  const of = resolver.element(domain.of);
  if (of.values.length > most) {
    throw new ModelError(
      `The ${domain.kind} '${resolver.name}' would range over ${of.values.length} values.`,
      `A ${domain.kind} ranges over at most ${most}: ${remedy}.`,
    );
  }
  return { ...domain, of };
}
