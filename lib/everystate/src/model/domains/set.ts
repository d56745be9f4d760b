import { withElements } from '../collection.js';
import { codeOf, type Domain, type Fields, type Scalar, type ValueOf } from '../domain.js';
import { ModelError } from '../errors.js';
import type { DomainKind } from '../domain-kind.js';
import { BitSet, type FiniteSet, type ReadonlyFiniteSet } from './finite-set.js';

/** A field that holds a set of values of a domain. */
export interface SetOf<V> extends Domain<ReadonlyFiniteSet<V>, FiniteSet<V>, ReadonlyFiniteSet<V>> {
  readonly kind: 'set';
  readonly of: Domain | Fields;
}

/** Most elements of a set: with more, states would be too large to search. */
const MOST_ELEMENTS = 4096;
/** Most elements of a set that is itself a value, such as a parameter of a step: all subsets are listed. */
const MOST_SUBSETS = 12;

/**
 * A set of values of `domain`; empty to begin with. The values may be records,
 * given as fields with their domains, or processes.
 * @throws ModelError when it is given no domain
 */
export function setOf<const T extends Domain | Fields>(domain: T): SetOf<ValueOf<T>> {
  if (typeof domain !== 'object' || domain === null) {
    throw new ModelError(
      `setOf(…) was given no domain of single values.`,
      `Give it a range, oneOf, flag or processOf, or a record of them.`,
    );
  }
  return { kind: 'set', of: domain };
}

export const setKind: DomainKind<SetOf<unknown>> = {
  resolve: (domain, resolver) =>
    withElements(domain, resolver, MOST_ELEMENTS, 'use smaller domains, or hold apart what need not be together'),

  build: (domain, site) => site.set(domain.of as Scalar<unknown>),

  /** Every subset, by its bits. */
  element(domain, resolver) {
    const of = resolver.element(domain.of);
    const { length } = of.values;
    if (length > MOST_SUBSETS) {
      throw new ModelError(
        `Sets of ${length} values have more than ${2 ** MOST_SUBSETS} subsets to choose from.`,
        `As a value by itself, a set ranges over at most ${MOST_SUBSETS}: use a smaller domain for '${resolver.name}'.`,
      );
    }
    const values = Array.from({ length: 2 ** length }, (_, bits) => {
      const subset = new BitSet(of, resolver.name);
      subset.places[0] = bits;
      Object.freeze(subset.places);
      return Object.freeze(subset);
    });
    const bitsOf = (value: Iterable<unknown>) => {
      let bits = 0;
      for (const element of value) {
        const bit = codeOf(of, element);
        if (bit < 0) return -1;
        bits |= 1 << bit;
      }
      return bits;
    };
    return {
      kind: 'scalar',
      values,
      shown: `subsets of ${of.shown}`,
      codeOf: value =>
        typeof value === 'object' && value !== null && Symbol.iterator in value
          ? bitsOf(value as Iterable<unknown>)
          : -1,
      permuted: (family, order) => {
        const to = of.permuted?.(family, order);
        return (
          to && values.map(({ places: [bits] }) => to.reduce((all, at, i) => all | (((bits! >>> i) & 1) << at), 0))
        );
      },
    };
  },
};
