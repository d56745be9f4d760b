import type ts from 'typescript';
import {
  call,
  equal,
  FALSE,
  infix,
  member,
  minus,
  num,
  plus,
  setOfTerms,
  term,
  union,
  without,
  type Term,
} from '../terms/term.js';
import { NUMBER, type Compound, type Shape } from '../translate/shapes.js';
import { elementAt, fit, setOfValues } from './collections.js';
import { known, refuse, scalar, scalarOf, truth, type Evaluator, type Store, type Value } from './value.js';

type PlaceValue = Extract<Value, { tag: 'place' }>;
type Method = (argument: Value, call: Call) => Value;
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
  argument: Value,
  store: Store,
  node: ts.Node,
  evaluator: Evaluator,
): Value | undefined {
  const methods: Readonly<Record<string, Method>> | undefined = { set: SET, sequence: SEQUENCE, array: {}, record: {} }[
    self.shape.kind
  ];
  const method = methods && Object.hasOwn(methods, name) ? methods[name] : undefined;
  return method?.(argument, { self, is: store.read(self), shape: self.shape, store, node, evaluator });
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
  has: (argument, on) => {
    const element = elementOf(on, argument);
    return truth(element ? member(element, on.is) : FALSE);
  },
  add: (argument, on) => change(on, union(on.is, setOfTerms([added(on, argument)]))),
  delete: (argument, on) => {
    const element = elementOf(on, argument);
    if (!element) return known(false);
    change(on, without(on.is, setOfTerms([element])));
    return truth(member(element, on.is));
  },
  clear: (_, on) => change(on, none),
  replaceWith: (argument, on) => change(on, other(on, argument)),
  union: (argument, on) => made(on, union(on.is, other(on, argument))),
  intersection: (argument, on) => made(on, infix('\\intersect', on.is, other(on, argument))),
  difference: (argument, on) => made(on, without(on.is, other(on, argument))),
  symmetricDifference: (argument, on) => {
    const others = other(on, argument);
    return made(on, union(without(on.is, others), without(others, on.is)));
  },
  isSubsetOf: (argument, on) => truth(infix('\\subseteq', on.is, other(on, argument))),
  isSupersetOf: (argument, on) => truth(infix('\\subseteq', other(on, argument), on.is)),
  isDisjointFrom: (argument, on) => truth(equal(infix('\\intersect', on.is, other(on, argument)), none)),
  equals: (argument, on) => truth(equal(on.is, other(on, argument))),
};

const lengthOf = (sequence: Term): Term => call('Len', [sequence]);
const ofSequence = ({ shape }: Call): Shape => (shape as { of: Shape }).of;

const SEQUENCE: Readonly<Record<string, Method>> = {
  push: (argument, on) => change(on, call('Append', [on.is, added(on, argument)])),
  // Of an empty one there is neither head nor tail: TLC says so, where JavaScript goes on with undefined.
  shift: (_, on) => {
    change(on, call('Tail', [on.is]));
    return scalar(call('Head', [on.is]), ofSequence(on));
  },
  pop: (_, on) => {
    change(on, call('SubSeq', [on.is, num(1), minus(lengthOf(on.is), num(1))]));
    return elementAt(on.is, lengthOf(on.is), ofSequence(on));
  },
  at: (argument, on) => {
    const index = scalarOf(argument);
    if (index?.shape.kind !== 'number')
      return refuse(on.node, 'takes an element that may not be there', 'Give its place.');
    if (index.shape.lowest >= 0) return elementAt(on.is, plus(index.term, num(1)), ofSequence(on));
    if (argument.tag !== 'known') return refuse(on.node, 'counts from either end', 'Give a place that is 0 or more.');
    return elementAt(on.is, plus(lengthOf(on.is), num(argument.value + 1)), ofSequence(on));
  },
  clear: (_, on) => change(on, term('tuple')),
  replaceWith: (argument, on) =>
    change(
      on,
      fit(argument, on.shape, on.store) ??
        refuse(on.node, 'has no translation', 'Replace it with a list that is written out.'),
    ),
  equals: (argument, on) =>
    truth(
      equal(
        on.is,
        fit(argument, on.shape, on.store) ?? refuse(on.node, 'has no translation', 'Compare it with another sequence.'),
      ),
    ),
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
