import { ModelError } from './errors.js';
import type { FiniteSet, ReadonlyFiniteSet } from './finite-set.js';

/** A field that holds one of finitely many values. */
export interface Scalar<V> {
  readonly kind: 'scalar';
  /** Every value that the field may hold, in order. */
  readonly values: readonly V[];
  /** How error messages name the domain, such as `0..5`. */
  readonly shown: string;
  /** Set for a range of integers: the lowest one. */
  readonly lowest?: number;
}

/** A field that holds a set of values of a scalar domain. */
export interface SetOf<V> {
  readonly kind: 'set';
  readonly of: Scalar<V>;
}

/** Identical processes: the same fields, once for each of them. */
export interface Family<F extends Fields> {
  readonly kind: 'family';
  readonly count: number;
  readonly fields: F;
}

/** What one process of a family may hold. */
export interface Fields {
  readonly [field: string]: Scalar<any> | SetOf<any>;
}

/** The declared state of a model: every field with its finite domain. */
export interface Declaration {
  readonly [field: string]: Scalar<any> | SetOf<any> | Family<any>;
}

type ValueOf<T> = T extends Scalar<infer V> ? V : T extends SetOf<infer V> ? FiniteSet<V> : never;
type ViewValueOf<T> = T extends Scalar<infer V> ? V : T extends SetOf<infer V> ? ReadonlyFiniteSet<V> : never;

type ScalarsOf<F> = { [K in keyof F]: F[K] extends Scalar<any> ? K : never }[keyof F];

/** One process, as an effect may change it. */
export type Member<F> = { -readonly [K in ScalarsOf<F>]: ValueOf<F[K]> } & {
  readonly [K in Exclude<keyof F, ScalarsOf<F>>]: ValueOf<F[K]>;
};
/** One process, as guards and properties see it. */
export type MemberView<F> = { readonly [K in keyof F]: ViewValueOf<F[K]> };

/**
 * The state as an effect may change it: a plain object, one property a field.
 * Sets and processes are changed in place, not replaced.
 */
export type StateOf<D> = { -readonly [K in ScalarsOf<D>]: ValueOf<D[K]> } & {
  readonly [K in Exclude<keyof D, ScalarsOf<D>>]: D[K] extends Family<infer F> ? readonly Member<F>[] : ValueOf<D[K]>;
};

/** The state as guards and properties see it: the same, read-only. */
export type ViewOf<D> = {
  readonly [K in keyof D]: D[K] extends Family<infer F> ? readonly MemberView<F>[] : ViewValueOf<D[K]>;
};

/** More elements than this do not fit the one word that holds a set. */
const LARGEST_SET = 32;
const LARGEST_RANGE = 2 ** 20;
const MOST_NAMES = 256;

/**
 * Whole numbers from `lowest` to `highest`, both included.
 * @throws ModelError when the range is empty or not of whole numbers
 */
export function range(lowest: number, highest: number): Scalar<number> {
  if (!Number.isSafeInteger(lowest) || !Number.isSafeInteger(highest) || highest < lowest) {
    throw new ModelError(
      `range(${lowest}, ${highest}) holds no whole number.`,
      `Give two whole numbers, the lowest first.`,
    );
  }
  if (lowest < -(2 ** 31) || highest >= 2 ** 31) {
    throw new ModelError(
      `range(${lowest}, ${highest}) goes beyond 32 bits.`,
      `Shift it towards zero: only the differences between its values matter.`,
    );
  }
  if (highest - lowest >= LARGEST_RANGE) {
    throw new ModelError(
      `range(${lowest}, ${highest}) has more than ${LARGEST_RANGE} values.`,
      `A state space over it could not be searched: abstract the field to fewer values.`,
    );
  }
  const values = Array.from({ length: highest - lowest + 1 }, (_, i) => lowest + i);
  return { kind: 'scalar', values, lowest, shown: `${lowest}..${highest}` };
}

/**
 * One of the given names or numbers, such as the places of a program.
 * @throws ModelError when no value is given, one of them twice, or one that is neither
 */
export function oneOf<const V extends readonly (string | number)[]>(...values: V): Scalar<V[number]> {
  if (values.length === 0) {
    throw new ModelError(`oneOf() was given no value.`, `Name at least one.`);
  }
  const odd = values.find(value => typeof value !== 'string' && !Number.isFinite(value));
  if (odd !== undefined) {
    throw new ModelError(
      `oneOf(…) was given ${Array.isArray(odd) ? 'a list' : String(odd)}.`,
      `Give names or finite numbers, one after the other: oneOf('a', 'b').`,
    );
  }
  if (values.length > MOST_NAMES) {
    throw new ModelError(
      `oneOf(…) was given ${values.length} values.`,
      `It takes at most ${MOST_NAMES}: use a range of numbers.`,
    );
  }
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) {
    throw new ModelError(`oneOf(…) was given '${twice}' twice.`, `Name each value once.`);
  }
  return { kind: 'scalar', values, shown: values.join(' | ') };
}

/** True or false; false to begin with. */
export const flag: Scalar<boolean> = {
  kind: 'scalar',
  values: [false, true],
  shown: 'false | true',
};

/**
 * A set of values of `domain`; empty to begin with.
 * @throws ModelError when the domain has more than 32 values
 */
export function setOf<V>(domain: Scalar<V>): SetOf<V> {
  if (domain?.kind !== 'scalar') {
    throw new ModelError(`setOf(…) was given no domain of single values.`, `Give it a range, oneOf or flag.`);
  }
  if (domain.values.length > LARGEST_SET) {
    throw new ModelError(
      `setOf(${domain.shown}) would range over ${domain.values.length} values.`,
      `A set holds at most ${LARGEST_SET}: use a smaller domain, or one flag a process.`,
    );
  }
  return { kind: 'set', of: domain };
}

/**
 * `count` identical processes with these fields. Traces name them A, B, C, ….
 * @throws ModelError when the count is not a whole number of at least one
 */
export function each<F extends Fields>(count: number, fields: F): Family<F> {
  if (typeof fields !== 'object' || fields === null || Object.keys(fields).length === 0) {
    throw new ModelError(
      `each(${count}, …) declares processes without fields.`,
      `Give at least one: each(${count}, { at: oneOf('here', 'there') }).`,
    );
  }
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new ModelError(`each(${count}, …) declares no process.`, `Give a whole number of processes, 1 or more.`);
  }
  return { kind: 'family', count, fields };
}

/** The name of a process in traces: A, B, … Z, then 27, 28, …. */
export function processName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : String(index + 1);
}
