import { processName } from '../model/domains.js';
import { BitSet } from '../model/finite-set.js';

/** A value as people read it: `3`, `idle`, `{1, 2}`. */
export function showValue(value: unknown): string {
  return String(value);
}

/**
 * A state on one line: `latest 2, live 1, deleted ∅, enactor A (at idle, plan 1)`.
 */
export function showState(state: object): string {
  return Object.entries(state)
    .map(([field, value]) =>
      Array.isArray(value)
        ? value.map((member, i) => `${field} ${processName(i)} (${showState(member)})`).join(', ')
        : `${field} ${showValue(value)}`,
    )
    .join(', ');
}

/** A copy of a state object that later steps of a search leave alone. */
export function snapshot<S>(state: S): S {
  const copy: any = {};
  for (const [field, value] of Object.entries(state as object)) {
    copy[field] = Array.isArray(value)
      ? Object.freeze(value.map(snapshot))
      : value instanceof BitSet
        ? value.snapshot()
        : value;
  }
  return Object.freeze(copy);
}
