// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import { NO_VALUE, type Shape } from '../terms/shapes.js';

/** A value as TLC prints it: functions and records as entries, sets as lists. */
export type Printed =
  | string
  | number
  | boolean
  | { readonly set: readonly Printed[] }
  | { readonly entries: readonly Entry[] };
type Entry = readonly [Printed, Printed];

/**
 * Reads a value that TLC printed.
 * @throws Error when it is none
 */
export function readValue(text: string): Printed {
  const tokens = text.match(/"[^"]*"|<<|>>|\|->|:>|@@|-?\d+|\w+|[[\]{}(),]/g) ?? [];
  let at = 0;
  const expect = (token: string) => {
    if (tokens[at++] !== token) throw new Error(`TLC printed no value: ${text}`);
  };
  const listed = <T>(end: string, item: () => T): T[] => {
    const items: T[] = [];
    while (tokens[at] !== end) {
      items.push(item());
      if (tokens[at] === ',' || tokens[at] === '@@') at++;
    }
    at++;
    return items;
  };
  const value = (): Printed => {
    const token = tokens[at++];
    if (token === undefined) throw new Error(`TLC printed no value: ${text}`);
    if (token === '{') return { set: listed('}', value) };
    if (token === '<<') return { entries: listed('>>', value).map((one, i) => [i + 1, one]) };
    const entry = (sign: string) => (): [Printed, Printed] => {
      const key = value();
      expect(sign);
      return [key, value()];
    };
    if (token === '[') return { entries: listed(']', entry('|->')) };
    if (token === '(') return { entries: listed(')', entry(':>')) };
    if (token === 'TRUE' || token === 'FALSE') return token === 'TRUE';
    if (token.startsWith('"')) return JSON.parse(token);
    return /^-?\d+$/.test(token) ? Number(token) : token;
  };
  return value();
}

/** Whether TLC printed this value of everystate's, which stands at a place of this shape. */
export function isPrinted(shape: Shape, value: any, printed: Printed): boolean {
  // any: as the state has it
  const { set = [], entries = [] } = printed as { set?: readonly Printed[]; entries?: readonly Entry[] };
  const at = (key: Printed) => entries.find(([is]) => is === key)?.[1];
  const isThere = (of: Shape, part: unknown, one?: Printed) => one !== undefined && isPrinted(of, part, one);
  switch (shape.kind) {
    case 'set':
      return set.length === value.size && [...value].every(one => set.some(other => isPrinted(shape.of, one, other)));
    case 'record': {
      const fields = Object.entries(shape.fields);
      return fields.length === entries.length && fields.every(([field, of]) => isThere(of, value[field], at(field)));
    }
    case 'array':
      return shape.indices.members.every(({ op, text }, i) =>
        isThere(shape.of, value[i], at(op === 'number' ? Number(text) : text)),
      );
    case 'map': {
      const there = entries.filter(([, one]) => one !== NO_VALUE.text);
      const has = ([key, one]: [unknown, unknown]) =>
        there.some(([is, other]) => isPrinted(shape.keys, key, is) && isPrinted(shape.of, one, other));
      return there.length === value.size && [...value].every(has);
    }
    case 'bag': {
      const all = [...value];
      return entries.every(([is, times]) => all.filter(one => isPrinted(shape.of, one, is)).length === times);
    }
    case 'sequence':
      return entries.length === value.length && [...value].every((one, i) => isPrinted(shape.of, one, entries[i]![1]));
    case 'either':
      return shape.parts.some(part => isPrinted(part, value, printed));
    case 'process':
      return shape.members[value]?.text === printed;
    default:
      return value === printed;
  }
}
