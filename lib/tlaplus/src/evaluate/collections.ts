// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import type ts from 'typescript';
import { chosen, eachOf, fit, itemsOf, valueAt } from './each.js';
import { refuse, type Evaluator } from './evaluator.js';
import { mergeStores, type Store } from './store.js';
import {
  isEqual,
  isTrue,
  known,
  merge,
  scalar,
  scalarOf,
  truth,
  UNDEFINED,
  type Each,
  type Item,
  type Value,
} from './value.js';
import { and, equal, ite, not, or, quantify, read } from '../terms/simplify.js';
import { bound, call, compare, num, plus, str, term, TRUE, type Term } from '../terms/term.js';
import { filled, NUMBER, type Indices } from '../terms/shapes.js';

const METHODS =
  'Use some, every, filter, map, includes, length, reduce, forEach; has, add, delete, clear and size of sets.';

/** How many there are. */
export function count(value: Value, store: Store, node: ts.Node, { fresh }: Evaluator): Value {
  const sized = (of: Term, highest: number): Value => scalar(of, { kind: 'number', lowest: 0, highest });
  const each = eachOf(value, store);
  if (each) {
    const variable = fresh(each.hint);
    const { when } = each.at(bound(variable));
    if (when === TRUE && each.numbered) return known(each.members!.length);
    const set = chosen(each, variable, when);
    if (each.times) {
      const isThere = compare('>', read(each.times.of, [bound(variable)]), num(0));
      const others = and(...(when.op === 'and' ? when.args : [when]).filter(one => one !== isThere));
      return sized(call('Total', [each.times.of, chosen(each, variable, others)]), Infinity);
    }
    return sized(call('Cardinality', [set]), each.members?.length ?? Infinity);
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
  const hint = variableOf(each, callback) ?? of.hint;
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
  // Of what may not be there, nobody knows the position, nor that of what comes after it.
  const positionOf = (i: number): Value => {
    if (each?.numbered && each.shape.kind === 'process') return indexOf(each.members![i]!);
    const isKnown = each ? each.numbered : items!.slice(0, i).every(({ when }) => when === TRUE);
    return isKnown ? known(i) : { tag: 'unclear' };
  };
  switch (name) {
    case 'some':
    case 'includes':
    case 'every': {
      const isEvery = name === 'every';
      const judge = (item: Item, index: Value) =>
        isEvery ? or(not(item.when), test(item, index)) : and(item.when, test(item, index));
      if (!each) return truth((isEvery ? and : or)(...items!.map((item, i) => judge(item, positionOf(i)))));
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
      if (!each) return { tag: 'list', items: items!.map((item, i) => change(item, positionOf(i))) };
      const then = eachOf(self, seen)!;
      const at = (element: Term) => change(then.at(element), indexOf(element));
      return {
        ...each,
        at,
        hint,
        numbered: each.numbered && name === 'map',
        whole: each.whole,
        position: name === 'map' ? each.position : undefined,
      };
    }
    case 'find': {
      const all =
        items ?? itemsOf(self, store) ?? refuse(node, 'looks for the first of too many', 'Use some or every.');
      return all.reduceRight(
        (rest, item, i) => merge(and(item.when, test(item, positionOf(i))), item.value, rest),
        UNDEFINED,
      );
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
          (name === 'indexOf' ? isEqual(item.value, callback) : test(item, positionOf(i))) ??
            refuse(node, 'has no translation', METHODS),
        );
      return all.reduceRight((rest, item, i) => merge(isIt(item, i), known(i), rest), known(-1));
    }
    case 'flatMap': {
      // What gives one value or none is a choice among what is gone through.
      const only = (element: Term): Item | undefined => {
        const { when, value } = each!.at(element);
        const found = itemsOf(ask(callback, [value, indexOf(element)], store, node), store);
        return found?.length === 1 ? { ...found[0]!, when: and(when, found[0]!.when) } : undefined;
      };
      if (!each || !only(bound(fresh(hint))))
        return refuse(node, 'goes through lists in a list', 'Use filter and map.');
      return { ...each, at: element => only(element)!, hint, numbered: false, position: undefined };
    }
    case 'forEach': {
      const all = items ?? itemsOf(self, store) ?? refuse(node, 'goes through too many', 'Use a smaller domain.');
      all.forEach(({ when, value }, i) => {
        const after = store.copy();
        evaluator.call(callback, [value, positionOf(i)], after, node);
        store.become(mergeStores(when, after, store));
      });
      return UNDEFINED;
    }
    case 'reduce': {
      const all = items ?? itemsOf(self, store) ?? refuse(node, 'goes through too many', 'Use a smaller domain.');
      if (!initial) refuse(node, 'has no first value', 'Give reduce a second argument.');
      return all.reduce(
        (sum, { when, value }, i) => merge(when, ask(callback, [sum, value, positionOf(i)], store, node), sum),
        initial,
      );
    }
    case 'slice': {
      // The first ones of a sequence, as many as given.
      const most = scalarOf(initial ?? UNDEFINED);
      if (!each?.position || !isFrom0(callback) || !most) return refuse(node, 'has no translation', METHODS);
      const isAmong = (element: Term) => compare('<', each.position!(element), most.term);
      const at = (element: Term) => {
        const item = each.at(element);
        return { ...item, when: and(isAmong(element), item.when) };
      };
      return { ...each, at };
    }
    default:
      return refuse(node, 'has no translation', METHODS);
  }
}

const isFrom0 = (of: Value) => of.tag === 'known' && of.value === 0;

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

/** What the model calls what is gone through: by its value, or, where that is looked up, by its position. */
function variableOf(each: Each | undefined, callback: Value): string | undefined {
  const probe = bound('probe#');
  const value = each?.at(probe).value;
  const isLookedUp = value?.tag === 'scalar' && value.term !== probe;
  const name = callback.tag === 'function' ? callback.node.parameters[isLookedUp ? 1 : 0]?.name : undefined;
  return name && 'text' in name && /^[a-z]\w*$/i.test(name.text as string) ? (name.text as string) : undefined;
}

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
  if (value.tag === 'known' && position?.shape.kind === 'string' && position.shape.values) {
    const [last, ...others] = [...position.shape.values].reverse();
    return others.reduce<Value>(
      (rest, one) => merge(equal(position.term, str(one)), known(value.value[one]), rest),
      known(value.value[last!]),
    );
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
