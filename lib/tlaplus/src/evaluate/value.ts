// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import { ModelError } from 'everystate';
import type ts from 'typescript';
import {
  alike,
  and,
  bool,
  equal,
  FALSE,
  ite,
  not,
  num,
  read,
  str,
  TRUE,
  write,
  type Step,
  type Term,
} from '../terms/term.js';
import { BOOLEAN, STRING, type Compound, type Scalar, type Shape } from '../translate/shapes.js';
import type { Source } from './source.js';

/** What an expression of a model's functions comes to. */
export type Value =
  /** Known while translating; `term` where it has a name. */
  | { readonly tag: 'known'; readonly value: any; readonly term?: Term } // any: whatever a function captures
  | { readonly tag: 'scalar'; readonly term: Term; readonly shape: Shape }
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
  /** The position of a member's value, where that is something else. */
  readonly position?: (member: Term) => Term;
  /** Whether it is gone through in the order of its numbers. */
  readonly sorted?: boolean;
  readonly at: (member: Term) => Item;
  readonly hint: string;
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

export function scalar(term: Term, shape: Shape): Value {
  if (shape.kind === 'number' && !bounds.has(term)) bounds.set(term, shape);
  return { tag: 'scalar', term, shape };
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

/** Everything that a function may change: the state, and its own variables. */
export class Store {
  roots: Map<string, Term>;
  locals: Map<string, Value>;

  constructor(roots: Iterable<readonly [string, Term]>, locals: Iterable<readonly [string, Value]> = []) {
    this.roots = new Map(roots);
    this.locals = new Map(locals);
  }

  copy(): Store {
    return new Store(this.roots, this.locals);
  }

  become({ roots, locals }: Store): void {
    this.roots = roots;
    this.locals = locals;
  }

  read({ root, path }: { root: string; path: readonly Step[] }): Term {
    return read(this.roots.get(root)!, path);
  }

  write({ root, path }: { root: string; path: readonly Step[] }, value: Term): void {
    this.roots.set(root, write(this.roots.get(root)!, path, value));
  }

  isSame(other: Store): boolean {
    return (
      [...this.roots].every(([root, term]) => (other.roots.get(root) ?? term) === term) &&
      [...this.locals].every(([slot, value]) => isSame(value, other.locals.get(slot) ?? value))
    );
  }
}

export function mergeStores(when: Term, one: Store, other: Store): Store {
  const merged = new Store([]);
  for (const [root, term] of one.roots) {
    const otherwise = other.roots.get(root);
    if (otherwise) merged.roots.set(root, ite(when, term, otherwise));
  }
  for (const [slot, value] of one.locals) {
    const otherwise = other.locals.get(slot);
    if (otherwise) merged.locals.set(slot, merge(when, value, otherwise));
  }
  return merged;
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
  const [a, b] = [scalarOf(one), scalarOf(other)];
  const isOne = a && b && (a.shape.kind === b.shape.kind || a.shape.kind === 'either' || b.shape.kind === 'either');
  if (isOne) return scalar(ite(when, a.term, b.term), joined(a.shape, b.shape));
  if (
    one.tag === 'place' &&
    other.tag === 'place' &&
    one.root === other.root &&
    one.path.length === other.path.length
  ) {
    const path = one.path.map((step, i) => {
      const otherwise = other.path[i]!;
      return typeof step !== 'string' && typeof otherwise !== 'string'
        ? ite(when, step, otherwise)
        : step === otherwise
          ? step
          : undefined;
    });
    if (path.every(step => step !== undefined)) return { ...one, path };
  }
  if (one.tag === 'list' && other.tag === 'list') {
    const items = (of: readonly Item[], given: Term) => of.map(item => ({ ...item, when: and(given, item.when) }));
    const same =
      one.items.length === other.items.length &&
      one.items.every(({ when: always }, i) => always === TRUE && other.items[i]!.when === TRUE);
    if (same)
      return {
        tag: 'list',
        items: one.items.map(({ value }, i) => ({ when: TRUE, value: merge(when, value, other.items[i]!.value) })),
      };
    return { tag: 'list', items: [...items(one.items, when), ...items(other.items, not(when))] };
  }
  return { tag: 'unclear' };
}

function joined(one: Shape, other: Shape): Shape {
  if (other.kind === 'either') return other;
  if (one.kind !== 'number' || other.kind !== 'number') return one.kind === 'string' ? STRING : one;
  return { kind: 'number', lowest: Math.min(one.lowest, other.lowest), highest: Math.max(one.highest, other.highest) };
}

/** A single value as TLA+ has it; undefined for what is none. */
export function scalarOf(value: Value): { readonly term: Term; readonly shape: Shape } | undefined {
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
  const { term, shape } = value;
  if (shape.kind === 'boolean') return term;
  return shape.kind === 'number'
    ? not(equal(term, num(0)))
    : shape.kind === 'string'
      ? not(equal(term, str('')))
      : undefined;
}

const hasPart = (shape: Shape & { kind: 'either' }, kind: Shape['kind']) =>
  shape.parts.some(part => part.kind === kind);

/** `===` between two values; undefined where it is not known to TLA+. */
export function isEqual(one: Value, other: Value): Term | undefined {
  if (one.tag === 'known' && other.tag === 'known') return bool(one.value === other.value);
  if (one.tag === 'place' && other.tag === 'place') return alike(one, other);
  const [a, b] = [scalarOf(one), scalarOf(other)];
  if (a && b) {
    if (a.shape.kind === b.shape.kind) return equal(a.term, b.term);
    if (a.shape.kind === 'either') return hasPart(a.shape, b.shape.kind) ? equal(a.term, b.term) : undefined;
    if (b.shape.kind === 'either') return isEqual(other, one);
    if (a.shape.kind === 'process' || b.shape.kind === 'process') return undefined;
    return FALSE;
  }
  const isNothing = (of: Value) => of.tag === 'known' && (of.value === undefined || of.value === null);
  return (isNothing(one) || isNothing(other)) && one.tag !== 'unclear' && other.tag !== 'unclear' ? FALSE : undefined;
}

/** Thrown where something has no translation; whoever knows the function names it. */
export class Untranslatable extends ModelError {
  constructor(what: string, remedy: string) {
    super(what, remedy);
  }
}

/** @throws Untranslatable that names the construct */
export function refuse(node: ts.Node, why: string, remedy: string): never {
  const text = node.getText().replace(/\s+/g, ' ');
  throw new Untranslatable(`'${text.length > 60 ? `${text.slice(0, 57)}…` : text}' ${why}.`, remedy);
}

export const shapeIs = (value: Value, kind: Shape['kind']): boolean =>
  (value.tag === 'place' || value.tag === 'scalar') && value.shape.kind === kind;

/** What one function asks of the interpreter that runs it. */
export interface Evaluator {
  readonly evaluate: (node: ts.Expression, env: Env, store: Store) => Value;
  readonly call: (callee: Value, args: readonly Value[], store: Store, node: ts.Node) => Value;
  /** The call of a function that only answers. */
  readonly ask: (callee: Value, args: readonly Value[], store: Store, node: ts.Node) => Value;
  readonly bind: (pattern: ts.BindingName, value: Value, env: Env, store: Store) => void;
  readonly run: (statements: readonly ts.Statement[], env: Env, store: Store) => Outcome[];
  /** A name that nothing else has. */
  readonly fresh: (hint: string) => string;
  readonly definitions: Definitions;
}

/** How a list of statements can come to its end, and when. At most one of a kind. */
export interface Outcome {
  readonly kind: 'normal' | 'return' | 'break' | 'continue';
  readonly when: Term;
  readonly store: Store;
  readonly value: Value;
}

/** What the module has to define beside the model's own words. */
export interface Definitions {
  /** A name for a number that a function captures; undefined when the name has another meaning. */
  readonly constant: (name: string, value: number) => Term | undefined;
  /** One of the operators that are always the same, such as `Min`. */
  readonly library: (name: Library, ...args: readonly Term[]) => Term;
  /** An operator that calls itself. */
  readonly recursive: (hint: string, parameters: readonly string[], body: (self: string) => Term) => string;
}
export type Library =
  | 'SequencesUpTo'
  | 'Cardinality'
  | 'Min'
  | 'Max'
  | 'Least'
  | 'Greatest'
  | 'Rem'
  | 'BitOr'
  | 'BitAnd'
  | 'ShiftRight';
