import { itemAt } from './collections.js';
import { eachOf, fit, itemsOf, setOfValues } from './each.js';
import { refuse } from './refusal.js';
import { now, readAt, writeAt } from './store.js';
import { known, scalar, scalarOf, truth, UNDEFINED, type Place, type Value } from './value.js';
import { equal, ite, member, not, read, union, without } from '../terms/simplify.js';
import { call, compare, FALSE, fresh, infix, minus, num, plus, setOfTerms, term, type Term } from '../terms/term.js';
import { emptyOf, NO_VALUE, type Compound, type Shape } from '../terms/shapes.js';

/** What stands in a place, and what its elements are. */
interface Self<S extends Compound = Compound> extends Place {
  readonly shape: S;
}
type Of<K extends Compound['kind']> = Self<Extract<Compound, { kind: K }>>;
type Method<S> = (self: S, argument: Value, other: Value) => Value;
type Methods<K extends Compound['kind']> = Readonly<Record<string, Method<Of<K>>>>;

const domain = 'Give a value of its domain.';

/** Changes it, or what is held within it. */
function change(self: Place, is: Term, at = self): Value {
  writeAt(at, is);
  return self;
}

/** A set by itself, that was made of others. */
export function madeSet(shape: Extract<Compound, { kind: 'set' }>, is: Term): Value {
  const root = fresh('made');
  now.roots.set(root, is);
  return { tag: 'place', root, path: [], shape };
}

const added = (
  { shape: { of } }: Self<{ kind: 'set' | 'sequence' | 'map'; of: Shape } & Compound>,
  argument: Value,
): Term => fit(argument, of) ?? refuse('adds what cannot be in it', domain);
const sameAs = (self: Place, argument: Value): Term =>
  fit(argument, self.shape) ?? refuse('is of another kind', domain);
const clear = (self: Place) => change(self, emptyOf(self.shape));
const equals = (self: Place, argument: Value) => truth(equal(readAt(self), sameAs(self, argument)));

/** A set of two sets. */
const both =
  (make: (mine: Term, theirs: Term) => Term): Method<Of<'set'>> =>
  (self, argument) =>
    madeSet(self.shape, make(readAt(self), setOfValues(argument).term));
/** A question about two sets. */
const compared =
  (ask: (mine: Term, theirs: Term) => Term): Method<Of<'set'>> =>
  (self, argument) =>
    truth(ask(readAt(self), setOfValues(argument).term));

const SET: Methods<'set'> = {
  has: (self, argument) => {
    const element = fit(argument, self.shape.of);
    return truth(element ? member(element, readAt(self)) : FALSE);
  },
  add: (self, argument) => change(self, union(readAt(self), setOfTerms([added(self, argument)]))),
  delete: (self, argument) => {
    const element = fit(argument, self.shape.of);
    const is = readAt(self);
    if (element) change(self, without(is, setOfTerms([element])));
    // JavaScript's own sets tell whether it was there, where everystate's return themselves.
    return self.shape.isNative ? truth(element ? member(element, is) : FALSE) : self;
  },
  clear,
  replaceWith: (self, argument) => change(self, setOfValues(argument).term),
  union: both(union),
  intersection: both((mine, theirs) => infix('\\intersect', mine, theirs)),
  difference: both(without),
  symmetricDifference: both((mine, theirs) => union(without(mine, theirs), without(theirs, mine))),
  isSubsetOf: compared((mine, theirs) => infix('\\subseteq', mine, theirs)),
  isSupersetOf: compared((mine, theirs) => infix('\\subseteq', theirs, mine)),
  isDisjointFrom: compared((mine, theirs) => equal(infix('\\intersect', mine, theirs), setOfTerms([]))),
  equals: compared(equal),
};

const SEQUENCE: Methods<'sequence'> = {
  push: (self, argument) => change(self, call('Append', [readAt(self), added(self, argument)])),
  // Of an empty one there is neither head nor tail: TLC says so, where JavaScript goes on with undefined.
  shift: self => {
    const is = readAt(self);
    change(self, call('Tail', [is]));
    return scalar(call('Head', [is]), self.shape.of);
  },
  pop: self => {
    const is = readAt(self);
    const length = call('Len', [is]);
    change(self, call('SubSeq', [is, num(1), minus(length, num(1))]));
    return scalar(read(is, [length]), self.shape.of);
  },
  at: (self, argument) => {
    const index = scalarOf(argument);
    if (index?.shape.kind !== 'number') return refuse('takes an element that may not be there', 'Give its place.');
    const is = readAt(self);
    const length = call('Len', [is]);
    const at = (place: Term, there: Term) => scalar(read(is, [place]), self.shape.of, there);
    if (index.term === num(0)) return scalar(call('Head', [is]), self.shape.of, not(equal(is, term('tuple'))));
    if (index.shape.lowest >= 0) return at(plus(index.term, num(1)), compare('>', length, index.term));
    if (argument.tag !== 'known') return refuse('counts from either end', 'Give a place that is 0 or more.');
    return at(plus(length, num(argument.value + 1)), compare('>=', length, num(-argument.value)));
  },
  clear,
  replaceWith: (self, argument) => change(self, sameAs(self, argument)),
  equals,
};

/** Where the value of a key stands, or how often an element is there; undefined for what cannot be there. */
function heldAt(self: Of<'map'> | Of<'bag'>, key: Value): Place | undefined {
  const index = fit(key, self.shape.kind === 'map' ? self.shape.keys : self.shape.of);
  return index && { ...self, path: [...self.path, index] };
}
const holderOf = (self: Of<'map'> | Of<'bag'>, key: Value): Place =>
  heldAt(self, key) ?? refuse('puts in what cannot be there', domain);
function held(self: Of<'map'> | Of<'bag'>, key: Value): Term {
  const place = heldAt(self, key);
  return place ? readAt(place) : self.shape.kind === 'map' ? NO_VALUE : num(0);
}
const partsOf = (value: Value) => itemsOf(value) ?? refuse('goes through too many', 'Use a smaller domain.');

/** Puts something in for each item, on the item's condition. */
function fill(self: Place, value: Value, put: (item: Value) => void): Value {
  const items = partsOf(value);
  writeAt(self, emptyOf(self.shape));
  for (const { when, value: one } of items) {
    const before = readAt(self);
    put(one);
    writeAt(self, ite(when, readAt(self), before));
  }
  return self;
}

const MAP: Methods<'map'> = {
  has: (self, key) => truth(not(equal(held(self, key), NO_VALUE))),
  get: (self, key) => {
    const found = held(self, key);
    return found === NO_VALUE ? UNDEFINED : scalar(found, self.shape.of, not(equal(found, NO_VALUE)));
  },
  set: (self, key, value) => change(self, added(self, value), holderOf(self, key)),
  delete: (self, key) => {
    const place = heldAt(self, key);
    return place ? change(self, NO_VALUE, place) : self;
  },
  clear,
  replaceWith: (self, entries) =>
    fill(self, entries, entry => {
      const [key, value] = partsOf(entry);
      MAP.set!(self, key!.value, value!.value);
    }),
  equals,
  keys: self => mapped(self, 0),
  values: self => mapped(self, 1),
};

/** The keys of a map, or its values. */
function mapped(self: Place, part: 0 | 1): Value {
  const each = eachOf(self)!;
  const at = (key: Term) => {
    const entry = each.at(key);
    return { ...entry, value: itemAt(entry.value, known(part)) };
  };
  return { ...each, at };
}

const BAG: Methods<'bag'> = {
  has: (self, element) => truth(compare('>', held(self, element), num(0))),
  count: (self, element) => scalar(held(self, element), { kind: 'number', lowest: 0, highest: self.shape.most }),
  isFull: (self, element) => truth(equal(held(self, element), num(self.shape.most))),
  add: (self, element) => {
    const place = holderOf(self, element);
    return change(self, plus(readAt(place), num(1)), place);
  },
  delete: (self, element) => {
    const place = heldAt(self, element);
    if (!place) return self;
    const count = readAt(place);
    return change(self, ite(compare('>', count, num(0)), minus(count, num(1)), count), place);
  },
  clear,
  replaceWith: (self, elements) => fill(self, elements, element => BAG.add!(self, element, UNDEFINED)),
  equals,
};

const METHODS: Partial<Record<Compound['kind'], Readonly<Record<string, Method<never>>>>> = {
  set: SET,
  sequence: SEQUENCE,
  map: MAP,
  bag: BAG,
};

/** A method that everystate gives to what stands in a place; undefined for one that arrays have, too. */
export function methodInPlace(self: Place, name: string, [argument = UNDEFINED, other = UNDEFINED]: readonly Value[]) {
  const methods = METHODS[self.shape.kind] ?? {};
  return Object.hasOwn(methods, name) ? methods[name]!(self as never, argument, other) : undefined;
}

/** Properties that are no methods: `length`, and whether a sequence is full. */
export function propertyInPlace(self: Place, name: string): Value | undefined {
  const { shape } = self;
  if (shape.kind !== 'sequence') return undefined;
  const length = call('Len', [readAt(self)]);
  if (name === 'length') return scalar(length, { kind: 'number', lowest: 0, highest: shape.capacity });
  return name === 'isFull' ? truth(equal(length, num(shape.capacity))) : undefined;
}
