import { processName, type Declaration, type Family, type Fields } from './domains.js';
import { ModelError } from './errors.js';
import { FiniteSet } from './finite-set.js';
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
  const records = { state, ...memberRecords(declaration, state) };
  const domains = layout.slots.map(slot => slot.domain.kind === 'scalar' && slot.domain.values);
  const reject = (slot: number, value: unknown) => refuse(layout.slots[slot]!, value);
  const { read, write } = new Function(...Object.keys(records), 'domains', 'reject', codecSource(layout))(
    ...Object.values(records), domains, reject,
  );
  return { state: state as S, read, write };
}

/** The body of a function that returns `read` and `write`. Print it to see what runs. */
export function codecSource(layout: Layout): string {
  const reads: string[] = [];
  const checks: string[] = [];
  const packed: string[][] = Array.from({ length: layout.words }, () => []);

  layout.slots.forEach(({ path, domain, word, shift, bits }, i) => {
    const field = path.length === 1 ? `state.${path[0]}` : `${recordName(path)}.${path[2]}`;
    const raw = bits === 32
      ? `words[offset + ${word}]`
      : `(words[offset + ${word}] >>> ${shift} & ${2 ** bits - 1})`;
    const pack = (code: string) => packed[word]!.push(shift === 0 ? code : `${code} << ${shift}`);

    if (domain.kind === 'set') {
      reads.push(`${field}.bits = ${raw};`);
      pack(`${field}.bits`);
    } else if (domain.lowest !== undefined) {
      const from = domain.lowest;
      reads.push(`${field} = ${raw}${from === 0 ? '' : ` + ${from}`};`);
      const outside = `v${i} < ${from} || v${i} > ${domain.values.at(-1)} || v${i} !== (v${i} | 0)`;
      checks.push(`const v${i} = ${field}; if (${outside}) reject(${i}, v${i});`);
      pack(from === 0 ? `v${i}` : `(v${i} - ${from})`);
    } else {
      reads.push(`${field} = domains[${i}][${raw}];`);
      const choices = domain.values.map((value, code) => `c${i} === ${JSON.stringify(value)} ? ${code} : `);
      checks.push(`const c${i} = ${field}, v${i} = ${choices.join('')}reject(${i}, c${i});`);
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
function blankState(declaration: Declaration): Record<string, any> {
  return blankRecord(declaration, '', (field, domain) => {
    const members = Array.from({ length: domain.count }, (_, i) =>
      blankRecord(domain.fields, `${field} ${processName(i)}.`));
    return Object.freeze(members);
  });
}

function blankRecord(
  fields: Declaration, prefix: string, family?: (field: string, domain: Family<Fields>) => unknown,
): Record<string, any> {
  const record = {};
  for (const [field, domain] of Object.entries(fields)) {
    if (domain.kind === 'scalar') {
      Object.defineProperty(record, field, { value: domain.values[0], writable: true, enumerable: true });
    } else if (domain.kind === 'set') {
      const { values, lowest } = domain.of;
      const bitOf = lowest === undefined
        ? (value: unknown) => values.indexOf(value)
        : (value: unknown) => bitInRange(value as number, lowest, values.length);
      fix(record, field, new FiniteSet(values, bitOf, prefix + field), `use its methods add, delete and clear`);
    } else {
      fix(record, field, family?.(field, domain), `change its processes, such as ${field}[0], in place`);
    }
  }
  return Object.seal(record);
}

function bitInRange(value: number, lowest: number, count: number): number {
  const bit = value - lowest;
  return bit >= 0 && bit < count && bit === (bit | 0) ? bit : -1;
}

/** Sets a field that can be changed but not replaced: the codec holds on to what is in it. */
function fix(record: object, field: string, value: unknown, remedy: string): void {
  Object.defineProperty(record, field, {
    enumerable: true,
    get: () => value,
    set: () => {
      throw new ModelError(`An action assigned to '${field}' as a whole.`, `Instead, ${remedy}.`);
    },
  });
}

/** The processes' records by the names that the generated code knows them by. */
function memberRecords(declaration: Declaration, state: Record<string, any>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(declaration).flatMap(([field, domain]) =>
      domain.kind === 'family'
        ? (state[field] as object[]).map((member, i) => [recordName([field, i]), member])
        : []),
  );
}

function recordName([family, index]: Slot['path']): string {
  return `${family}_${processName(index as number)}`;
}

function refuse({ name, domain }: Slot, value: unknown): never {
  const shown = domain.kind === 'scalar' ? domain.shown : domain.of.shown;
  throw new ModelError(
    `'${name}' was set to ${JSON.stringify(value) ?? String(value)}, outside its domain ${shown}.`,
    `Widen the domain in 'state', or guard the action so that it never gets there.`,
  );
}
