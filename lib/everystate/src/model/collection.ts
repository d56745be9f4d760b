import { codeOf, type Domain, type Fields, refusal, type Scalar } from './domain.js';
import type { Resolver } from './domain-kind.js';
import { ModelError } from './errors.js';

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
    const all = [...values];
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
   * The position of a value in a domain, that of the elements unless another is given.
   * @throws ModelError when it is not there
   */
  protected placeFor(value: unknown, domain: Scalar<any> = this.elements): number {
    const code = codeOf(domain, value);
    if (code >= 0) return code;
    throw refusal(value, domain, this.name, true);
  }

  /** What it holds, for JSON: entries of a map, elements of the others. */
  toJSON(): any[] {
    return [...this];
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** Whether a value of a state is a set, a sequence, a map or a bag. */
export function isCollection(value: unknown): value is Collection {
  return value instanceof Collection;
}

/** How other tools are told of a value: processes in it go by their names. */
export function namedIn(elements: Scalar<any>, value: unknown): unknown {
  return elements.named ? elements.named(value) : value;
}

/** Elements as people read them: `{1, 2}`, or `∅`. */
export function inBraces(texts: readonly string[]): string {
  return texts.length === 0 ? '∅' : `{${texts.join(', ')}}`;
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
