import type { Domain } from '../model/domain.js';
import { type Family, namesOf } from '../model/domains/family.js';
import type { Codec } from './codec.js';
import { Orbits } from './orbits.js';
import type { Permuter } from './permute.js';

type Field = readonly [name: string, domain: Domain];
type Families = readonly (readonly [name: string, family: Family<Record<string, Domain>>])[];

/**
 * Makes the function that puts a state's interchangeable processes in order, in place:
 * all states that differ only in which of them does what become the same one.
 */
export function makeSorter(families: Families, codec: Codec<any>, permuter: Permuter, words: number): () => void {
  const isPlain = families.every(
    ([name, { fields, count }]) => Object.values(fields).every(isOneCell) && !permuter.isNamed(name, count),
  );
  return isPlain ? sorterInPlace(families, codec.state) : sorterByOrbits(families, codec, permuter, words);
}

function isOneCell(domain: any): boolean {
  // Names and numbers, mixed, have no order.
  if (domain.kind === 'scalar')
    return !domain.codeOf && new Set(domain.values.map((value: unknown) => typeof value)).size === 1;
  return domain.kind === 'set' && domain.of.values.length <= 32;
}

/** Where processes are named nowhere, it is enough to sort them by what they hold. */
function sorterInPlace(families: Families, state: any): () => void {
  const sorters = families.map(([name, { fields }]) => {
    const own = Object.entries(fields);
    return sorterOf(state[name], comparer(own), swapper(own));
  });
  return sorters.length === 1 ? sorters[0]! : () => sorters.forEach(sort => sort());
}

function sorterOf(processes: readonly any[], isAfter: (a: any, b: any) => boolean, swap: (a: any, b: any) => void) {
  return () => {
    // Few processes, nearly in order: the simplest sort is the fastest.
    for (let i = 1; i < processes.length; i++) {
      for (let j = i; j > 0 && isAfter(processes[j - 1], processes[j]); j--) swap(processes[j - 1], processes[j]);
    }
  };
}

/** Where processes are named, those that look alike are tried in every order, and the least state is taken. */
function sorterByOrbits(families: Families, codec: Codec<any>, permuter: Permuter, words: number): () => void {
  const packed = new Int32Array(words);
  const sizes = families.map(([name, family]) => ({ name, count: namesOf(family).length }));
  const orbits = new Orbits(permuter, sizes);
  return () => {
    codec.write(packed, 0);
    orbits.canonise(packed);
    codec.read(packed, 0);
  };
}

/** Makes the function that says whether a process comes after another: generated, as a loop would be slower. */
function comparer(fields: readonly Field[]): (a: any, b: any) => boolean {
  const lines = fields.map(cellOf).map(cell => `if (a.${cell} !== b.${cell}) return a.${cell} > b.${cell};`);
  return new Function('a', 'b', `${lines.join('\n')}\nreturn false;`) as (a: any, b: any) => boolean;
}

/** Where a process has the value of a field, or the bits of a small set. */
function cellOf([field, { kind }]: Field): string {
  return kind === 'set' ? `${field}.places[0]` : field;
}

function swapper(fields: readonly Field[]): (a: any, b: any) => void {
  const lines = fields.map(cellOf).map(cell => `held = a.${cell}; a.${cell} = b.${cell}; b.${cell} = held;`);
  return new Function('a', 'b', `let held;\n${lines.join('\n')}`) as (a: any, b: any) => void;
}
