import type { Declaration, Fields } from '../model/domains.js';
import { BitSet } from '../model/finite-set.js';

type Field = readonly [name: string, domain: Fields[string]];

/**
 * Makes the function that sorts a state's interchangeable processes, in place:
 * all states that differ only in which of them does what become the same one.
 */
export function makeSorter(declaration: Declaration, symmetric: readonly string[], state: any): () => void {
  const families = symmetric.map(name => {
    const family = declaration[name]!;
    const fields: readonly Field[] = family.kind === 'family' ? Object.entries(family.fields) : [];
    return { processes: state[name] as any[], compare: comparer(fields), swap: swapper(fields) };
  });
  return () => {
    for (const { processes, compare, swap } of families) {
      // Few processes, nearly in order: the simplest sort is the fastest.
      for (let i = 1; i < processes.length; i++) {
        for (let j = i; j > 0 && compare(processes[j - 1], processes[j]); j--) swap(processes[j - 1], processes[j]);
      }
    }
  };
}

/** The two functions are generated: a line a field, without a loop over them. */
function comparer(fields: readonly Field[]): (a: any, b: any) => boolean {
  // Where names and numbers are mixed, they go by their places in the domain, as neither is more than the other.
  const places = fields.map(([, domain]) =>
    domain.kind === 'scalar' && isMixed(domain.values)
      ? new Map(domain.values.map((value, place) => [value, place]))
      : undefined,
  );
  const lines = fields.map(([field, { kind }], i) => {
    const [a, b] = ['a', 'b'].map(process =>
      kind === 'set'
        ? `${process}.${field}.bits`
        : places[i]
          ? `places[${i}].get(${process}.${field})`
          : `${process}.${field}`,
    );
    return `if (${a} !== ${b}) return ${a} > ${b};`;
  });
  return new Function('places', `return (a, b) => {\n${lines.join('\n')}\nreturn false;\n};`)(places);
}

function isMixed(values: readonly unknown[]): boolean {
  return values.some(value => typeof value !== typeof values[0]);
}

function swapper(fields: readonly Field[]): (a: any, b: any) => void {
  const lines = fields.map(([field, { kind }]) => {
    const value = kind === 'set' ? `${field}.bits` : field;
    return `held = a.${value}; a.${value} = b.${value}; b.${value} = held;`;
  });
  return new Function('a', 'b', `let held;\n${lines.join('\n')}`) as (a: any, b: any) => void;
}

/** Exchanges two processes of a state, in place. */
export function exchange(processes: readonly any[], i: number, j: number): void {
  const [a, b] = [processes[i], processes[j]];
  for (const field of Object.keys(a)) {
    if (a[field] instanceof BitSet) [a[field].bits, b[field].bits] = [b[field].bits, a[field].bits];
    else [a[field], b[field]] = [b[field], a[field]];
  }
}
