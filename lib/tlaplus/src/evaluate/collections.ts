// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import type ts from 'typescript';
import {
  and,
  bind,
  bound,
  call,
  equal,
  infix,
  ite,
  member,
  minus,
  not,
  num,
  or,
  plus,
  quantify,
  range,
  read,
  record,
  setOfTerms,
  term,
  TRUE,
  union,
  type Term,
} from '../terms/term.js';
import { filled, isAs, membersOf, NUMBER, type Indices, type Shape } from '../translate/shapes.js';
import {
  boundsOf,
  isEqual,
  isTrue,
  known,
  merge,
  mergeStores,
  refuse,
  scalar,
  scalarOf,
  truth,
  UNDEFINED,
  type Each,
  type Evaluator,
  type Item,
  type Store,
  type Value,
} from './value.js';

type PlaceValue = Extract<Value, { tag: 'place' }>;

/** What stands at a place. */
export function valueAt(root: string, path: PlaceValue['path'], shape: Shape, store: Store): Value {
  if (shape.kind === 'set' || shape.kind === 'record' || shape.kind === 'array' || shape.kind === 'sequence')
    return { tag: 'place', root, path, shape };
  const term = store.read({ root, path });
  // Until it is checked at the end of a step, a field may hold what its domain does not.
  const isAsDeclared = shape.kind !== 'number' || boundsOf(term) || variableOf(term);
  return scalar(term, isAsDeclared ? (shape.kind === 'number' && boundsOf(term)) || shape : NUMBER);
}

/** Whether a term reads a variable of the module as it is, or as it will be. */
function variableOf(term: Term): boolean {
  return term.op === 'name' || (['index', 'field', 'prime'].includes(term.op) && variableOf(term.args[0]!));
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
      at,
      hint: root.replace(/.*:/, '').slice(0, 1),
    };
  }
  if (shape.kind === 'set') {
    const domain = store.read(value);
    const members = membersOf(shape.of);
    const at = (element: Term) => ({ when: TRUE, value: scalar(element, shape.of) });
    return { tag: 'each', domain, shape: shape.of, members, numbered: false, at, hint: 'x' };
  }
  if (shape.kind === 'sequence') {
    const all = store.read(value);
    const at = (place: Term) => ({ when: TRUE, value: elementAt(all, place, shape.of) });
    const members = Array.from({ length: shape.capacity }, (_, i) => num(i + 1));
    const domain = range(num(1), call('Len', [all]));
    const position = (place: Term) => minus(place, num(1));
    return { tag: 'each', domain, shape: NUMBER, members, numbered: false, position, at, hint: 'i' };
  }
  return undefined;
}

/** An element of a sequence, its places counted from 1. */
export const elementAt = (sequence: Term, place: Term, of: Shape): Value => scalar(read(sequence, [place]), of);

/** The items of anything that can be gone through; undefined for what cannot, or has too many. */
export function itemsOf(value: Value, store: Store): readonly Item[] | undefined {
  if (value.tag === 'list') return value.items;
  if (
    value.tag === 'known' &&
    value.value &&
    typeof value.value !== 'string' &&
    Symbol.iterator in Object(value.value)
  ) {
    return [...value.value].map(one => ({ when: TRUE, value: known(one) }));
  }
  const each = eachOf(value, store);
  return each?.members?.map(one => {
    const item = each.at(one);
    return { ...item, when: and(each.numbered ? TRUE : member(one, each.domain), item.when) };
  });
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
    const domain = when === TRUE ? each.domain : bind('filter', variable, each.domain, when);
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

const METHODS =
  'Use some, every, filter, map, includes, length, reduce, forEach; has, add, delete, clear and size of sets.';

/** How many there are. */
export function count(value: Value, store: Store, node: ts.Node, { fresh, definitions }: Evaluator): Value {
  const sized = (of: Term, highest: number): Value => scalar(of, { kind: 'number', lowest: 0, highest });
  const each = eachOf(value, store);
  if (each) {
    const variable = fresh(each.hint);
    const { when } = each.at(bound(variable));
    if (when === TRUE && each.numbered) return known(each.members!.length);
    const set = when === TRUE ? each.domain : bind('filter', variable, each.domain, when);
    return sized(definitions.library('Cardinality', set), each.members?.length ?? Infinity);
  }
  const items = itemsOf(value, store);
  if (!items) return refuse(node, 'has no translation', METHODS);
  if (items.every(({ when }) => when === TRUE)) return known(items.length);
  return sized(
    items.reduce((sum, { when }) => plus(sum, ite(when, num(1), num(0))), num(0)),
    items.length,
  );
}

/** A method of an array or a set. */
export function callMethod(
  self: Value,
  name: string,
  args: readonly Value[],
  store: Store,
  node: ts.Node,
  evaluator: Evaluator,
): Value {
  const { ask, fresh } = evaluator;
  if (self.tag === 'known' && !['some', 'every', 'filter', 'map', 'flatMap', 'reduce'].includes(name)) {
    if (args.every(({ tag }) => tag === 'known')) return knownMethod(self.value, name, args, node);
    if (self.value instanceof Set && name === 'has') name = 'includes';
  }
  const [callback = UNDEFINED, initial] = args;
  const each = eachOf(self, store);
  const items = each ? undefined : itemsOf(self, store);
  if (!each && !items) return refuse(node, 'has no translation', METHODS);
  const of = each ?? { hint: 'x', numbered: true };
  const hint = parameterOf(callback) ?? of.hint;
  // What is in a place is compared by its value.
  const isIncluded = (value: Value) => {
    const wanted =
      self.tag === 'place' && callback.tag === 'object' && value.tag === 'scalar'
        ? fit(callback, value.shape, store)
        : undefined;
    return wanted && value.tag === 'scalar' ? equal(value.term, wanted) : isEqual(value, callback);
  };
  const test = (item: Item, index: Value) => {
    const answer =
      name === 'includes' ? isIncluded(item.value) : isTrue(ask(callback, [item.value, index, self], store, node));
    return (
      answer ?? refuse(node, 'asks what TLA+ cannot tell', 'Compare names, numbers, flags, or processes of one family.')
    );
  };
  const indexOf = (element: Term): Value => {
    if (!each) return known(Number(element.text));
    if (each.position) return scalar(each.position(element), NUMBER);
    return each.numbered ? scalar(element, each.shape) : { tag: 'unclear' };
  };
  switch (name) {
    case 'some':
    case 'includes':
    case 'every': {
      const isEvery = name === 'every';
      const judge = (item: Item, index: Value) =>
        isEvery ? or(not(item.when), test(item, index)) : and(item.when, test(item, index));
      if (!each) return truth((isEvery ? and : or)(...items!.map((item, i) => judge(item, known(i)))));
      const variable = fresh(hint);
      const body = judge(each.at(bound(variable)), indexOf(bound(variable)));
      return truth(quantify(isEvery ? 'forall' : 'exists', variable, each.domain, body));
    }
    case 'filter':
    case 'map': {
      const seen = store.copy();
      const change = (item: Item, index: Value): Item =>
        name === 'map'
          ? { ...item, value: ask(callback, [item.value, index, self], seen, node) }
          : { ...item, when: and(item.when, test(item, index)) };
      if (!each) return { tag: 'list', items: items!.map((item, i) => change(item, known(i))) };
      const then = eachOf(self, seen)!;
      const at = (element: Term) => change(then.at(element), indexOf(element));
      return {
        ...each,
        at,
        hint,
        numbered: each.numbered && name === 'map',
        position: name === 'map' ? each.position : undefined,
      };
    }
    case 'findIndex':
    case 'indexOf': {
      const isInOrder = items || each!.numbered || each!.position;
      const all = isInOrder && itemsOf(self, store);
      if (!all || (!each?.position && all.some(({ when }) => when !== TRUE)))
        return refuse(node, 'has no translation', METHODS);
      const isIt = (item: Item, i: number) =>
        and(
          item.when,
          (name === 'indexOf' ? isEqual(item.value, callback) : test(item, known(i))) ??
            refuse(node, 'has no translation', METHODS),
        );
      return all.reduceRight((rest, item, i) => merge(isIt(item, i), known(i), rest), known(-1));
    }
    case 'flatMap': {
      const all = items ?? itemsOf(self, store) ?? refuse(node, 'goes through too many', 'Use a smaller domain.');
      const parts = all.flatMap(({ when, value }, i) => {
        const inner = itemsOf(
          ask(callback, [value, each && !each.numbered ? { tag: 'unclear' } : known(i)], store, node),
          store,
        );
        return (inner ?? refuse(node, 'has no translation', METHODS)).map(one => ({
          ...one,
          when: and(when, one.when),
        }));
      });
      return { tag: 'list', items: parts };
    }
    case 'forEach': {
      const all = items ?? itemsOf(self, store) ?? refuse(node, 'goes through too many', 'Use a smaller domain.');
      all.forEach(({ when, value }, i) => {
        const after = store.copy();
        evaluator.call(callback, [value, each && !each.numbered ? { tag: 'unclear' } : known(i)], after, node);
        store.become(mergeStores(when, after, store));
      });
      return UNDEFINED;
    }
    case 'sort': {
      const [a, b] = ['a#', 'b#'].map(one => scalar(bound(one), NUMBER)) as [Value, Value];
      const order = each?.shape.kind === 'number' && scalarOf(ask(callback, [a, b], store, node));
      if (!order || order.term !== minus(bound('a#'), bound('b#'))) {
        return refuse(node, 'sorts in an order that has no translation', 'Sort numbers by (a, b) => a - b.');
      }
      return { ...each!, sorted: true };
    }
    case 'reduce': {
      const all = items ?? itemsOf(self, store) ?? refuse(node, 'goes through too many', 'Use a smaller domain.');
      if (!initial) refuse(node, 'has no first value', 'Give reduce a second argument.');
      return all.reduce(
        (sum, { when, value }, i) => merge(when, ask(callback, [sum, value, known(i)], store, node), sum),
        initial,
      );
    }
    case 'concat':
      return {
        tag: 'list',
        items: [self, ...args].flatMap(one => itemsOf(one, store) ?? refuse(node, 'has no translation', METHODS)),
      };
    default:
      return refuse(node, 'has no translation', METHODS);
  }
}

function knownMethod(self: any, name: string, args: readonly Value[], node: ts.Node): Value {
  // any: whatever is captured
  const values = args.map(one => (one as { value: unknown }).value);
  if (
    typeof self?.[name] !== 'function' ||
    values.some(value => typeof value === 'function') ||
    /^(push|pop|shift|unshift|splice|set|add|delete|clear|sort|reverse|fill)$/.test(name)
  ) {
    return refuse(node, 'has no translation', METHODS);
  }
  return known(self[name](...values));
}

const parameterOf = (callback: Value): string | undefined => {
  const first = callback.tag === 'function' ? callback.node.parameters[0]?.name : undefined;
  return first && 'text' in first && /^[a-z]\w*$/i.test(first.text as string) ? (first.text as string) : undefined;
};

/** The item at a position. */
export function itemAt(value: Value, index: Value, store: Store, node: ts.Node): Value {
  const position = scalarOf(index);
  if (value.tag === 'place' && value.shape.kind === 'array' && position) {
    const { of, indices } = value.shape;
    const at = index.tag === 'known' ? indices.members[index.value] : position.term;
    if (!at) return UNDEFINED;
    const isOne =
      position.shape.kind === 'either' && position.shape.parts.some(part => part.kind === indices.shape.kind);
    if (index.tag !== 'known' && position.shape.kind !== indices.shape.kind && !isOne) {
      refuse(
        node,
        'takes a process by its number, and processes of this family have none',
        'Leave it out of symmetric.',
      );
    }
    return valueAt(value.root, [...value.path, at], of, store);
  }
  const items = itemsOf(value, store);
  if (!items?.every(({ when }) => when === TRUE) || position?.shape.kind !== 'number') {
    return refuse(node, 'takes an item that may not be there', 'Use some, every or filter.');
  }
  if (index.tag === 'known') return items[index.value]?.value ?? UNDEFINED;
  const parts = items.map(item => scalarOf(item.value) ?? refuse(node, 'has no translation', METHODS));
  return scalar(
    term('index', [
      term(
        'tuple',
        parts.map(one => one.term),
      ),
      plus(position.term, num(1)),
    ]),
    parts[0]!.shape,
  );
}

/** An array of so many zeros, as a place of its own. */
export function zeros(indices: Indices, root: string, store: Store): Value {
  store.roots.set(root, filled(indices, num(0)));
  return { tag: 'place', root, path: [], shape: { kind: 'array', of: NUMBER, indices } };
}
