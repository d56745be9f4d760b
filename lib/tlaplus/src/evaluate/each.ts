import { refuse } from './refusal.js';
import { readAt } from './store.js';
import {
  boundsOf,
  isNothing,
  known,
  listOf,
  scalar,
  scalarOf,
  type Each,
  type Item,
  type Place,
  type Value,
} from './value.js';
import { and, bind, equal, ite, member, not, read } from '../terms/simplify.js';
import * as tla from '../terms/term.js';
import {
  bound,
  call,
  callIt,
  compare,
  fresh,
  minus,
  num,
  range,
  record,
  setOfTerms,
  TRUE,
  type Term,
} from '../terms/term.js';
import { allOf, isAs, isCompound, membersOf, NO_VALUE, NUMBER, type Shape } from '../terms/shapes.js';

/** What stands at a place. */
export function valueAt(root: string, path: Place['path'], shape: Shape): Value {
  if (isCompound(shape)) return { tag: 'place', root, path, shape };
  return single(readAt({ root, path }), shape);
}

function single(term: Term, shape: Shape): Value {
  if (shape.kind !== 'number') return scalar(term, shape);
  // Until it is checked at the end of a step, a field may hold what its domain does not.
  return scalar(term, boundsOf(term) ?? (isOfState(term) ? shape : NUMBER));
}

/** Whether a term reads a variable of the module as it is, or as it will be. */
function isOfState(term: Term): boolean {
  return term.op === 'name' || (['index', 'field', 'prime'].includes(term.op) && isOfState(term.args[0]!));
}

/** A value as a place of this shape has it; undefined where it may not stand there. */
export function fit(value: Value | undefined, shape: Shape): Term | undefined {
  if (!value) return undefined;
  const found = scalarOf(value);
  if (found?.shape.kind === shape.kind) return found.term;
  if (value.tag === 'known' && shape.kind === 'process') return shape.members[value.value];
  if (shape.kind === 'either') {
    const isLike = (part: Shape) =>
      value.tag !== 'object' || (part.kind === 'record' && isAs([...value.fields.keys()], Object.keys(part.fields)));
    return shape.parts
      .filter(isLike)
      .map(part => fit(value, part))
      .find(Boolean);
  }
  if (value.tag === 'place' && value.shape.kind === shape.kind) return readAt(value);
  if (shape.kind === 'sequence') {
    const parts = itemsOf(value)?.map(item => ({ ...item, term: fit(item.value, shape.of) }));
    if (!parts?.every(({ term }) => term)) return undefined;
    const tuple = (...terms: readonly Term[]) => tla.term('tuple', terms);
    if (parts.every(({ when }) => when === TRUE)) return tuple(...parts.map(({ term }) => term!));
    return parts
      .map(({ when, term }) => ite(when, tuple(term!), tuple()))
      .reduce((all, part) => tla.infix('\\o', all, part));
  }
  if (shape.kind !== 'record' || value.tag !== 'object') return undefined;
  const fields = Object.entries(shape.fields).map(([field, of]) => [field, fit(value.fields.get(field), of)] as const);
  return fields.every(([, term]) => term) ? record(fields as [string, Term][]) : undefined;
}

/** An array or a set as something to quantify over; undefined for what is none. */
export function eachOf(value: Value): Each | undefined {
  if (value.tag === 'each') return value;
  if (value.tag !== 'place') return undefined;
  const { root, path, shape } = value;
  const all = readAt(value);
  const [tag, whole] = ['each', true] as const;
  switch (shape.kind) {
    case 'array': {
      const { set: domain, members, shape: index } = shape.indices;
      // Processes are looked at as they are then, numbers as they are now.
      const of = (one: Term) =>
        isCompound(shape.of) ? valueAt(root, [...path, one], shape.of) : single(read(all, [one]), shape.of);
      const at = (one: Term) => ({ when: TRUE, value: of(one), position: numbered(one, index) });
      return { tag, domain, shape: index, members, whole, at, hint: root.replace(/.*:/, '').slice(0, 1) };
    }
    case 'set': {
      const at = (element: Term) => ({ when: TRUE, value: scalar(element, shape.of) });
      return { tag, domain: all, shape: shape.of, members: membersOf(shape.of), whole: false, at, hint: 'x' };
    }
    case 'bag': {
      const at = (one: Term) => ({ when: compare('>', read(all, [one]), num(0)), value: scalar(one, shape.of) });
      const of = { domain: allOf(shape.of), shape: shape.of, members: membersOf(shape.of) };
      return { tag, ...of, whole, times: { of: all, most: shape.most }, at, hint: 'x' };
    }
    case 'map': {
      const at = (key: Term): Item => {
        const found = read(all, [key]);
        return { when: not(equal(found, NO_VALUE)), value: listOf([scalar(key, shape.keys), scalar(found, shape.of)]) };
      };
      const of = { domain: allOf(shape.keys), shape: shape.keys, members: membersOf(shape.keys) };
      return { tag, ...of, whole, at, hint: 'key' };
    }
    case 'sequence': {
      const at = (place: Term) => {
        return {
          when: TRUE,
          value: scalar(read(all, [place]), shape.of),
          position: numbered(minus(place, num(1)), NUMBER),
        };
      };
      const members = Array.from({ length: shape.capacity }, (_, i) => num(i + 1));
      const domain = range(num(1), call('Len', [all]));
      return { tag, domain, shape: NUMBER, members, whole: false, at, hint: 'i' };
    }
    default:
      return undefined;
  }
}

const numbered = (position: Term, shape: Shape): Value =>
  position.op === 'number' ? known(Number(position.text)) : scalar(position, shape);

/** The items of anything that can be gone through; undefined for what cannot, or has too many. */
export function itemsOf(value: Value): readonly Item[] | undefined {
  if (value.tag === 'list') {
    // Of what comes after something that may not be there, nobody knows the position.
    const first = value.items.findIndex(({ when }) => when !== TRUE);
    return value.items.map((item, i) => ({ ...item, position: first < 0 || i <= first ? known(i) : undefined }));
  }
  if (value.tag === 'known' && Symbol.iterator in Object(value.value))
    return itemsOf(listOf([...value.value].map(one => known(one))));
  const each = eachOf(value);
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
export function setOfValues(value: Value): { term: Term; shape: Shape } {
  const scalarIn = (of: Value) =>
    scalarOf(of) ?? refuse('holds what TLA+ has no set of', 'Use a set of names, numbers or flags.');
  const each = eachOf(value);
  if (each) {
    const variable = fresh(each.hint);
    const { when, value: element } = each.at(bound(variable));
    const { term: mapped, shape } = scalarIn(element);
    const domain = chosen(each, variable, when);
    return { term: mapped === bound(variable) ? domain : bind('collect', variable, domain, mapped), shape };
  }
  const items = isNothing(value) ? [] : itemsOf(value);
  if (!items?.every(({ when }) => when === TRUE))
    return refuse('is no set that TLA+ knows', 'Use a set, a family, or an array that is written out.');
  const parts = items.map(item => scalarIn(item.value));
  const { shape = NUMBER } = parts[0] ?? {};
  return { term: setOfTerms(parts.map(({ term }) => term)), shape: shape.kind === 'number' ? NUMBER : shape };
}
