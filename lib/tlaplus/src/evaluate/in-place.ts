import type ts from 'typescript';
import { itemAt } from './collections.js';
import { eachOf, elementAt, fit, itemsOf, setOfValues } from './each.js';
import { refuse, type Evaluator } from './evaluator.js';
import type { Store } from './store.js';
import { known, scalar, scalarOf, truth, UNDEFINED, type Value } from './value.js';
import { equal, ite, member, not, read, union, without } from '../terms/simplify.js';
import { call, compare, FALSE, infix, minus, num, plus, setOfTerms, term, type Term } from '../terms/term.js';
import { emptyOf, NO_VALUE, NUMBER, type Compound, type Shape } from '../terms/shapes.js';

type PlaceValue = Extract<Value, { tag: 'place' }>;
type Method = (on: Call, argument: Value, other: Value) => Value;
interface Call {
  readonly self: PlaceValue;
  readonly is: Term;
  readonly shape: Compound;
  readonly store: Store;
  readonly node: ts.Node;
  readonly evaluator: Evaluator;
}

/** A method that everystate gives to what stands in a place; undefined for one that arrays have, too. */
export function methodInPlace(
  self: PlaceValue,
  name: string,
  [argument = UNDEFINED, other = UNDEFINED]: readonly Value[],
  store: Store,
  node: ts.Node,
  evaluator: Evaluator,
): Value | undefined {
  const methods = METHODS[self.shape.kind] ?? {};
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return method?.({ self, is: store.read(self), shape: self.shape, store, node, evaluator }, argument, other);
}

const none = setOfTerms([]);
const elementOf = ({ shape, store }: Call, argument: Value): Term | undefined =>
  fit(argument, (shape as { of: Shape }).of, store);
const added = (on: Call, argument: Value): Term =>
  elementOf(on, argument) ?? refuse(on.node, 'adds what cannot be in it', 'Add a value of its domain.');
const other = ({ store, node, evaluator }: Call, argument: Value): Term =>
  setOfValues(argument, store, node, evaluator.fresh).term;

function change({ self, store }: Call, is: Term): Value {
  store.write(self, is);
  return self;
}

/** A set by itself, that was made of others. */
function made({ self, store, evaluator }: Call, is: Term): Value {
  const root = evaluator.fresh('made');
  store.roots.set(root, is);
  return { ...self, root, path: [] };
}

const SET: Readonly<Record<string, Method>> = {
  has: (on, argument) => {
    const element = elementOf(on, argument);
    return truth(element ? member(element, on.is) : FALSE);
  },
  add: (on, argument) => change(on, union(on.is, setOfTerms([added(on, argument)]))),
  delete: (on, argument) => {
    const element = elementOf(on, argument);
    if (!element) return known(false);
    change(on, without(on.is, setOfTerms([element])));
    return truth(member(element, on.is));
  },
  replaceWith: (on, argument) => change(on, other(on, argument)),
  union: (on, argument) => made(on, union(on.is, other(on, argument))),
  intersection: (on, argument) => made(on, infix('\\intersect', on.is, other(on, argument))),
  difference: (on, argument) => made(on, without(on.is, other(on, argument))),
  symmetricDifference: (on, argument) => {
    const others = other(on, argument);
    return made(on, union(without(on.is, others), without(others, on.is)));
  },
  isSubsetOf: (on, argument) => truth(infix('\\subseteq', on.is, other(on, argument))),
  isSupersetOf: (on, argument) => truth(infix('\\subseteq', other(on, argument), on.is)),
  isDisjointFrom: (on, argument) => truth(equal(infix('\\intersect', on.is, other(on, argument)), none)),
  equals: (on, argument) => truth(equal(on.is, other(on, argument))),
};

const lengthOf = (sequence: Term): Term => call('Len', [sequence]);
const ofSequence = ({ shape }: Call): Shape => (shape as { of: Shape }).of;

const SEQUENCE: Readonly<Record<string, Method>> = {
  push: (on, argument) => change(on, call('Append', [on.is, added(on, argument)])),
  // Of an empty one there is neither head nor tail: TLC says so, where JavaScript goes on with undefined.
  shift: on => {
    change(on, call('Tail', [on.is]));
    return scalar(call('Head', [on.is]), ofSequence(on));
  },
  pop: on => {
    change(on, call('SubSeq', [on.is, num(1), minus(lengthOf(on.is), num(1))]));
    return elementAt(on.is, lengthOf(on.is), ofSequence(on));
  },
  at: (on, argument) => {
    const index = scalarOf(argument);
    if (index?.shape.kind !== 'number')
      return refuse(on.node, 'takes an element that may not be there', 'Give its place.');
    const length = lengthOf(on.is);
    const at = (place: Term, there: Term) => scalar(read(on.is, [place]), ofSequence(on), there);
    if (index.term === num(0)) return scalar(call('Head', [on.is]), ofSequence(on), not(equal(on.is, term('tuple'))));
    if (index.shape.lowest >= 0) return at(plus(index.term, num(1)), compare('>', length, index.term));
    if (argument.tag !== 'known') return refuse(on.node, 'counts from either end', 'Give a place that is 0 or more.');
    return at(plus(length, num(argument.value + 1)), compare('>=', length, num(-argument.value)));
  },
  replaceWith: (on, argument) => change(on, sameAs(on, argument)),
};

const sameAs = (on: Call, argument: Value): Term =>
  fit(argument, on.shape, on.store) ?? refuse(on.node, 'has no translation', 'Give a field of the same kind.');

/** The place of a key in a map, or of an element in a bag; undefined for what cannot be there. */
function placeOf({ self, store }: Call, key: Value): PlaceValue | undefined {
  const { shape } = self;
  const index = shape.kind === 'map' ? fit(key, shape.keys, store) : shape.kind === 'bag' && fit(key, shape.of, store);
  return index ? { ...self, path: [...self.path, index] } : undefined;
}
const heldAt = (on: Call, key: Value): PlaceValue =>
  placeOf(on, key) ?? refuse(on.node, 'puts in what cannot be there', 'Add a value of its domain.');
const readAt = (on: Call, key: Value): Term | undefined => {
  const place = placeOf(on, key);
  return place && on.store.read(place);
};
const partsOf = (on: Call, value: Value) =>
  itemsOf(value, on.store) ?? refuse(on.node, 'goes through too many', 'Use a smaller domain.');

/** Puts something in for each item, on the item's condition. */
function fill(on: Call, value: Value, put: (on: Call, item: Value) => void): Value {
  const items = partsOf(on, value);
  on.store.write(on.self, emptyOf(on.shape));
  for (const { when, value: one } of items) {
    const before = on.store.read(on.self);
    put({ ...on, is: before }, one);
    on.store.write(on.self, ite(when, on.store.read(on.self), before));
  }
  return on.self;
}

const MAP: Readonly<Record<string, Method>> = {
  has: (on, key) => truth(not(equal(readAt(on, key) ?? NO_VALUE, NO_VALUE))),
  get: (on, key) => {
    const found = readAt(on, key);
    return found ? scalar(found, (on.shape as { of: Shape }).of, not(equal(found, NO_VALUE))) : UNDEFINED;
  },
  set: (on, key, value) => {
    on.store.write(heldAt(on, key), added(on, value));
    return on.self;
  },
  delete: (on, key) => {
    const place = placeOf(on, key);
    if (place) on.store.write(place, NO_VALUE);
    return on.self;
  },
  replaceWith: (on, entries) =>
    fill(on, entries, (now, entry) => {
      const [key, value] = partsOf(now, entry);
      MAP.set!(now, key!.value, value!.value);
    }),
  keys: on => mapped(on, 0),
  values: on => mapped(on, 1),
};

/** The keys of a map, or its values. */
function mapped({ self, store, node }: Call, part: 0 | 1): Value {
  const each = eachOf(self, store)!;
  const at = (key: Term) => {
    const entry = each.at(key);
    return { ...entry, value: itemAt(entry.value, known(part), store, node) };
  };
  return { ...each, at };
}

const BAG: Readonly<Record<string, Method>> = {
  has: (on, element) => truth(compare('>', readAt(on, element) ?? num(0), num(0))),
  count: (on, element) => {
    const most = (on.shape as { most: number }).most;
    return scalar(readAt(on, element) ?? num(0), { kind: 'number', lowest: 0, highest: most });
  },
  isFull: (on, element) => truth(equal(readAt(on, element) ?? num(0), num((on.shape as { most: number }).most))),
  add: (on, element) => {
    const place = heldAt(on, element);
    on.store.write(place, plus(on.store.read(place), num(1)));
    return on.self;
  },
  delete: (on, element) => {
    const place = placeOf(on, element);
    if (!place) return on.self;
    const count = on.store.read(place);
    on.store.write(place, ite(compare('>', count, num(0)), minus(count, num(1)), count));
    return on.self;
  },
  replaceWith: (on, elements) => fill(on, elements, (now, element) => BAG.add!(now, element, UNDEFINED)),
};

const COMMON: Readonly<Record<string, Method>> = {
  clear: on => change(on, emptyOf(on.shape)),
  equals: (on, argument) => truth(equal(on.is, sameAs(on, argument))),
};

const METHODS: Readonly<Partial<Record<Compound['kind'], Readonly<Record<string, Method>>>>> = {
  set: { ...COMMON, ...SET },
  sequence: { ...COMMON, ...SEQUENCE },
  map: { ...COMMON, ...MAP },
  bag: { ...COMMON, ...BAG },
};

/** Properties that are no methods: `length`, and whether a sequence is full. */
export function propertyInPlace(
  { shape, ...place }: PlaceValue,
  name: string | number,
  store: Store,
): Value | undefined {
  if (shape.kind !== 'sequence') return undefined;
  const length = lengthOf(store.read(place));
  if (name === 'length') return scalar(length, { ...NUMBER, lowest: 0, highest: shape.capacity } as Shape);
  return name === 'isFull' ? truth(equal(length, num(shape.capacity))) : undefined;
}
