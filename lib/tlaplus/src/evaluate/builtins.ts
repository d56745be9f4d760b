// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import type ts from 'typescript';
import { zeros } from './collections.js';
import { setOfValues } from './each.js';
import { refuse, type Evaluator } from './evaluator.js';
import { extreme, numberOf } from './operators.js';
import type { Store } from './store.js';
import { known, scalar, UNDEFINED, type Item, type Value } from './value.js';
import { ite } from '../terms/simplify.js';
import { call, infix, minus, num, setOfTerms } from '../terms/term.js';
import { NUMBER, numbered } from '../terms/shapes.js';

/** Whether it is Math.min or Math.max. */
export const isExtreme = (of: Value): of is Value & { tag: 'known' } =>
  of.tag === 'known' && (of.value === Math.min || of.value === Math.max);

/** The least or greatest of some numbers, or of a set. Of an empty one, TLC says so, as everystate does when it is put anywhere. */
export function bestOf(
  least: boolean,
  items: readonly Item[],
  store: Store,
  node: ts.Node,
  evaluator: Evaluator,
): Value {
  if (items.length === 1 && items[0]!.value.tag === 'each') {
    const { term, shape } = setOfValues(items[0]!.value, store, node, evaluator.fresh);
    return scalar(call(least ? 'Least' : 'Greatest', [term]), shape);
  }
  if (items.length > 0 && items.every(({ value }) => value.tag === 'known')) {
    return known((least ? Math.min : Math.max)(...items.map(({ value }) => (value as { value: number }).value)));
  }
  return extreme(least ? 'Min' : 'Max', items, node);
}

/** What `new` makes of sets and of arrays of numbers. */
export function makeNew(
  made: Value,
  [first]: readonly Item[],
  store: Store,
  node: ts.Node,
  evaluator: Evaluator,
): Value {
  const root = evaluator.fresh('made');
  if (made.tag === 'known' && made.value === Set) {
    const { term, shape } = first
      ? setOfValues(first.value, store, node, evaluator.fresh)
      : { term: setOfTerms([]), shape: NUMBER };
    store.roots.set(root, term);
    return { tag: 'place', root, path: [], shape: { kind: 'set', of: shape } };
  }
  if (made.tag === 'known' && made.value === Int32Array && first?.value.tag === 'known')
    return zeros(numbered(first.value.value), root, store);
  return refuse(node, 'has no translation', 'Use new Set(…), or arrays that are written out.');
}

/** A function that comes with JavaScript. */
export function callBuiltin(of: unknown, args: readonly Value[], node: ts.Node): Value {
  const [first = UNDEFINED] = args;
  const number = numberOf(first);
  if (args.every(({ tag }) => tag === 'known')) {
    const values = args.map(one => (one as { value: unknown }).value);
    const isPure = [
      ...Object.getOwnPropertyNames(Math)
        .filter(name => name !== 'random')
        .map(name => (Math as any)[name]),
      Object.keys,
      Object.values,
      Object.entries,
      Array.isArray,
      Number,
      Boolean,
      String,
    ].includes(of); // any: by its name
    if (isPure) return known((of as (...given: unknown[]) => unknown)(...values));
  }
  if (of === Math.abs && number)
    return scalar(ite(infix('<', number.term, num(0)), minus(num(0), number.term), number.term), NUMBER);
  return refuse(
    node,
    'calls a function that has no translation',
    'Use Math.min, Math.max, Math.abs, Math.floor(a / b), or a function of your own.',
  );
}
