import type { Domain, Fields, PlaceOf, Scalar, SeenOf } from '../domain.js';
import { ModelError } from '../errors.js';
import type { DomainKind } from '../domain-kind.js';
import { processOf } from './reference.js';

/** A list of fixed length, whose elements are changed in place. */
export interface FixedArray<V> extends ReadonlyArray<V> {
  [index: number]: V;
}

/** A field that holds a list of fixed length, or one element for each process of a family. */
export interface ArrayOf<T> extends Domain<never, FixedArray<PlaceOf<T>>, readonly SeenOf<T>[]> {
  readonly kind: 'array';
  /** How many elements, or the family that has one for each process. */
  readonly length: number | string;
  readonly of: Domain | Fields;
}

/** A resolved array that has an element for each value of a domain. */
export interface ResolvedArray extends Domain {
  readonly kind: 'array';
  readonly length: number;
  readonly of: Domain;
  readonly index?: Scalar<number>;
}

/**
 * A list of so many elements of one domain; or, for a family's name, of one for each process, by its number.
 * @throws ModelError when the length is no whole number of at least one, and no name
 */
export function arrayOf<const T extends Domain | Fields>(length: number | string, domain: T): ArrayOf<T> {
  if (typeof length !== 'string' && !(Number.isSafeInteger(length) && length >= 1)) {
    throw new ModelError(
      `arrayOf(${String(length)}, …) has no element.`,
      `Give a whole number, 1 or more, or the name of a family for one element a process.`,
    );
  }
  return { kind: 'array', length, of: domain };
}

export const arrayKind: DomainKind<ArrayOf<any>> = {
  resolve({ length, of }, resolver): ResolvedArray {
    const index = typeof length === 'string' ? (resolver.element(processOf(length)) as Scalar<number>) : undefined;
    return {
      kind: 'array',
      length: index ? index.values.length : (length as number),
      of: resolver.resolve(of, '[…]'),
      index,
    };
  },

  build(domain, site) {
    const { length, of, index } = domain as unknown as ResolvedArray;
    const array: unknown[] = [];
    site.parts(index, () => {
      for (let i = 0; i < length; i++) site.field(array, i, of, `[${index ? index.text!(i) : i}]`);
    });
    // Single values are changed in place; what holds more stays the same one.
    return of.kind === 'scalar' ? Object.seal(array) : Object.freeze(array);
  },
};
