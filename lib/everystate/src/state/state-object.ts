import { processName, type Declaration, type Scalar } from '../model/domains.js';
import { BitSet } from '../model/finite-set.js';
import type { Slot } from './layout.js';

/** The state object, with every field at the first value of its domain. */
export function blankState(declaration: Declaration, prefix = ''): any {
  const state: Record<string, unknown> = {};
  for (const [field, domain] of Object.entries(declaration)) {
    state[field] =
      domain.kind === 'scalar'
        ? domain.values[0]
        : domain.kind === 'set'
          ? blankSet(domain.of, prefix + field)
          : Object.freeze(
              Array.from({ length: domain.count }, (_, i) => blankState(domain.fields, `${field} ${processName(i)}.`)),
            );
  }
  return Object.seal(state);
}

function blankSet({ values, lowest }: Scalar<unknown>, name: string): BitSet<unknown> {
  return new BitSet(values, lowest, name);
}

/** An object within the state object that stays the same one all the time: a set, a process, or all of a family's. */
export interface Part {
  readonly path: Slot['path'];
  /** What generated code calls it. */
  readonly name: string;
  readonly value: object;
  /** What holds it, for parts that an action could replace by mistake. */
  readonly holder?: { readonly record: Record<string, unknown>; readonly name: string };
}

/** Everything in a state object that stays the same. */
export function partsOf(declaration: Declaration, state: any): Part[] {
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
