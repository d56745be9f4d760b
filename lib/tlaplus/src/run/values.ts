// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import { isAs, NO_VALUE, partOf, type Shape } from '../terms/shapes.js';

/** A value as TLC prints it: functions and records as entries, sets as lists. */
type Printed =
  | string
  | number
  | boolean
  | { readonly set: readonly Printed[] }
  | { readonly entries: readonly (readonly [Printed, Printed])[] };

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

/** What TLC printed for a place of this shape, in a form that can be compared. */
export function plainPrinted(shape: Shape, printed: Printed): unknown {
  const { set, entries } = printed as { set: readonly Printed[]; entries: readonly (readonly [Printed, Printed])[] };
  const entryOf = (key: Printed) => {
    const found = entries.find(([is]) => is === key);
    if (!found) throw new Error(`TLC printed no value for '${String(key)}': ${JSON.stringify(printed)}`);
    return found[1];
  };
  switch (shape.kind) {
    case 'set':
      return sorted(set.map(one => plainPrinted(shape.of, one)));
    case 'record':
      return Object.entries(shape.fields).map(([field, of]) => plainPrinted(of, entryOf(field)));
    case 'array':
      return shape.indices.members.map(({ op, text }) =>
        plainPrinted(shape.of, entryOf(op === 'number' ? Number(text) : text)),
      );
    case 'map': {
      const there = entries.filter(([, one]) => one !== NO_VALUE.text);
      return sorted(there.map(([key, one]) => [plainPrinted(shape.keys, key), plainPrinted(shape.of, one)]));
    }
    case 'bag':
      return sorted(entries.flatMap(([one, times]) => Array(times as number).fill(plainPrinted(shape.of, one))));
    case 'sequence':
      return entries.map(([, one]) => plainPrinted(shape.of, one));
    case 'either':
      return plainPrinted(partPrinted(shape.parts, printed), printed);
    case 'process':
      return shape.members.findIndex(({ text }) => text === printed);
    default:
      return printed;
  }
}

/** The same of a value of everystate's. */
export function plainValue(shape: Shape, value: any): unknown {
  // any: as the state has it
  switch (shape.kind) {
    case 'set':
      return sorted([...value].map(one => plainValue(shape.of, one)));
    case 'record':
      return Object.entries(shape.fields).map(([field, of]) => plainValue(of, value[field]));
    case 'array':
      return shape.indices.members.map((_, i) => plainValue(shape.of, value[i]));
    case 'map':
      return sorted([...value].map(([key, one]) => [plainValue(shape.keys, key), plainValue(shape.of, one)]));
    case 'bag':
      return sorted([...value].map(one => plainValue(shape.of, one)));
    case 'sequence':
      return [...value].map(one => plainValue(shape.of, one));
    case 'either':
      return plainValue(partOf(shape.parts, value), value);
    default:
      return value;
  }
}

function partPrinted(parts: readonly Shape[], printed: Printed): Shape {
  return parts.find(part => {
    if (part.kind === 'either') return true;
    if (part.kind === 'string') return (part.values as readonly Printed[]).includes(printed);
    if (part.kind === 'process') return part.members.some(({ text }) => text === printed);
    if (typeof printed !== 'object' || part.kind !== 'record' || !('entries' in printed)) return false;
    const names = printed.entries.map(([name]) => String(name));
    return isAs(names, Object.keys(part.fields));
  })!;
}

const sorted = (of: readonly unknown[]) => of.map(one => JSON.stringify(one)).sort();
