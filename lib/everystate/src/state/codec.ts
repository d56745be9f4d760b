import { processName, type Declaration } from '../model/domains.js';
import { ModelError } from '../model/errors.js';
import { BitSet } from '../model/finite-set.js';
import { generate } from './generate.js';
import type { Layout, Slot } from './layout.js';
import { blankState, partsOf, type Part } from './state-object.js';

/** Set in the last word of every packed state: see `layOut`. */
const OCCUPIED = 1 << 31;

/** One state object, and the way between it and packed words. */
export interface Codec<S> {
  /** The object that guards, effects and properties are given, reused for every state. */
  readonly state: S;
  /** Fills `state` from the packed words that start at `offset`. */
  read(words: Int32Array, offset: number): void;
  /**
   * Packs `state` into `words`, from `offset` on.
   * @throws ModelError when a field holds a value outside its domain
   */
  write(words: Int32Array, offset: number): void;
  /** The same as code, for other generated code to hold in itself. */
  readonly code: CodecCode;
}

/** Lines of code about a state object, and what they call by name. */
export interface CodecCode {
  readonly bound: Readonly<Record<string, unknown>>;
  /** For each word, the lines that fill the fields packed in it from a variable. */
  read(word: number, variable: string): string[];
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
export function makeCodec<S>(declaration: Declaration, layout: Layout): Codec<S> {
  const state = blankState(declaration);
  const code = codecCode(layout, state, partsOf(declaration, state));
  const numbers = code.pack.map((_, word) => word);
  const methods = generate<Omit<Codec<S>, 'state' | 'code'>>('codec', code.bound, [
    `return {`,
    `  read(words, offset) {`,
    ...numbers.map(word => `    const word${word} = words[offset + ${word}];`),
    ...numbers.flatMap(word => code.read(word, `word${word}`)).map(line => `    ${line}`),
    `  },`,
    `  write(words, offset) {`,
    ...code.check.map(line => `    ${line}`),
    ...code.pack.map((packed, word) => `    words[offset + ${word}] = ${packed};`),
    `  },`,
    `};`,
  ]);
  return { state, ...methods, code };
}

function codecCode(layout: Layout, state: object, parts: readonly Part[]): CodecCode {
  const nameAt = (path: Slot['path']) => parts.find(part => part.path.join() === path.join())!.name;
  const reads: ((variable: string) => string)[][] = Array.from({ length: layout.words }, () => []);
  const check = parts.flatMap(({ path, name, holder }, i) =>
    holder ? [`if (${holder.name}.${path.at(-1)} !== ${name}) replaced(${i});`] : [],
  );
  const packed: string[][] = Array.from({ length: layout.words }, () => []);
  packed.at(-1)!.push(String(OCCUPIED));

  layout.slots.forEach(({ path, domain, word, shift, bits }, i) => {
    const field = path.length === 1 ? `state.${path[0]}` : `${nameAt(path.slice(0, 2))}.${path[2]}`;
    const raw = (variable: string) => (bits === 32 ? variable : `${variable} >>> ${shift} & ${2 ** bits - 1}`);
    const read = (line: (variable: string) => string) => reads[word]!.push(line);
    const pack = (code: string) => packed[word]!.push(shift === 0 ? code : `${code} << ${shift}`);

    if (domain.kind === 'set') {
      read(variable => `${nameAt(path)}.bits = ${raw(variable)};`);
      pack(`${nameAt(path)}.bits`);
    } else if (domain.lowest !== undefined) {
      const { lowest } = domain;
      const code = lowest === 0 ? `v${i}` : `(v${i} - ${lowest})`;
      read(variable => `${field} = ${lowest === 0 ? raw(variable) : `(${raw(variable)}) + ${lowest}`};`);
      check.push(
        `const v${i} = ${field}; if (v${i} !== (v${i} | 0) || ${code} >>> 0 > ${domain.values.length - 1}) outside(${i}, v${i});`,
      );
      pack(code);
    } else {
      read(variable => `${field} = domains[${i}][${raw(variable)}];`);
      const choices = domain.values.map((value, code) => `c${i} === ${JSON.stringify(value)} ? ${code} : `);
      check.push(`const c${i} = ${field}, v${i} = ${choices.join('')}outside(${i}, c${i});`);
      pack(`v${i}`);
    }
  });

  return {
    bound: {
      state,
      ...Object.fromEntries(parts.map(({ name, value }) => [name, value])),
      domains: layout.slots.map(({ domain }) => domain.kind === 'scalar' && domain.values),
      outside: (slot: number, value: unknown) => refuseValue(layout.slots[slot]!, value),
      replaced: (part: number) => refuseReplacement(parts[part]!),
    },
    read: (word, variable) => reads[word]!.map(line => line(variable)),
    check,
    pack: packed.map(codes => codes.join(' | ')),
  };
}

function refuseReplacement({ path, value, holder }: Part): never {
  const field = String(path.at(-1));
  holder!.record[field] = value;
  const name = path.length === 3 ? `${path[0]} ${processName(path[1] as number)}.${field}` : field;
  throw new ModelError(
    `'${name}' was replaced as a whole.`,
    value instanceof BitSet
      ? `Instead, use its methods add, delete and clear.`
      : `Instead, change its processes, such as ${field}[0], in place.`,
  );
}

function refuseValue({ name, domain }: Slot, value: unknown): never {
  const shown = domain.kind === 'scalar' ? domain.shown : domain.of.shown;
  throw new ModelError(
    `'${name}' was set to ${typeof value === 'string' ? JSON.stringify(value) : String(value)}, outside its domain ${shown}.`,
    `Widen the domain in 'state', or see to it that this value is never set.`,
  );
}
