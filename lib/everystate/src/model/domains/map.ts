import { Collection, type Contents, type Elements, namedIn, OFFERS } from '../collection.js';
import { codeOf, type Domain, type Fields, refusal, type Scalar, textOf, type ValueOf } from '../domain.js';
import { ModelError, shownAs } from '../errors.js';
import type { DomainKind } from '../domain-kind.js';
import type { BitSet } from './finite-set.js';
import { Place } from './place.js';

/** A map field as guards and properties see it. */
export interface ReadonlyFiniteMap<K, V> extends Elements<readonly [K, V]> {
  readonly size: number;
  has(key: K): boolean;
  get(key: K): V | undefined;
  keys(): Iterable<K>;
  values(): Iterable<V>;
}

/** A map field as an effect may change it. */
export interface FiniteMap<K, V> extends ReadonlyFiniteMap<K, V>, Contents<readonly [K, V]> {
  /** @throws ModelError when the key or the value is not in its domain */
  set(key: K, value: V): this;
  delete(key: K): this;
}

/** A field that holds a map from some keys to values. */
export interface MapOf<K, V> extends Domain<never, FiniteMap<K, V>, ReadonlyFiniteMap<K, V>> {
  readonly kind: 'map';
  readonly keys: Domain | Fields;
  readonly of: Domain | Fields;
}

const MOST_KEYS = 256;

/** A map from values of one domain, its keys, to values of another; empty to begin with. */
export function mapOf<const K extends Domain | Fields, const T extends Domain | Fields>(
  keys: K,
  domain: T,
): MapOf<ValueOf<K>, ValueOf<T>> {
  return { kind: 'map', keys, of: domain };
}

class KeyedValues extends Collection implements FiniteMap<unknown, unknown> {
  static readonly offers = ['get', 'has', 'size', 'keys', 'values', 'set', 'delete', ...OFFERS];
  /** The keys that have a value; the places of the others hold 0. */
  readonly present: BitSet<unknown>;
  readonly place: Place<unknown>;

  constructor(present: BitSet<unknown>, elements: Scalar<unknown>, name: string) {
    super(elements, name);
    this.present = present;
    this.place = new Place(elements);
  }

  protected blank(): KeyedValues {
    return new KeyedValues(this.present.snapshot(), this.elements, this.name);
  }

  protected put(entry: unknown): void {
    if (!Array.isArray(entry) || entry.length !== 2)
      throw new ModelError(`'${this.name}' was given ${shownAs(entry)} for an entry.`, `Give ${this.accepted}.`);
    this.set(entry[0], entry[1]);
  }

  protected override get accepted(): string {
    return `a map, or a list of pairs of a key and its value`;
  }

  #placeOf(key: unknown): number {
    const place = codeOf(this.present.elements, key);
    if (place >= 0) return place;
    throw refusal(key, this.present.elements, this.name, 'key');
  }

  get size(): number {
    return this.present.size;
  }

  has(key: unknown): boolean {
    return this.present.hasBit(this.#placeOf(key));
  }

  get(key: unknown): unknown {
    const place = this.#placeOf(key);
    return this.present.hasBit(place) ? this.place.value(this.places[place]!) : undefined;
  }

  set(key: unknown, value: unknown): this {
    const place = this.#placeOf(key);
    this.placeFor(value);
    this.present.putBit(place, true);
    this.places[place] = this.place.code(value);
    return this;
  }

  delete(key: unknown): this {
    const place = this.#placeOf(key);
    this.present.putBit(place, false);
    this.places[place] = 0;
    return this;
  }

  clear(): this {
    for (const key of this.present) this.delete(key);
    return this;
  }

  keys(): Iterable<unknown> {
    return [...this.present];
  }

  values(): Iterable<unknown> {
    return [...this.present].map(key => this.get(key));
  }

  *[Symbol.iterator](): Iterator<[unknown, unknown]> {
    for (const key of this.present) yield [key, this.get(key)];
  }

  equals(other: unknown): boolean {
    return (
      other instanceof KeyedValues &&
      other.size === this.size &&
      [...this].every(([key, value]) => codeOf(other.present.elements, key) >= 0 && other.get(key) === value)
    );
  }

  override texts(): string[] {
    return [...this].map(([key, value]) => `${textOf(this.present.elements, key)}: ${textOf(this.elements, value)}`);
  }

  override toString(): string {
    return `{${this.texts().join(', ')}}`;
  }

  itf<T>(write: (value: unknown) => T) {
    const { present, elements } = this;
    return {
      '#map': [...this].map(([key, value]) => [write(namedIn(present.elements, key)), write(namedIn(elements, value))]),
    };
  }
}

export const mapKind: DomainKind<MapOf<unknown, unknown>> = {
  resolve(domain, resolver) {
    const keys = resolver.element(domain.keys);
    if (keys.values.length > MOST_KEYS) {
      throw new ModelError(
        `The map '${resolver.name}' would have ${keys.values.length} keys.`,
        `A map has at most ${MOST_KEYS}: use a smaller domain for its keys.`,
      );
    }
    return { ...domain, keys, of: resolver.element(domain.of) };
  },

  build(domain, site) {
    const [keys, of] = [domain.keys as Scalar<unknown>, domain.of as Scalar<unknown>];
    const map = new KeyedValues(site.set(keys) as BitSet<unknown>, of, site.name);
    site.parts(keys, () => {
      keys.values.forEach((key, i) => {
        site.scalar(map.places, i, map.place.domain, `.get(${textOf(keys, key)})`);
      });
    });
    Object.seal(map.places);
    return Object.seal(map);
  },
};
