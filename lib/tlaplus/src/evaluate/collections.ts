// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import { chosen, eachOf, fit, itemsOf, valueAt } from './each.js';
import { refuse } from './refusal.js';
import { from, mergeStores, now, resume } from './store.js';
import {
  isEqual,
  isTrue,
  known,
  merge,
  nameValues,
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
  const then = now.copy();
  const asked = ({ value, position = UNCLEAR }: Item) => ask(callback, [value, position, self]);
  const test = (item: Item): Term => {
    if (name !== 'includes' && name !== 'indexOf') return isTrue(asked(item));
    const { value } = item;
    const record = callback.tag === 'object' && value.tag === 'scalar' && fit(callback, value.shape);
    return record ? equal(value.term, record) : isEqual(value, callback);
  };
  /** The same choice, of something else: made where it is looked at, from the state as it is now. */
  const changed = (change: (item: Item) => Item): Value => {
    if (!each) return { tag: 'list', items: all().map(change) };
    const at = (one: Term) => from(then, () => change(each.at(one)))[0];
    at(bound(fresh(hint))); // it may be looked at nowhere, and is refused all the same
    return { ...each, at, hint };
  };
  switch (name) {
    case 'some':
    case 'includes':
    case 'every': {
      const isEvery = name === 'every';
      const judge = (item: Item) => (isEvery ? or(not(item.when), test(item)) : and(item.when, test(item)));
      if (!each) return truth((isEvery ? and : or)(...all().map(judge)));
      const one = bound(fresh(hint));
      return truth(quantify(isEvery ? 'forall' : 'exists', one.text, each.domain, judge(each.at(one))));
    }
    case 'filter':
      return changed(item => ({ when: and(item.when, test(item)), value: item.value }));
    case 'map':
      return changed(item => ({ ...item, value: asked(item) }));
    case 'flatMap': {
      // What gives one value or none is a choice among what is gone through.
      const only = (item: Item): Item => {
        const found = itemsOf(asked(item));
        if (found?.length !== 1) return refuse('goes through lists in a list', 'Use filter and map.');
        return { when: and(item.when, found[0]!.when), value: found[0]!.value };
      };
      return changed(only);
    }
    case 'find':
      return all().reduceRight<Value>((rest, item) => merge(and(item.when, test(item)), item.value, rest), UNDEFINED);
    case 'findIndex':
    case 'indexOf':
      return all().reduceRight<Value>((rest, item) => {
        if (item.position?.tag !== 'known') return unknown();
        return merge(and(item.when, test(item)), item.position, rest);
      }, known(-1));
    case 'forEach':
      for (const { when, value, position = UNCLEAR } of all()) {
        const [, after] = from(now, () => call(callback, [value, position]));
        resume(mergeStores(when, after, now));
      }
      return UNDEFINED;
    case 'reduce':
      return all().reduce(
        (sum, { when, value, position = UNCLEAR }) => merge(when, ask(callback, [sum, value, position]), sum),
        initial ?? refuse('has no first value', 'Give reduce a second argument.'),
      );
    case 'slice': {
      // The first ones, as many as given.
      const most = scalarOf(initial ?? UNDEFINED);
      if (!(callback.tag === 'known' && callback.value === 0 && most)) return unknown();
      return changed(({ when, value, position = UNCLEAR }) => {
        const place = scalarOf(position) ?? unknown();
        return { when: and(compare('<', place.term, most.term), when), value, position };
      });
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
  const names = value.tag === 'known' && nameValues(index);
  if (!names) return refuse('takes an item that may not be there', 'Use some, every or filter.');
  const [last, ...others] = [...names].reverse().map(one => [one, known(value.value[one])] as const);
  return others.reduce((rest, [one, found]) => merge(equal(position!.term, str(one)), found, rest), last![1]);
}
