import type { Domain, Scalar } from '../model/domain.js';
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
  return domain.kind === 'scalar' ? !domain.codeOf : domain.kind === 'set' && domain.of.values.length <= 32;
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
  // Where names and numbers are mixed, they go by their places in the domain, as neither is more than the other.
  const places = fields.map(([, domain]) => {
    const { values } = domain as Scalar<unknown>;
    return domain.kind === 'scalar' && isMixed(values) ? new Map(values.map((value, i) => [value, i])) : undefined;
  });
  const lines = fields.map(([field, { kind }], i) => {
    const [a, b] = ['a', 'b'].map(process =>
      kind === 'set'
        ? `${process}.${field}.places[0]`
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
    const value = kind === 'set' ? `${field}.places[0]` : field;
    return `held = a.${value}; a.${value} = b.${value}; b.${value} = held;`;
  });
  return new Function('a', 'b', `let held;\n${lines.join('\n')}`) as (a: any, b: any) => void;
}
