import type ts from 'typescript';
import { refuse } from './evaluator.js';
import type { Store } from './store.js';
import { boundsOf, known, scalar, scalarOf, UNDEFINED, type Each, type Item, type Value } from './value.js';
import { and, bind, equal, ite, member, not, read, union } from '../terms/simplify.js';
import {
  bound,
  call,
  callIt,
  compare,
  infix,
  minus,
  num,
  range,
  record,
  setOfTerms,
  term,
  TRUE,
  type Term,
} from '../terms/term.js';
import { allOf, isAs, isCompound, membersOf, NO_VALUE, NUMBER, type Shape } from '../terms/shapes.js';

type PlaceValue = Extract<Value, { tag: 'place' }>;

/** What stands at a place. */
export function valueAt(root: string, path: PlaceValue['path'], shape: Shape, store: Store): Value {
  if (isCompound(shape)) return { tag: 'place', root, path, shape };
  const term = store.read({ root, path });
  // Until it is checked at the end of a step, a field may hold what its domain does not.
  const isAsDeclared = shape.kind !== 'number' || boundsOf(term) || isOfState(term);
  return scalar(term, isAsDeclared ? (shape.kind === 'number' && boundsOf(term)) || shape : NUMBER);
}

/** Whether a term reads a variable of the module as it is, or as it will be. */
function isOfState(term: Term): boolean {
  return term.op === 'name' || (['index', 'field', 'prime'].includes(term.op) && isOfState(term.args[0]!));
}

/** A value as a place of this shape has it; undefined where it may not stand there. */
export function fit(value: Value, shape: Shape, store: Store): Term | undefined {
  const found = scalarOf(value);
  if (found?.shape.kind === shape.kind) return found.term;
  if (value.tag === 'known' && shape.kind === 'process') return shape.members[value.value];
  if (shape.kind === 'either') {
    const isLike = (part: Shape) =>
      value.tag !== 'object' || (part.kind === 'record' && isAs([...value.fields.keys()], Object.keys(part.fields)));
    return shape.parts
      .filter(isLike)
      .map(part => fit(value, part, store))
      .find(Boolean);
  }
  if (value.tag === 'place' && value.shape.kind === shape.kind) return store.read(value);
  if (shape.kind === 'sequence' && (value.tag === 'list' || (value.tag === 'each' && value.members))) {
    const items = itemsOf(value, store)!.map(one => ({ when: one.when, term: fit(one.value, shape.of, store) }));
    if (items.some(one => !one.term)) return undefined;
    if (items.every(({ when }) => when === TRUE))
      return term(
        'tuple',
        items.map(one => one.term!),
      );
    const parts = items.map(one => ite(one.when, term('tuple', [one.term!]), term('tuple')));
    return parts.reduce((all, part) => infix('\\o', all, part));
  }
  if (shape.kind !== 'record' || value.tag !== 'object') return undefined;
  const fields = Object.entries(shape.fields).map(
    ([field, of]) => [field, fit(value.fields.get(field) ?? UNDEFINED, of, store)] as const,
  );
  return fields.every(([, term]) => term) ? record(fields as [string, Term][]) : undefined;
}

/** An array or a set as something to quantify over; undefined for what is none. */
export function eachOf(value: Value, store: Store): Each | undefined {
  if (value.tag === 'each') return value;
  if (value.tag !== 'place') return undefined;
  const { root, path, shape } = value;
  if (shape.kind === 'array') {
    const { set: domain, members, shape: index } = shape.indices;
    const at = (element: Term) => ({ when: TRUE, value: valueAt(root, [...path, element], shape.of, store) });
    return {
      tag: 'each',
      domain,
      shape: index,
      members,
      numbered: true,
      whole: true,
      at,
      hint: root.replace(/.*:/, '').slice(0, 1),
    };
  }
  if (shape.kind === 'set') {
    const domain = store.read(value);
    const members = membersOf(shape.of);
    const at = (element: Term) => ({ when: TRUE, value: scalar(element, shape.of) });
    return { tag: 'each', domain, shape: shape.of, members, numbered: false, whole: false, at, hint: 'x' };
  }
  if (shape.kind === 'map' || shape.kind === 'bag') {
    const isMap = shape.kind === 'map';
    const keys = isMap ? shape.keys : shape.of;
    const all = store.read(value);
    const at = (key: Term): Item => {
      const [one, found] = [scalar(key, keys), read(all, [key])];
      if (!isMap) return { when: compare('>', found, num(0)), value: one };
      const entry = [one, scalar(found, shape.of)].map(part => ({ when: TRUE, value: part }));
      return { when: not(equal(found, NO_VALUE)), value: { tag: 'list', items: entry } };
    };
    const of = { domain: allOf(keys), shape: keys, members: membersOf(keys), at, hint: isMap ? 'key' : 'x' };
    const times = isMap ? undefined : { of: all, most: shape.most };
    return { tag: 'each', ...of, numbered: false, whole: true, times };
  }
  if (shape.kind === 'sequence') {
    const all = store.read(value);
    const at = (place: Term) => ({ when: TRUE, value: elementAt(all, place, shape.of) });
    const members = Array.from({ length: shape.capacity }, (_, i) => num(i + 1));
    const domain = range(num(1), call('Len', [all]));
    const position = (place: Term) => minus(place, num(1));
    return { tag: 'each', domain, shape: NUMBER, members, numbered: false, whole: false, position, at, hint: 'i' };
  }
  return undefined;
}

/** An element of a sequence, its places counted from 1. */
export const elementAt = (sequence: Term, place: Term, of: Shape): Value => scalar(read(sequence, [place]), of);

/** The items of anything that can be gone through; undefined for what cannot, or has too many. */
export function itemsOf(value: Value, store: Store): readonly Item[] | undefined {
  if (value.tag === 'list') return value.items;
  if (value.tag === 'known' && Symbol.iterator in Object(value.value)) {
    return [...value.value].map(one => ({ when: TRUE, value: known(one) }));
  }
  const each = eachOf(value, store);
  return each?.members?.flatMap(one => {
    const item = each.at(one);
    const { of, most } = each.times ?? { most: 1 };
    return Array.from({ length: most }, (_, i) => {
      const isThere = of ? compare('>', read(of, [one]), num(i)) : each.whole ? TRUE : member(one, each.domain);
      return { ...item, when: and(isThere, item.when) };
    });
  });
}

/** What is chosen of a domain, by the name that the model has for it. */
export function chosen({ domain, called }: Each, variable: string, when: Term): Term {
  if (when === TRUE) return domain;
  const set = bind('filter', variable, domain, when);
  if (called) callIt(set, called);
  return set;
}

/** The set of the values of something. */
export function setOfValues(
  value: Value,
  store: Store,
  node: ts.Node,
  fresh: (hint: string) => string,
): { term: Term; shape: Shape } {
  const each = eachOf(value, store);
  const single = (of: Value) =>
    scalarOf(of) ?? refuse(node, 'holds what TLA+ has no set of', 'Use a set of names, numbers or flags.');
  if (each) {
    const variable = fresh(each.hint);
    const { when, value: element } = each.at(bound(variable));
    const { term: mapped, shape } = single(element);
    const domain = chosen(each, variable, when);
    return { term: mapped === bound(variable) ? domain : bind('collect', variable, domain, mapped), shape };
  }
  const items = itemsOf(value, store) ?? refuse(node, 'cannot be gone through', 'Use an array, a set or a family.');
  const parts = items.map(item => ({ when: item.when, ...single(item.value) }));
  const always = setOfTerms(parts.filter(({ when }) => when === TRUE).map(({ term }) => term));
  const whole = parts
    .filter(({ when }) => when !== TRUE)
    .reduce((set, { when, term }) => union(set, ite(when, setOfTerms([term]), setOfTerms([]))), always);
  const { shape = NUMBER } = parts[0] ?? {};
  return { term: whole, shape: shape.kind === 'number' ? NUMBER : shape };
}
