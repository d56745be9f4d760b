// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import type { Source } from './source.js';
import { and, equal, ite, not, or } from '../terms/simplify.js';
import { ABSENT, bool, FALSE, num, str, TRUE, type Step, type Term } from '../terms/term.js';
import { BOOLEAN, STRING, type Compound, type Scalar, type Shape } from '../terms/shapes.js';

/** What an expression of a model's functions comes to. */
export type Value =
  /** Known while translating; `term` where it has a name. */
  | { readonly tag: 'known'; readonly value: any; readonly term?: Term } // any: whatever a function captures
  /** `there`: on which condition there is one, and not undefined. */
  | { readonly tag: 'scalar'; readonly term: Term; readonly shape: Shape; readonly there?: Term }
  /** Something in the state, or in a variable of the function, that is changed in place. */
  | { readonly tag: 'place'; readonly root: string; readonly path: readonly Step[]; readonly shape: Compound }
  /** The state as a whole. `prefix` tells the state after a step from the one before it. */
  | { readonly tag: 'state'; readonly prefix: string; readonly shapes: Readonly<Record<string, Shape>> }
  /** An array that was made in the function. Each item is there on a condition. */
  | { readonly tag: 'list'; readonly items: readonly Item[] }
  /** An array or a set of what TLA+ can quantify over. */
  | Each
  | { readonly tag: 'object'; readonly fields: ReadonlyMap<string, Value> }
  | { readonly tag: 'function'; readonly node: Source['node']; readonly env: Env }
  | { readonly tag: 'method'; readonly of: Value; readonly name: string }
  /** What two branches left behind that have nothing in common: of no use to anybody. */
  | { readonly tag: 'unclear' };

export interface Item {
  readonly when: Term;
  readonly value: Value;
}
export interface Each {
  readonly tag: 'each';
  readonly domain: Term;
  readonly shape: Shape;
  /** Its members one by one, where they are known. */
  readonly members: readonly Term[] | undefined;
  /** Whether a member is the position of its value. */
  readonly numbered: boolean;
  /** Whether each member is in the domain at all times. */
  readonly whole: boolean;
  /** How often each is there, of a bag: at most so many times. */
  readonly times?: { readonly of: Term; readonly most: number };
  /** The position of a member's value, where that is something else. */
  readonly position?: (member: Term) => Term;
  readonly at: (member: Term) => Item;
  readonly hint: string;
  /** What the model calls it. */
  readonly called?: string;
}

export const UNDEFINED: Value = { tag: 'known', value: undefined };
export const known = (value: unknown, term?: Term): Value => ({ tag: 'known', value, term });

/** Between which numbers a term is, whatever state of the model at hand it is asked in. */
let bounds = new WeakMap<Term, Scalar>();
/** Another model's fields may have the same names, and other bounds. */
export function forgetBounds(): void {
  bounds = new WeakMap();
}
export const boundsOf = (term: Term): Scalar | undefined => bounds.get(term);

export function scalar(term: Term, shape: Shape, there?: Term): Value {
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
  const isOne = a && b && (a.shape.kind === b.shape.kind || a.shape.kind === 'either' || b.shape.kind === 'either');
  if (isOne) {
    const there = ite(when, a.there ?? TRUE, b.there ?? TRUE);
    return scalar(ite(when, a.term, b.term), joined(a.shape, b.shape), there);
  }
  const [mine, theirs] = [listOf(one), listOf(other)];
  if (mine && theirs) {
    const items = (of: readonly Item[], given: Term) => of.map(item => ({ ...item, when: and(given, item.when) }));
    const same =
      mine.length === theirs.length && mine.every(({ when: always }, i) => always === TRUE && theirs[i]!.when === TRUE);
    return {
      tag: 'list',
      items: same
        ? mine.map(({ value }, i) => ({ when: TRUE, value: merge(when, value, theirs[i]!.value) }))
        : [...items(mine, when), ...items(theirs, not(when))],
    };
  }
  return { tag: 'unclear' };
}

/** Nothing, beside something: what is there on a condition. */
function absent(of: Value, beside: Value): ReturnType<typeof scalarOf> {
  const found = isNothing(of) && scalarOf(beside);
  return found ? { term: ABSENT, shape: found.shape, there: FALSE } : undefined;
}

const listOf = (of: Value): readonly Item[] | undefined =>
  of.tag === 'list'
    ? of.items
    : of.tag === 'known' && Array.isArray(of.value)
      ? of.value.map(value => ({ when: TRUE, value: known(value) }))
      : undefined;

function joined(one: Shape, other: Shape): Shape {
  if (other.kind === 'either') return other;
  if (one.kind !== 'number' || other.kind !== 'number') return one.kind === 'string' ? STRING : one;
  return { kind: 'number', lowest: Math.min(one.lowest, other.lowest), highest: Math.max(one.highest, other.highest) };
}

/** A single value as TLA+ has it; undefined for what is none. */
export function scalarOf(
  value: Value,
): { readonly term: Term; readonly shape: Shape; readonly there?: Term } | undefined {
  if (value.tag === 'scalar') return value;
  if (value.tag !== 'known') return undefined;
  const { value: constant, term } = value;
  if (typeof constant === 'string') return { term: str(constant), shape: STRING };
  if (typeof constant === 'boolean') return { term: bool(constant), shape: BOOLEAN };
  if (!Number.isInteger(constant)) return undefined;
  return { term: term ?? num(constant), shape: { kind: 'number', lowest: constant, highest: constant } };
}

/** A condition: what JavaScript takes for true. */
export function isTrue(value: Value): Term | undefined {
  if (value.tag === 'known') return bool(!!value.value);
  if (value.tag === 'unclear') return undefined;
  if (value.tag !== 'scalar') return TRUE;
  const { term, shape, there = TRUE } = value;
  if (shape.kind === 'boolean') return and(there, term);
  const empty = shape.kind === 'number' ? num(0) : shape.kind === 'string' ? str('') : undefined;
  return empty && and(there, not(equal(term, empty)));
}

export const isNothing = (of: Value) => of.tag === 'known' && (of.value === undefined || of.value === null);

const hasPart = (shape: Shape & { kind: 'either' }, kind: Shape['kind']) =>
  shape.parts.some(part => part.kind === kind);

/** `===` between two values; undefined where it is not known to TLA+. */
export function isEqual(one: Value, other: Value): Term | undefined {
  if (one.tag === 'known' && other.tag === 'known') return bool(one.value === other.value);
  const [a, b] = [scalarOf(one), scalarOf(other)];
  if (a && b) {
    if (a.there || b.there) {
      const [here, there] = [a.there ?? TRUE, b.there ?? TRUE];
      const same = isEqual(scalar(a.term, a.shape), scalar(b.term, b.shape));
      return same && or(and(here, there, same), and(not(here), not(there)));
    }
    if (a.shape.kind === b.shape.kind) return equal(a.term, b.term);
    if (a.shape.kind === 'either') return hasPart(a.shape, b.shape.kind) ? equal(a.term, b.term) : undefined;
    if (b.shape.kind === 'either') return isEqual(other, one);
    if (a.shape.kind === 'process' || b.shape.kind === 'process') return undefined;
    return FALSE;
  }
  const [some] = isNothing(one) ? [other] : [one];
  if (some?.tag === 'scalar' && some.there && (isNothing(one) || isNothing(other))) return not(some.there);
  return (isNothing(one) || isNothing(other)) && one.tag !== 'unclear' && other.tag !== 'unclear' ? FALSE : undefined;
}

/** The names that a value may be, where they are known. */
export const nameValues = (of: Value): readonly string[] | undefined =>
  of.tag === 'scalar' && of.shape.kind === 'string' ? of.shape.values : undefined;
