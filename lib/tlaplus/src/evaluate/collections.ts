// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import { chosen, eachOf, fit, itemsOf, valueAt } from './each.js';
import { refuse } from './refusal.js';
import { from, mergeStores, now, resume } from './store.js';
import {
  isEqual,
  isTrue,
  known,
  merge,
  scalar,
  scalarOf,
  truth,
  UNCLEAR,
  UNDEFINED,
  type Each,
  type Item,
  type Value,
} from './value.js';
import { and, equal, ite, not, or, quantify, read } from '../terms/simplify.js';
import { bound, call, compare, fresh, num, plus, str, TRUE, type Term } from '../terms/term.js';
import type { Shape } from '../terms/shapes.js';

const METHODS =
  'Use some, every, filter, map, includes, length, reduce, forEach; has, add, delete, clear and size of sets.';
const unknown = () => refuse('has no translation', METHODS);

/** How many there are. */
export function count(value: Value): Value {
  const sized = (of: Term, highest: number) => scalar(of, { kind: 'number', lowest: 0, highest });
  const each = eachOf(value);
  if (!each) {
    const items = itemsOf(value) ?? unknown();
    if (items.every(({ when }) => when === TRUE)) return known(items.length);
    const sum = items.reduce((sum, { when }) => plus(sum, ite(when, num(1), num(0))), num(0));
    return sized(sum, items.length);
  }
  const variable = fresh(each.hint);
  const { when } = each.at(bound(variable));
  if (when === TRUE && each.whole && each.members) return known(each.members.length);
  if (!each.times) return sized(call('Cardinality', [chosen(each, variable, when)]), each.members?.length ?? Infinity);
  const { of } = each.times;
  const isThere = compare('>', read(of, [bound(variable)]), num(0));
  const others = and(...(when.op === 'and' ? when.args : [when]).filter(one => one !== isThere));
  return sized(call('Total', [of, chosen(each, variable, others)]), Infinity);
}

/** The call of a function: one that only answers, or any. */
export interface Calls {
  readonly ask: (callee: Value, args: readonly Value[]) => Value;
  readonly call: (callee: Value, args: readonly Value[]) => Value;
}

/** A method of an array or a set. */
export function callMethod(self: Value, called: string, args: readonly Value[], { ask, call }: Calls): Value {
  const isKnown = (of: Value) => of.tag === 'known' && typeof of.value !== 'function';
  if (self.tag === 'known' && args.every(isKnown)) return knownMethod(self.value, called, args);
  const name = self.tag === 'known' && self.value instanceof Set && called === 'has' ? 'includes' : called;
  const [callback = UNDEFINED, initial] = args;
  const each = eachOf(self);
  const all = () => itemsOf(self) ?? refuse('goes through too many', 'Use some or every, or a smaller domain.');
  const hint = variableOf(each, callback) ?? each?.hint ?? 'x';
  // Of what may not be there, nobody knows the position, nor that of what comes after it.
  const positionOf = (items: readonly Item[], i: number): Value =>
    each
      ? (each.position?.(each.members![i]!) ?? UNCLEAR)
      : items.slice(0, i).every(({ when }) => when === TRUE)
        ? known(i)
        : UNCLEAR;
  const asked = (value: Value, index: Value) => ask(callback, [value, index, self]);
  const test = (value: Value, index: Value): Term => {
    if (name !== 'includes' && name !== 'indexOf') return isTrue(asked(value, index));
    const record = callback.tag === 'object' && value.tag === 'scalar' && fit(callback, value.shape);
    return record ? equal(value.term, record) : isEqual(value, callback);
  };
  switch (name) {
    case 'some':
    case 'includes':
    case 'every': {
      const isEvery = name === 'every';
      const judge = ({ when, value }: Item, index: Value) =>
        isEvery ? or(not(when), test(value, index)) : and(when, test(value, index));
      if (!each)
        return truth((isEvery ? and : or)(...all().map((item, i, items) => judge(item, positionOf(items, i)))));
      const one = bound(fresh(hint));
      const body = judge(each.at(one), each.position?.(one) ?? UNCLEAR);
      return truth(quantify(isEvery ? 'forall' : 'exists', one.text, each.domain, body));
    }
    case 'filter':
    case 'map': {
      const change = ({ when, value }: Item, index: Value): Item =>
        name === 'map' ? { when, value: asked(value, index) } : { when: and(when, test(value, index)), value };
      if (!each) return { tag: 'list', items: all().map((item, i, items) => change(item, positionOf(items, i))) };
      const then = now.copy();
      const at = (one: Term) => from(then, () => change(each.at(one), each.position?.(one) ?? UNCLEAR))[0];
      return { ...each, at, hint, position: name === 'map' ? each.position : undefined };
    }
    case 'find':
      return all().reduceRight<Value>(
        (rest, { when, value }, i, items) => merge(and(when, test(value, positionOf(items, i))), value, rest),
        UNDEFINED,
      );
    case 'findIndex':
    case 'indexOf':
      // Where something is known to be first, it has a position.
      return all().reduceRight<Value>((rest, { when, value }, i, items) => {
        const position = positionOf(items, i);
        if (position.tag !== 'known') return unknown();
        return merge(and(when, test(value, position)), position, rest);
      }, known(-1));
    case 'flatMap': {
      // What gives one value or none is a choice among what is gone through.
      const then = now.copy();
      const only = (one: Term): Item => {
        const { when, value } = each!.at(one);
        const found = from(then, () => itemsOf(asked(value, each!.position?.(one) ?? UNCLEAR)))[0];
        if (found?.length !== 1) return refuse('goes through lists in a list', 'Use filter and map.');
        return { ...found[0]!, when: and(when, found[0]!.when) };
      };
      if (!each) return refuse('goes through lists in a list', 'Use filter and map.');
      only(bound(fresh(hint)));
      return { ...each, at: only, hint, position: undefined };
    }
    case 'forEach':
      all().forEach(({ when, value }, i, items) => {
        const [, after] = from(now, () => call(callback, [value, positionOf(items, i)]));
        resume(mergeStores(when, after, now));
      });
      return UNDEFINED;
    case 'reduce':
      return all().reduce(
        (sum, { when, value }, i, items) => merge(when, ask(callback, [sum, value, positionOf(items, i)]), sum),
        initial ?? refuse('has no first value', 'Give reduce a second argument.'),
      );
    case 'slice': {
      // The first ones of a sequence, as many as given.
      const most = scalarOf(initial ?? UNDEFINED);
      const isFrom0 = callback.tag === 'known' && callback.value === 0;
      if (!each?.position || !isFrom0 || !most) return unknown();
      const { position } = each;
      const at = (one: Term) => {
        const { when, value } = each.at(one);
        return { when: and(compare('<', scalarOf(position(one))!.term, most.term), when), value };
      };
      return { ...each, at };
    }
    default:
      return unknown();
  }
}

function knownMethod(self: any, name: string, args: readonly Value[]): Value {
  // any: whatever is captured
  const isFine =
    typeof self?.[name] === 'function' &&
    !/^(push|pop|shift|unshift|splice|set|add|delete|clear|sort|reverse|fill)$/.test(name);
  if (!isFine) return unknown();
  return known(self[name](...args.map(one => (one as { value: unknown }).value)));
}

/** What the model calls what is gone through: by its value, or, where that is looked up, by its position. */
function variableOf(each: Each | undefined, callback: Value): string | undefined {
  const probe = bound('probe#');
  const value = each?.at(probe).value;
  const isLookedUp = value?.tag === 'scalar' && value.term !== probe;
  const name = callback.tag === 'function' ? callback.node.parameters[isLookedUp ? 1 : 0]?.name : undefined;
  return name && 'text' in name && /^[a-z]\w*$/i.test(name.text as string) ? (name.text as string) : undefined;
}

/** The item at a position, or of a name. */
export function itemAt(value: Value, index: Value): Value {
  const position = scalarOf(index);
  if (value.tag === 'place' && value.shape.kind === 'array' && position) {
    const { of, indices } = value.shape;
    const at = index.tag === 'known' ? indices.members[index.value] : position.term;
    if (!at) return UNDEFINED;
    const kinds =
      position.shape.kind === 'either' ? position.shape.parts.map(({ kind }) => kind) : [position.shape.kind];
    if (index.tag !== 'known' && !kinds.includes(indices.shape.kind))
      refuse('takes a process by its number, and processes of this family have none', 'Leave it out of symmetric.');
    return valueAt(value.root, [...value.path, at], of);
  }
  const items = itemsOf(value);
  if (index.tag === 'known' && items?.every(({ when }) => when === TRUE)) return items[index.value]?.value ?? UNDEFINED;
  const keys = position && keysOf(value, position.shape);
  if (!keys)
    return refuse(
      'takes an item that may not be there',
      'Use some, every or filter, or a position that is always there.',
    );
  const [last, ...others] = [...keys].reverse().map(key => [key, known((value as { value: any }).value[key])] as const);
  return others.reduce(
    (rest, [key, one]) => merge(equal(position.term, typeof key === 'string' ? str(key) : num(key)), one, rest),
    last![1],
  );
}

/** The names, or the numbers, under which a table has something. */
function keysOf(table: Value, shape: Shape): readonly (string | number)[] | undefined {
  if (table.tag !== 'known') return undefined;
  if (shape.kind === 'string') return shape.values;
  const isThere = shape.kind === 'number' && shape.lowest >= 0 && shape.highest < table.value.length;
  return isThere ? [...table.value.keys()] : undefined;
}
