// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import { ModelError, type Domain, type Fields } from 'everystate';
import { bind, read, union, write } from './simplify.js';
import { bool, infix, name, num, plus, range, record, setOfTerms, str, term, type Term } from './term.js';

/** What kind of value stands at a place: everystate's domains, as TLA+ tells them apart. */
export type Shape = Scalar | Compound;
export type Scalar =
  | {
      readonly kind: 'number';
      readonly lowest: number;
      readonly highest: number;
      readonly values?: readonly number[] /** What the numbers stand for, where they have a name. */;
      readonly set?: Term;
    }
  | { readonly kind: 'string'; readonly values?: readonly string[] }
  | { readonly kind: 'boolean' }
  /** A value of one of several shapes, such as messages of several types. */
  | { readonly kind: 'either'; readonly parts: readonly Shape[] }
  /** One process of a symmetric family: a value without a number. */
  | { readonly kind: 'process'; readonly set: Term; readonly members: readonly Term[] };
export type Compound =
  | { readonly kind: 'sequence'; readonly of: Shape; readonly capacity: number }
  | { readonly kind: 'set'; readonly of: Shape; readonly isNative?: true /** One of JavaScript's own. */ }
  | { readonly kind: 'map'; readonly keys: Shape; readonly of: Shape }
  | { readonly kind: 'bag'; readonly of: Shape; readonly most: number }
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, Shape>> }
  | { readonly kind: 'array'; readonly of: Shape; readonly indices: Indices };

/** What an array is indexed by, such as the processes of a family. */
export interface Indices {
  readonly set: Term;
  /** Each index, in order. */
  readonly members: readonly Term[];
  readonly shape: Scalar;
}

/** Whether values of a shape are changed in place. */
export const isCompound = (shape: Shape): shape is Compound =>
  ['sequence', 'set', 'map', 'bag', 'record', 'array'].includes(shape.kind);

/** What a map has for a key without a value: a model value, which is equal to nothing else. */
export const NO_VALUE = name('NoValue');

export const NUMBER: Scalar = { kind: 'number', lowest: -Infinity, highest: Infinity };
export const BOOLEAN: Scalar = { kind: 'boolean' };
export const STRING: Scalar = { kind: 'string' };

export const numbered = (count: number, set = range(num(0), num(count - 1))): Indices => ({
  set,
  members: Array.from({ length: count }, (_, i) => num(i)),
  shape: { kind: 'number', lowest: 0, highest: count - 1, set: set.op === 'name' ? set : undefined },
});

/** The processes of a symmetric family are model values: `{A, B, C}`. */
export function interchangeable(names: readonly string[], set: Term): Indices {
  const members = names.map(one => name(one));
  return { set, members, shape: { kind: 'process', set, members } };
}

/**
 * The shape of a declared field.
 * @param path the field's name, for error messages
 * @param indicesOf how the processes of a family are called
 * @throws ModelError when it is of a kind that has no translation, or TLC could not compare its values with each other
 */
export function shapeOf(declared: Domain | Fields, path: string, indicesOf: (family: string) => Indices): Shape {
  const domain = declared as any; // any: by its kind
  const inside = (of: Domain | Fields, part: string) => shapeOf(of, path + part, indicesOf);
  switch (typeof domain.kind === 'string' ? domain.kind : 'record') {
    case 'scalar':
      return scalarOf(domain.values, path);
    case 'reference':
      return indicesOf(domain.family).shape;
    case 'shown':
      return inside(domain.of, '');
    case 'set':
      return { kind: 'set', of: inside(domain.of, '') };
    case 'sequence':
      return { kind: 'sequence', of: inside(domain.of, ''), capacity: domain.capacity };
    case 'map':
      return { kind: 'map', keys: inside(domain.keys, ''), of: inside(domain.of, '') };
    case 'bag':
      return { kind: 'bag', of: inside(domain.of, ''), most: domain.most };
    case 'either':
      return eitherOf(
        domain.of.map((part: Domain | Fields) => inside(part, '')),
        path,
      );
    case 'record': {
      const fields = Object.entries((typeof domain.kind === 'string' ? domain.fields : domain) as Fields);
      return {
        kind: 'record',
        fields: Object.fromEntries(fields.map(([field, of]) => [field, inside(of, `.${field}`)])),
      };
    }
    case 'array': {
      const indices = typeof domain.length === 'string' ? indicesOf(domain.length) : numbered(domain.length);
      return { kind: 'array', of: inside(domain.of, '[…]'), indices };
    }
    case 'family':
      return {
        kind: 'array',
        of: inside({ kind: 'record', fields: domain.fields } as Domain, ''),
        indices: indicesOf(path),
      };
    default:
      throw new ModelError(
        `The field '${path}' is of a kind that has no translation to TLA+: '${domain.kind}'.`,
        'Use range, oneOf, flag, processOf, setOf, arrayOf, sequenceOf, mapOf, bagOf, either, records or each.',
      );
  }
}

function eitherOf(parts: readonly Shape[], path: string): Shape {
  const kinds = new Set(parts.map(({ kind }) => kind));
  if (kinds.size > 1 && (kinds.has('number') || kinds.has('boolean'))) {
    throw new ModelError(
      `The field '${path}' holds numbers and other values; TLC cannot compare them.`,
      'Declare it with numbers alone, or with a name in place of each number.',
    );
  }
  return { kind: 'either', parts };
}

/** The part of a choice that a value is of. */
export function partOf(parts: readonly Shape[], value: unknown): Shape {
  const found = parts.find(part => {
    if (part.kind === 'either') return true;
    if (part.kind === 'string') return typeof value === 'string' && (part.values ?? []).includes(value);
    if (part.kind !== 'record') return typeof value === 'number';
    const fields = Object.keys(part.fields);
    return typeof value === 'object' && value !== null && isAs(Object.keys(value), fields);
  });
  return found!;
}

export const isAs = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every(one => others.includes(one));

function scalarOf(values: readonly unknown[], path: string): Scalar {
  if (values.every(value => typeof value === 'boolean')) return BOOLEAN;
  if (values.every(value => typeof value === 'string')) return { kind: 'string', values };
  if (values.every(value => Number.isInteger(value))) {
    const numbers = values as readonly number[];
    const [lowest, highest] = numbers.reduce(([l, h], n) => [Math.min(l, n), Math.max(h, n)], [Infinity, -Infinity]);
    return { kind: 'number', lowest, highest, values: numbers };
  }
  throw new ModelError(
    `The field '${path}' holds names and numbers, or numbers that are not whole; TLC cannot compare them.`,
    'Declare it with names alone, or with whole numbers alone.',
  );
}

/** The set of all values of a shape, as an invariant of types has it. */
export function allOf(shape: Shape): Term {
  switch (shape.kind) {
    case 'number': {
      const { lowest, highest, values, set } = shape;
      if (set) return set;
      const whole = !values || highest - lowest === values.length - 1;
      return whole ? range(num(lowest), num(highest)) : setOfTerms(values.map(num));
    }
    case 'string':
      return setOfTerms(shape.values!.map(str));
    case 'boolean':
      return name('BOOLEAN');
    case 'process':
      return shape.set;
    case 'sequence':
      return term('call', [allOf(shape.of), num(shape.capacity)], 'SequencesUpTo');
    case 'either':
      return shape.parts.map(allOf).reduce((one, other) => union(one, other));
    case 'set':
      return term('prefix', [allOf(shape.of)], 'SUBSET ');
    case 'map':
      return term('functionSet', [allOf(shape.keys), union(allOf(shape.of), setOfTerms([NO_VALUE]))]);
    case 'bag':
      return term('functionSet', [allOf(shape.of), range(num(0), num(shape.most))]);
    case 'record': {
      const { args, text } = record(Object.entries(shape.fields).map(([field, of]) => [field, allOf(of)]));
      return term('recordSet', args, text);
    }
    case 'array':
      return term('functionSet', [shape.indices.set, allOf(shape.of)]);
  }
}

/** A value of everystate's in TLA+. */
export function literal(shape: Shape, value: any): Term {
  // any: as the state has it
  switch (shape.kind) {
    case 'number':
      return num(value);
    case 'string':
      return str(value);
    case 'boolean':
      return bool(value);
    case 'process':
      return shape.members[value]!;
    case 'either':
      return literal(partOf(shape.parts, value), value);
    case 'sequence':
      return term(
        'tuple',
        [...value].map(element => literal(shape.of, element)),
      );
    case 'set':
      return setOfTerms([...value].map(element => literal(shape.of, element)));
    case 'map':
      return [...value].reduce(
        (all, [key, one]) => write(all, [literal(shape.keys, key)], literal(shape.of, one)),
        emptyOf(shape),
      );
    case 'bag':
      return [...value].reduce((all, one) => {
        const key = literal(shape.of, one);
        return write(all, [key], plus(read(all, [key]), num(1)));
      }, emptyOf(shape));
    case 'record':
      return record(Object.entries(shape.fields).map(([field, of]) => [field, literal(of, value[field])]));
    case 'array': {
      const { set, members } = shape.indices;
      const elements = members.map((_, i) => literal(shape.of, value[i]));
      if (elements.every(element => element === elements[0])) {
        return filled(shape.indices, elements[0]!, set.op === 'name' ? set.text.slice(0, 1).toLowerCase() : 'i');
      }
      const pairs = elements.map((element, i) => infix(':>', members[i]!, element));
      return pairs.reduce((rest, pair) => infix('@@', rest, pair));
    }
  }
}

/** A function in which every index has the same value: `[i \in 0..9 |-> 0]`. */
export const filled = ({ set }: Indices, value: Term, index = 'i'): Term => bind('function', `${index}#`, set, value);

/** A collection with nothing in it. */
export function emptyOf(shape: Compound): Term {
  if (shape.kind === 'map') return bind('function', 'key#', allOf(shape.keys), NO_VALUE);
  if (shape.kind === 'bag') return bind('function', 'x#', allOf(shape.of), num(0));
  return shape.kind === 'sequence' ? term('tuple') : setOfTerms([]);
}

/** The members of a domain that is small enough to be told one by one. */
export function membersOf(shape: Shape): Term[] | undefined {
  switch (shape.kind) {
    case 'boolean':
      return [bool(false), bool(true)];
    case 'process':
      return [...shape.members];
    case 'string':
      return shape.values?.map(str);
    case 'number': {
      const { lowest, highest, values } = shape;
      if (values) return values.map(num);
      return highest - lowest < 256
        ? Array.from({ length: highest - lowest + 1 }, (_, i) => num(lowest + i))
        : undefined;
    }
    default:
      return undefined;
  }
}
