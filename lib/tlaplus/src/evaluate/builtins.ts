// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import { setOfValues } from './each.js';
import { madeSet } from './in-place.js';
import { numberOf, WHOLE } from './operators.js';
import { refuse } from './refusal.js';
import { now } from './store.js';
import { known, scalar, UNDEFINED, type Item, type Value } from './value.js';
import { ite } from '../terms/simplify.js';
import { call, fresh, infix, minus, num, TRUE } from '../terms/term.js';
import { filled, NUMBER, numbered } from '../terms/shapes.js';

/** Whether it is Math.min or Math.max. */
export const isExtreme = (of: Value): of is Value & { tag: 'known' } =>
  of.tag === 'known' && (of.value === Math.min || of.value === Math.max);

/** The least or greatest of some numbers, or of a set. Of an empty one, TLC says so, as everystate does when it is put anywhere. */
export function bestOf(least: boolean, items: readonly Item[]): Value {
  const [first] = items;
  if (items.length === 1 && first!.value.tag === 'each') {
    const { term, shape } = setOfValues(first!.value);
    return scalar(call(least ? 'Least' : 'Greatest', [term]), shape);
  }
  const always = items.find(({ when }) => when === TRUE);
  if (!always) return refuse('may be of no number at all', 'Give it a number that is always there, too.');
  const numbers = items.map(({ value }) => numberOf(value) ?? refuse('is not of numbers', WHOLE));
  const term = items.reduce((best, one, i) => {
    const better = call(least ? 'Min' : 'Max', [best, numbers[i]!.term]);
    return one === always ? best : ite(one.when, better, best);
  }, numberOf(always.value)!.term);
  const lowest = Math.min(...numbers.map(({ shape }) => shape.lowest));
  const highest = Math.max(...numbers.map(({ shape }) => shape.highest));
  return scalar(term, { kind: 'number', lowest, highest });
}

/** What `new` makes of sets and of arrays of numbers. */
export function makeNew(made: Value, first: Value = UNDEFINED): Value {
  if (made.tag === 'known' && made.value === Set) {
    const { term, shape } = setOfValues(first);
    return madeSet({ kind: 'set', of: shape, isNative: true }, term);
  }
  if (made.tag === 'known' && made.value === Int32Array && first.tag === 'known') {
    const root = fresh('made');
    const indices = numbered(first.value);
    now.roots.set(root, filled(indices, num(0)));
    return { tag: 'place', root, path: [], shape: { kind: 'array', of: NUMBER, indices } };
  }
  return refuse('has no translation', 'Use new Set(…), or arrays that are written out.');
}

/** Functions of JavaScript that answer the same whenever they are called. */
const PURE: readonly unknown[] = [
  ...Object.getOwnPropertyNames(Math)
    .filter(name => name !== 'random')
    .map(name => (Math as any)[name]), // any: by its name
  Object.keys,
  Object.values,
  Object.entries,
  Number,
  Boolean,
  String,
];

/** A function that comes with JavaScript. */
export function callBuiltin(of: (...args: any) => unknown, args: readonly Value[]): Value {
  const [first = UNDEFINED] = args;
  if (PURE.includes(of) && args.every(({ tag }) => tag === 'known'))
    return known(of(...args.map(one => (one as { value: unknown }).value)));
  const number = numberOf(first);
  if (of === Math.abs && number)
    return scalar(ite(infix('<', number.term, num(0)), minus(num(0), number.term), number.term), NUMBER);
  return refuse(
    'calls a function that has no translation',
    'Use Math.min, Math.max, Math.abs, Math.floor(a / b), or a function of your own.',
  );
}
