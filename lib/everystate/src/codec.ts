import { processName, type Declaration, type Scalar } from './domains.js';
import { ModelError } from './errors.js';
import { BitSet } from './finite-set.js';
import type { Layout, Slot } from './layout.js';

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
}

/**
 * Makes a state object for the layout, and the code that packs and unpacks it.
 * That code is generated, a line or two a field: it is the innermost part of a
 * search, where a loop over descriptions of fields would cost several times more.
 */
export function makeCodec<S>(declaration: Declaration, layout: Layout): Codec<S> {
  const state = blankState(declaration);
  const parts = partsOf(declaration, state);
  const bound: Record<string, unknown> = {
    state,
    ...Object.fromEntries(parts.map(({ name, value }) => [name, value])),
    domains: layout.slots.map(({ domain }) => domain.kind === 'scalar' && domain.values),
    outside: (slot: number, value: unknown) => refuseValue(layout.slots[slot]!, value),
    replaced: (part: number) => refuseReplacement(parts[part]!),
  };
  const make = new Function(...Object.keys(bound), codecSource(layout, parts));
  return { state, ...make(...Object.values(bound)) };
}

/** An object within the state object that stays the same one all the time: a set, a process, or all of a family's. */
interface Part {
  readonly path: Slot['path'];
  /** What the generated code calls it. */
  readonly name: string;
  readonly value: object;
  /** What holds it, for parts that an action could replace by mistake. */
  readonly holder?: { readonly record: Record<string, unknown>; readonly name: string };
}

/** The body of a function that returns `read` and `write`. */
function codecSource(layout: Layout, parts: readonly Part[]): string {
  const nameAt = (path: Slot['path']) => parts.find(part => part.path.join() === path.join())!.name;
  const reads: string[] = [];
  const checks = parts.flatMap(({ path, name, holder }, i) =>
    holder ? [`if (${holder.name}.${path.at(-1)} !== ${name}) replaced(${i});`] : []);
  const packed: string[][] = Array.from({ length: layout.words }, () => []);

  layout.slots.forEach(({ path, domain, word, shift, bits }, i) => {
    const field = path.length === 1 ? `state.${path[0]}` : `${nameAt(path.slice(0, 2))}.${path[2]}`;
    const raw = bits === 32
      ? `words[offset + ${word}]`
      : `(words[offset + ${word}] >>> ${shift} & ${2 ** bits - 1})`;
    const pack = (code: string) => packed[word]!.push(shift === 0 ? code : `${code} << ${shift}`);

    if (domain.kind === 'set') {
      reads.push(`${nameAt(path)}.bits = ${raw};`);
      pack(`${nameAt(path)}.bits`);
    } else if (domain.lowest !== undefined) {
      const from = domain.lowest;
      reads.push(`${field} = ${raw}${from === 0 ? '' : ` + ${from}`};`);
      const isOutside = `v${i} < ${from} || v${i} > ${domain.values.at(-1)} || v${i} !== (v${i} | 0)`;
      checks.push(`const v${i} = ${field}; if (${isOutside}) outside(${i}, v${i});`);
      pack(from === 0 ? `v${i}` : `(v${i} - ${from})`);
    } else {
      reads.push(`${field} = domains[${i}][${raw}];`);
      const choices = domain.values.map((value, code) => `c${i} === ${JSON.stringify(value)} ? ${code} : `);
      checks.push(`const c${i} = ${field}, v${i} = ${choices.join('')}outside(${i}, c${i});`);
      pack(`v${i}`);
    }
  });

  const lines = (codes: string[]) => codes.map(code => `    ${code}\n`).join('');
  return `return {
  read(words, offset) {
${lines(reads)}  },
  write(words, offset) {
${lines(checks)}${lines(packed.map((codes, word) => `words[offset + ${word}] = ${codes.join(' | ')};`))}  },
};`;
}

/** The state object, with every field at the first value of its domain. */
function blankState(declaration: Declaration, prefix = ''): any {
  const state: Record<string, unknown> = {};
  for (const [field, domain] of Object.entries(declaration)) {
    state[field] = domain.kind === 'scalar' ? domain.values[0]
      : domain.kind === 'set' ? blankSet(domain.of, prefix + field)
      : Object.freeze(Array.from({ length: domain.count }, (_, i) =>
        blankState(domain.fields, `${field} ${processName(i)}.`)));
  }
  return Object.seal(state);
}

function blankSet({ values, lowest }: Scalar<unknown>, name: string): BitSet<unknown> {
  const bitOf = lowest === undefined
    ? (value: unknown) => values.indexOf(value)
    : (value: unknown) => bitInRange(value as number, lowest, values.length);
  return new BitSet(values, bitOf, name);
}

/** Everything in a state object that the codec holds on to. */
function partsOf(declaration: Declaration, state: any): Part[] {
  const parts: Part[] = [];
  const add = (path: Slot['path'], value: object, holder?: Part['holder']): string => {
    // The number keeps names apart that would be the same without it.
    const name = `$${parts.length}_${path.map(part => (typeof part === 'number' ? processName(part) : part)).join('_')}`;
    parts.push({ path, name, value, holder });
    return name;
  };
  const addFields = (fields: Declaration, record: any, holderName: string, path: Slot['path']): void => {
    for (const [field, domain] of Object.entries(fields)) {
      if (domain.kind === 'scalar') continue;
      add([...path, field], record[field], { record, name: holderName });
      if (domain.kind !== 'family') continue;
      (record[field] as object[]).forEach((member, i) => {
        const here = [...path, field, i];
        addFields(domain.fields, member, add(here, member), here);
      });
    }
  };
  addFields(declaration, state, 'state', []);
  return parts;
}

function bitInRange(value: number, lowest: number, count: number): number {
  const bit = value - lowest;
  return Number.isInteger(value) && bit >= 0 && bit < count ? bit : -1;
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
