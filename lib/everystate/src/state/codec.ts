import { codeOf, type Domain, refusal } from '../model/domain.js';
import { ModelError } from '../model/errors.js';
import { assign } from './assign.js';
import { generate } from './generate.js';
import type { Layout } from './layout.js';
import { type Cell, type HeldSet, StateObject } from './state-object.js';

/** Set in the last word of every packed state: see `layOut`. */
const OCCUPIED = 1 << 31;
/** More values than these are looked up in a map instead of one after the other. */
const FEW = 16;

/** One state object, and the way between it and packed words. */
export interface Codec<S> {
  /** The object that guards, effects and properties are given, reused for every state. */
  readonly state: S;
  /** 32-bit words that one packed state takes. */
  readonly words: number;
  /** Fills `state` from the packed words that start at `offset`. */
  read(words: Int32Array, offset: number): void;
  /**
   * Packs `state` into `words`, from `offset` on.
   * @throws ModelError when a field holds a value outside its domain
   */
  write(words: Int32Array, offset: number): void;
  /** Where the parts of `state` are, in the order of the layout's slots. */
  readonly cells: readonly Cell[];
  /** Reading and packing as source code, to build into other generated code. */
  readonly code: CodecCode;
}

/** Source lines that fill and pack a state object, and the values that they refer to by name. */
export interface CodecCode {
  readonly bound: Readonly<Record<string, unknown>>;
  /** For each word, the lines that fill the fields packed in it from a variable. */
  read(word: number, variable: string): string[];
  /** The lines that give a state its own sets again, where an effect replaced them and the state was never packed. */
  readonly restore: readonly string[];
  /** The lines that refuse values outside their domains; `pack` needs what they leave. */
  readonly check: readonly string[];
  /** For each word, an expression of its packed value. */
  readonly pack: readonly string[];
}

/**
 * Makes a state object for the layout, and the code that packs and unpacks it.
 * That code is generated, a line or two a field: it is the innermost part of a
 * search, where a loop over descriptions of fields would cost several times more.
 */
export function makeCodec<S>(fields: Readonly<Record<string, Domain>>, layout: Layout): Codec<S> {
  const { state, cells, sets } = new StateObject(fields);
  const code = codecCode(layout, state, cells, sets);
  const numbers = code.pack.map((_, word) => word);
  const methods = generate<Pick<Codec<S>, 'read' | 'write'>>('codec', code.bound, [
    `return {`,
    `  read(words, offset) {`,
    ...code.restore.map(line => `    ${line}`),
    ...numbers.map(word => `    const word${word} = words[offset + ${word}];`),
    ...numbers.flatMap(word => code.read(word, `word${word}`)).map(line => `    ${line}`),
    `  },`,
    `  write(words, offset) {`,
    ...code.check.map(line => `    ${line}`),
    ...code.pack.map((packed, word) => `    words[offset + ${word}] = ${packed};`),
    `  },`,
    `};`,
  ]);
  return { state, words: layout.words, cells, ...methods, code };
}

/**
 * What a state object holds, packed.
 * @throws ModelError when a field holds a value outside its domain
 */
export function packedBy(codec: Codec<any>): Int32Array {
  const packed = new Int32Array(codec.words);
  codec.write(packed, 0);
  return packed;
}

/** Whether two packed states are the same. */
export function isSame(one: Int32Array, other: Int32Array): boolean {
  for (let word = 0; word < one.length; word++) if (one[word] !== other[word]) return false;
  return true;
}

function codecCode(layout: Layout, state: object, cells: readonly Cell[], sets: readonly HeldSet[]): CodecCode {
  const names = new Map<object, string>([[state, 'state']]);
  const name = (object: object, field: string) => {
    // The number keeps names apart that would be the same without it.
    if (!names.has(object)) names.set(object, `$${names.size}_${field.replace(/\W+/g, '_')}`);
    return names.get(object)!;
  };
  for (const { holder, name: field } of cells) name(holder, field);
  const reads: ((variable: string) => string)[][] = Array.from({ length: layout.words }, () => []);
  const held = sets.map(({ holder, key, set, name: field }) => [`${name(holder, field)}.${key}`, name(set, field)]);
  const restore = held.map(([place, set]) => `if (${place} !== ${set}) ${place} = ${set};`);
  const check = held.map(([place, set], i) => `if (${place} !== ${set}) adopt(${i});`);
  const packed: string[][] = Array.from({ length: layout.words }, () => []);
  packed.at(-1)!.push(String(OCCUPIED));

  layout.slots.forEach(({ domain, from, word, shift, bits }, i) => {
    const { holder, key } = cells[i]!;
    const field = `${names.get(holder)}${typeof key === 'number' ? `[${key}]` : `.${key}`}`;
    const raw = (variable: string) => (bits === 32 ? variable : `${variable} >>> ${shift} & ${2 ** bits - 1}`);
    const read = (line: (variable: string) => string) => reads[word]!.push(line);
    const pack = (code: string) => packed[word]!.push(shift === 0 ? code : `${code} << ${shift}`);

    if (from !== undefined) {
      read(variable => `${field} = ${raw(variable)};`);
      pack(field);
    } else if (domain.lowest !== undefined) {
      const { lowest } = domain;
      const code = lowest === 0 ? `v${i}` : `(v${i} - ${lowest})`;
      read(variable => `${field} = ${lowest === 0 ? raw(variable) : `(${raw(variable)}) + ${lowest}`};`);
      check.push(
        `const v${i} = ${field}; if (v${i} !== (v${i} | 0) || ${code} >>> 0 > ${domain.values.length - 1}) outside(${i}, v${i});`,
      );
      pack(code);
    } else if (domain.codeOf || domain.values.length > FEW) {
      read(variable => `${field} = domains[${i}][${raw(variable)}];`);
      check.push(
        `const c${i} = ${field}; let v${i} = codes[${i}].get(c${i}); if (v${i} === undefined) v${i} = encode(${i}, c${i});`,
      );
      pack(`v${i}`);
    } else {
      read(variable => `${field} = domains[${i}][${raw(variable)}];`);
      const choices = domain.values.map((value, code) => `c${i} === ${JSON.stringify(value)} ? ${code} : `);
      check.push(`const c${i} = ${field}, v${i} = ${choices.join('')}outside(${i}, c${i});`);
      pack(`v${i}`);
    }
  });

  const outside = (slot: number, value: unknown): never => {
    const { domain, name } = layout.slots[slot]!;
    throw refusal(value, domain, name);
  };
  return {
    bound: {
      state,
      ...Object.fromEntries([...names].slice(1).map(([holder, name]) => [name, holder])),
      domains: layout.slots.map(({ domain }) => domain.values),
      codes: layout.slots.map(({ domain, from }) =>
        from === undefined && domain.lowest === undefined ? positions(domain.values) : undefined,
      ),
      outside,
      adopt: (i: number) => adopt(sets[i]!, sets),
      encode: (slot: number, value: unknown) => {
        const code = codeOf(layout.slots[slot]!.domain, value);
        return code < 0 ? outside(slot, value) : code;
      },
    },
    read: (word, variable) => reads[word]!.map(line => line(variable)),
    restore,
    check,
    pack: packed.map(codes => codes.join(' | ')),
  };
}

/** Copies the elements of what an effect put in the place of a set. */
function adopt({ holder, key, set, name }: HeldSet, sets: readonly HeldSet[]): void {
  const given = holder[key];
  holder[key] = set;
  if (sets.some(other => other.set === given)) {
    throw new ModelError(
      `'${name}' was set to another set of the state, and would then be the same one.`,
      `Copy its elements instead: ${key}.replaceWith(…).`,
    );
  }
  assign(set, given, { kind: 'set' }, name);
}

const maps = new WeakMap<readonly unknown[], ReadonlyMap<unknown, number>>();

/** The position of each value; made once for a list. */
function positions(values: readonly unknown[]): ReadonlyMap<unknown, number> {
  let map = maps.get(values);
  if (!map) maps.set(values, (map = new Map(values.map((value, code) => [value, code]))));
  return map;
}
