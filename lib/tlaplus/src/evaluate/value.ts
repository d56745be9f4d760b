// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import { refuse } from './refusal.js';
import type { Source } from './source.js';
import { and, equal, ite, not, or } from '../terms/simplify.js';
import { ABSENT, bool, FALSE, num, str, TRUE, type Step, type Term } from '../terms/term.js';
import { BOOLEAN, STRING, type Compound, type Scalar, type Shape } from '../terms/shapes.js';

/** What an expression of a model's functions comes to. */
export type Value =
  /** Known while translating; `term` where it has a name. */
  | { readonly tag: 'known'; readonly value: any; readonly term?: Term } // any: whatever a function captures
  | Single
  | Place
  /** The state as a whole. `prefix` tells the state after a step from the one before it. */
  | { readonly tag: 'state'; readonly prefix: string; readonly shapes: Readonly<Record<string, Shape>> }
  /** An array that was made in the function. Each item is there on a condition. */
  | { readonly tag: 'list'; readonly items: readonly Item[] }
  | Each
  | { readonly tag: 'object'; readonly fields: ReadonlyMap<string, Value> }
  | { readonly tag: 'function'; readonly node: Source['node']; readonly env: Env }
  | { readonly tag: 'method'; readonly of: Value; readonly name: string }
  /** What two branches left behind that have nothing in common: of no use to anybody. */
  | { readonly tag: 'unclear' };

/** A single value. `there`: on which condition there is one, and not undefined. */
export interface Single {
  readonly tag: 'scalar';
  readonly term: Term;
  readonly shape: Shape;
  readonly there?: Term;
}

/** Something in the state, or in a variable of the function, that is changed in place. */
export interface Place {
  readonly tag: 'place';
  readonly root: string;
  readonly path: readonly Step[];
  readonly shape: Compound;
}

/** What is in an array or a set, on a condition. */
export interface Item {
  readonly when: Term;
  readonly value: Value;
  /** Where it stands, if that is known. */
  readonly position?: Value;
}

/** An array or a set of what TLA+ can quantify over. */
export interface Each {
  readonly tag: 'each';
  readonly domain: Term;
  readonly shape: Shape;
  /** Its members one by one, where they are known. */
  readonly members: readonly Term[] | undefined;
  /** Whether each member is in the domain at all times. */
  readonly whole: boolean;
  /** How often each is there, of a bag: at most so many times. */
  readonly times?: { readonly of: Term; readonly most: number };
  readonly at: (member: Term) => Item;
  readonly hint: string;
  /** What the model calls it. */
  readonly called?: string;
}

export const UNDEFINED: Value = { tag: 'known', value: undefined };
export const UNCLEAR: Value = { tag: 'unclear' };
export const known = (value: unknown, term?: Term): Value => ({ tag: 'known', value, term });
export const listOf = (values: readonly Value[]): Value & { tag: 'list' } => ({
  tag: 'list',
  items: values.map(value => ({ when: TRUE, value })),
});

/** Between which numbers a term is, whatever state of the model at hand it is asked in. */
let bounds = new WeakMap<Term, Scalar>();
/** Another model's fields may have the same names, and other bounds. */
export function forgetBounds(): void {
  bounds = new WeakMap();
}
export const boundsOf = (term: Term): Scalar | undefined => bounds.get(term);

export function scalar(term: Term, shape: Shape, there?: Term): Single {
  if (shape.kind === 'number' && !bounds.has(term)) bounds.set(term, shape);
  return { tag: 'scalar', term, shape, there: there === TRUE ? undefined : there };
}

export const truth = (term: Term): Value =>
  term === TRUE || term === FALSE ? known(term === TRUE) : scalar(term, BOOLEAN);

/** Where names are looked up. */
export class Env {
  readonly #names = new Map<string, string>();
  readonly outer: Env | undefined;
  readonly source: Source;

  constructor(source: Source, outer?: Env) {
    this.source = source;
    this.outer = outer;
  }

  declare(name: string, slot: string): void {
    this.#names.set(name, slot);
  }

  slotOf(name: string): string | undefined {
    return this.#names.get(name) ?? this.outer?.slotOf(name);
  }
}

export function isSame(one: Value, other: Value): boolean {
  if (one === other) return true;
  if (one.tag === 'known' && other.tag === 'known') return Object.is(one.value, other.value);
  return one.tag === 'scalar' && other.tag === 'scalar' && one.term === other.term;
}

/** One value or the other. */
export function merge(when: Term, one: Value, other: Value): Value {
  if (when === TRUE || isSame(one, other)) return one;
  if (when === FALSE) return other;
  const [a, b] = [scalarOf(one) ?? absent(one, other), scalarOf(other) ?? absent(other, one)];
  if (a && b && a.shape.kind === b.shape.kind) {
    return scalar(ite(when, a.term, b.term), joined(a.shape, b.shape), ite(when, a.there ?? TRUE, b.there ?? TRUE));
  }
  const [mine, theirs] = [itemsIn(one), itemsIn(other)];
  if (!mine || !theirs) return UNCLEAR;
  const isAlways = [...mine, ...theirs].every(item => item.when === TRUE);
  if (isAlways && mine.length === theirs.length)
    return listOf(mine.map(({ value }, i) => merge(when, value, theirs[i]!.value)));
  const given = (of: readonly Item[], condition: Term) =>
    of.map(item => ({ ...item, when: and(condition, item.when) }));
  return { tag: 'list', items: [...given(mine, when), ...given(theirs, not(when))] };
}

/** Nothing, beside something: what is there on a condition. */
function absent(of: Value, beside: Value): Single | undefined {
  const found = isNothing(of) && scalarOf(beside);
  return found ? { ...found, term: ABSENT, there: FALSE } : undefined;
}

const itemsIn = (of: Value): readonly Item[] | undefined =>
  of.tag === 'list'
    ? of.items
    : of.tag === 'known' && Array.isArray(of.value)
      ? listOf(of.value.map(one => known(one))).items
      : undefined;

function joined(one: Shape, other: Shape): Shape {
  if (one.kind !== 'number' || other.kind !== 'number') return one.kind === 'string' ? STRING : one;
  return { kind: 'number', lowest: Math.min(one.lowest, other.lowest), highest: Math.max(one.highest, other.highest) };
}

/** A single value as TLA+ has it; undefined for what is none. */
export function scalarOf(value: Value): Single | undefined {
  if (value.tag === 'scalar') return value;
  if (value.tag !== 'known') return undefined;
  const { value: constant, term } = value;
  if (typeof constant === 'string') return { tag: 'scalar', term: str(constant), shape: STRING };
  if (typeof constant === 'boolean') return { tag: 'scalar', term: bool(constant), shape: BOOLEAN };
  if (!Number.isInteger(constant)) return undefined;
  const shape: Shape = { kind: 'number', lowest: constant, highest: constant };
  return { tag: 'scalar', term: term ?? num(constant), shape };
}

/** A condition: what JavaScript takes for true. */
export function isTrue(value: Value): Term {
  if (value.tag === 'known') return bool(!!value.value);
  if (value.tag === 'scalar' && value.shape.kind === 'boolean') return and(value.there ?? TRUE, value.term);
  if (value.tag === 'scalar' || value.tag === 'unclear')
    refuse('is no condition that TLA+ knows', 'Compare it with something.');
  return TRUE;
}

export const isNothing = (of: Value) => of.tag === 'known' && of.value === undefined;

/** `===` between two values. */
export function isEqual(one: Value, other: Value): Term {
  if (one.tag === 'known' && other.tag === 'known') return bool(one.value === other.value);
  const [a, b] = [scalarOf(one), scalarOf(other)];
  if (a && b) {
    const [here, there] = [a.there ?? TRUE, b.there ?? TRUE];
    return or(and(here, there, isEqualThere(a, b)), and(not(here), not(there)));
  }
  const beside = isNothing(one) ? other : isNothing(other) ? one : UNCLEAR;
  if (beside.tag === 'unclear') return refuseToCompare();
  return beside.tag === 'scalar' && beside.there ? not(beside.there) : FALSE;
}

function isEqualThere(a: Single, b: Single): Term {
  const kinds = [a, b].map(({ shape }) =>
    shape.kind === 'either' ? shape.parts.map(({ kind }) => kind) : [shape.kind],
  );
  if (kinds[0]!.some(kind => kinds[1]!.includes(kind))) return equal(a.term, b.term);
  return kinds.some(of => of.length > 1 || of[0] === 'process') ? refuseToCompare() : FALSE;
}

const refuseToCompare = () =>
  refuse('compares what TLA+ cannot compare', 'Compare names, numbers, flags, or processes of one family.');

/** The names that a value may be, where they are known. */
export const nameValues = (of: Value): readonly string[] | undefined =>
  of.tag === 'scalar' && of.shape.kind === 'string' ? of.shape.values : undefined;
