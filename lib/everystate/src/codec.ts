import { processName, type Declaration, type Scalar } from './domains.js';
import { ModelError } from './errors.js';
import { FiniteSet } from './finite-set.js';
import { generated } from './generated.js';
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
  const make = generated(Object.keys(bound), codecSource(layout, parts));
  return { state, ...make(...Object.values(bound)) };
}

/** An object within the state object that stays the same one all the time: a set, a process, or all of a family's. */
interface Part {
  /** What the generated code calls it. */
  readonly name: string;
  readonly value: object;
  /** What holds it, for parts that an action could replace by mistake. */
  readonly holder?: { readonly record: Record<string, unknown>; readonly name: string; readonly field: string };
}

/** The body of a function that returns `read` and `write`. Print it to see what runs. */
export function codecSource(layout: Layout, parts: readonly Part[]): string {
  const reads: string[] = [];
  const checks = parts.flatMap(({ name, holder }, i) =>
    holder ? [`if (${holder.name}.${holder.field} !== ${name}) replaced(${i});`] : []);
  const packed: string[][] = Array.from({ length: layout.words }, () => []);

  layout.slots.forEach(({ path, domain, word, shift, bits }, i) => {
    const field = path.length === 1 ? `state.${path[0]}` : `${partName(path.slice(0, 2))}.${path[2]}`;
    const raw = bits === 32
      ? `words[offset + ${word}]`
      : `(words[offset + ${word}] >>> ${shift} & ${2 ** bits - 1})`;
    const pack = (code: string) => packed[word]!.push(shift === 0 ? code : `${code} << ${shift}`);

    if (domain.kind === 'set') {
      reads.push(`${partName(path)}.bits = ${raw};`);
      pack(`${partName(path)}.bits`);
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

function blankSet({ values, lowest }: Scalar<unknown>, name: string): FiniteSet<unknown> {
  const bitOf = lowest === undefined
    ? (value: unknown) => values.indexOf(value)
    : (value: unknown) => bitInRange(value as number, lowest, values.length);
  return new FiniteSet(values, bitOf, name);
}

/** Everything in a state object that the codec holds on to. */
function partsOf(declaration: Declaration, state: any, holder = 'state', path: Slot['path'] = []): Part[] {
  return Object.entries(declaration).flatMap(([field, domain]): Part[] => {
    if (domain.kind === 'scalar') return [];
    const here = [...path, field];
    const part = { name: partName(here), value: state[field], holder: { record: state, name: holder, field } };
    if (domain.kind === 'set') return [part];
    const members = (state[field] as object[]).flatMap((member, i) => {
      const name = partName([...here, i]);
      return [{ name, value: member }, ...partsOf(domain.fields, member, name, [...here, i])];
    });
    return [part, ...members];
  });
}

/** `deleted`, `enactor_A`, `enactor_A_seen`: with a sign in front that no field's name has. */
function partName(path: Slot['path']): string {
  return `$${path.map(part => (typeof part === 'number' ? processName(part) : part)).join('_')}`;
}

function bitInRange(value: number, lowest: number, count: number): number {
  const bit = value - lowest;
  return bit >= 0 && bit < count && bit === (bit | 0) ? bit : -1;
}

function refuseReplacement({ value, holder }: Part): never {
  const { record, field } = holder!;
  record[field] = value;
  throw new ModelError(
    `An action assigned to '${field}' as a whole.`,
    value instanceof FiniteSet
      ? `Instead, use its methods add, delete and clear.`
      : `Instead, change its processes, such as ${field}[0], in place.`,
  );
}

function refuseValue({ name, domain }: Slot, value: unknown): never {
  const shown = domain.kind === 'scalar' ? domain.shown : domain.of.shown;
  throw new ModelError(
    `'${name}' was set to ${JSON.stringify(value) ?? String(value)}, outside its domain ${shown}.`,
    `Widen the domain in 'state', or guard the action so that it never gets there.`,
  );
}
