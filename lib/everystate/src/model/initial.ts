import type { Domain } from './domain.js';
import type { Family } from './domains/family.js';
import type { FixedArray } from './domains/array.js';

/** What a field may start with: what is in a collection; of a list or a family, one value for all or one for each. */
type InitialOf<T> =
  T extends Family<infer F>
    ? InitialRecord<F> | readonly InitialRecord<F>[]
    : T extends Domain<any, infer P, any>
      ? P extends FixedArray<infer V>
        ? V | readonly V[]
        : P extends { replaceWith(values: infer I): unknown }
          ? I
          : P
      : InitialRecord<T>;
type InitialRecord<F> = { readonly [K in keyof F]?: InitialOf<F[K]> };

/**
 * Where a system starts. A field that is left out starts at the first value of
 * its domain, a set empty. A family takes one record for all its processes, or
 * a list with one record for each.
 */
export type Initial<D> = InitialRecord<D>;
