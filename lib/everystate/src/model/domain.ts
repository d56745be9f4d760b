import { type ModelError, OutOfBounds, shownAs } from './errors.js';

/**
 * What every domain has: which kind it is, and, for TypeScript alone, what a field
 * over it holds: as a value by itself, in a state that an effect changes, and in a
 * state that guards and properties look at.
 */
export interface Domain<Value = any, Place = any, View = any> {
  readonly kind: string;
  readonly types?: { readonly value: Value; readonly place: Place; readonly view: View };
}

/** Fields by their names, with their domains: a state, a process, a record. */
export interface Fields {
  readonly [field: string]: Domain | Fields;
}

/** The declared state of a model: every field with its finite domain. */
export type Declaration = Fields;

/** A value of a domain by itself, such as an element of a set: it cannot be changed in place. */
export type ValueOf<T> = T extends Domain<infer V, any, any> ? V : { readonly [K in keyof T]: ValueOf<T[K]> };

/** What a field holds in a state that an effect changes. */
export type PlaceOf<T> = T extends Domain<any, infer P, any> ? P : { -readonly [K in keyof T]: PlaceOf<T[K]> };

/** What a field holds in a state that guards and properties look at. */
export type SeenOf<T> = T extends Domain<any, any, infer S> ? S : { readonly [K in keyof T]: SeenOf<T[K]> };

/** A domain of single values, every one of them known: what a field is packed as. */
export interface Scalar<V> extends Domain<V, V, V> {
  readonly kind: 'scalar';
  /** Every value that the field may hold, in order. */
  readonly values: readonly V[];
  /** How error messages name the domain, such as `0..5`. */
  readonly shown: string;
  /** Set for a range of integers: the lowest one. */
  readonly lowest?: number;
  /** For records and sets: the position of the value equal to the given one, or -1. */
  codeOf?(value: unknown): number;
  /** For records: what is wrong with the fields of a value that is not in the domain. */
  misfit?(value: unknown, name: string): ModelError | undefined;
  /** For records: how many fields of a value are as the domain has them. */
  likeness?(value: unknown): number;
  /** For processes: what to do about a value that is not in the domain. */
  readonly remedy?: string;
  /** How a value is written, where that is not as JavaScript writes it. */
  text?(value: V): string;
  /** For values in which processes occur: the value with processes by their names. */
  named?(value: V): unknown;
  /**
   * For values that processes of a family occur in: the position of each value with process i
   * taken for process `order[i]`; undefined for other families.
   */
  permuted?(family: string, order: readonly number[]): readonly number[] | undefined;
}

/** Whether something is a domain, and not fields by their names. */
export function isDomain(given: unknown): given is Domain {
  return typeof (given as Domain | undefined)?.kind === 'string';
}

/** The position of a value in its domain, or -1. */
export function codeOf(domain: Scalar<unknown>, value: unknown): number {
  if (domain.codeOf) return domain.codeOf(value);
  if (domain.lowest === undefined) return domain.values.indexOf(value);
  const code = (value as number) - domain.lowest;
  return typeof value === 'number' && code === (code | 0) && code >>> 0 < domain.values.length ? code : -1;
}

/**
 * The domain's own value that is equal to the given one: equal records by themselves are `===`.
 * What the domain lacks is given back, to be refused where it is packed.
 */
export function ownValue(domain: Scalar<any>, value: unknown): unknown {
  const code = domain.codeOf && typeof value === 'object' ? domain.codeOf(value) : -1;
  return code < 0 ? value : domain.values[code];
}

/** A value of a domain as people read it: `3`, `idle`, `B`. */
export function textOf(domain: Scalar<any>, value: unknown): string {
  return domain.text && codeOf(domain, value) >= 0 ? domain.text(value) : String(value);
}

/** What was done with a value. */
const USES = {
  set: (value: string, name: string) => `'${name}' was set to ${value}`,
  put: (value: string, name: string) => `${value} was put into '${name}'`,
  sought: (value: string, name: string) => `${value} was looked for in '${name}'`,
  key: (value: string, name: string) => `${value} was given as a key of '${name}'`,
};

/** What is wrong with a value that a field is set to, or that is put into or looked for in what the field holds. */
export function refusal(value: unknown, domain: Scalar<any>, name: string, use: keyof typeof USES = 'set'): ModelError {
  return (
    domain.misfit?.(value, name) ??
    new OutOfBounds(`${USES[use](shownAs(value), name)}, outside its domain ${domain.shown}.`, remedyFor(value, domain))
  );
}

/** The remedy where something is undefined. */
export const WHERE_UNDEFINED = `Beyond the end of a list, and where get, at, find, shift or pop find nothing, there is undefined: ask before.`;

function remedyFor(value: unknown, domain: Scalar<any>): string {
  if (value === undefined || Number.isNaN(value)) return WHERE_UNDEFINED;
  if (value === 'none') return `Declare it with orNone(…) to let it be 'none', or ask for that before.`;
  if (domain.remedy) return domain.remedy;
  if (domain.lowest !== undefined && Number.isInteger(value)) {
    const bound = (value as number) < domain.lowest ? 'Lower the lower bound' : 'Raise the upper bound';
    return `${bound} of its range to ${value}, or let a guard ('when') keep the step from being taken there.`;
  }
  return `Widen the domain in 'state', or see to it that this value does not occur.`;
}
