import type { PlaceOf, SeenOf } from './domain.js';
import type { Family } from './domains/family.js';

/** The names of the fields that are families of processes. */
export type FamiliesOf<D> = { [K in keyof D]: D[K] extends Family<any> ? K : never }[keyof D] & string;

/** One process, as an effect may change it. */
export type Member<F> = { -readonly [K in keyof F]: PlaceOf<F[K]> };
/** One process, as guards and properties see it. */
export type MemberView<F> = { readonly [K in keyof F]: SeenOf<F[K]> };

/**
 * The state as an effect may change it: a plain object, one property a field.
 * What is given to a field is copied. Processes are changed in place, not replaced.
 */
export type StateOf<D> = { -readonly [K in Exclude<keyof D, FamiliesOf<D>>]: PlaceOf<D[K]> } & {
  readonly [K in FamiliesOf<D> & keyof D]: PlaceOf<D[K]>;
};

/** The state as guards and properties see it: the same, read-only. */
export type ViewOf<D> = { readonly [K in keyof D]: SeenOf<D[K]> };
