import type { Declaration } from './domains.js';
import { BitSet } from './finite-set.js';

/**
 * Makes the function that sorts a state's interchangeable processes, in place:
 * all states that differ only in which of them does what become the same one.
 */
export function makeSorter(declaration: Declaration, symmetric: readonly string[], state: any): () => void {
  const families = symmetric.map(name => {
    const family = declaration[name]!;
    const fields = family.kind === 'family' ? Object.entries<{ kind: string }>(family.fields) : [];
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
function comparer(fields: [string, { kind: string }][]): (a: any, b: any) => boolean {
  const lines = fields.map(([field, { kind }]) => {
    const value = kind === 'set' ? `${field}.bits` : field;
    return `if (a.${value} !== b.${value}) return a.${value} > b.${value};`;
  });
  return new Function('a', 'b', `${lines.join('\n')}\nreturn false;`) as (a: any, b: any) => boolean;
}

function swapper(fields: [string, { kind: string }][]): (a: any, b: any) => void {
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
