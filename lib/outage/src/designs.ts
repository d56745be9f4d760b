import { check } from 'everystate';
import { changes, type ChangeId } from './changes.js';
import { promises } from './ledger.js';
import { oneMayStop, outage } from './outage.js';

/** A set of changes, and the promises that it keeps, by their ids. */
export interface Design {
  readonly changes: readonly ChangeId[];
  readonly keeps: readonly string[];
}

/**
 * Judges every set of changes, in the smallest system in which the
 * design as it was can fail, as notebook 10 does.
 */
export function allDesigns(): Design[] {
  return Array.from({ length: 2 ** changes.length }, (_, mask) => {
    const ids = changes.map(({ id }) => id).filter((_, i) => (mask >> i) & 1);
    const size = { plans: ids.includes('keepMore') ? 4 : 3, enactors: 2, keep: 0 };
    const found = [outage(size, ids), oneMayStop(size, ids)].flatMap(model => check(model).properties);
    const holds = (name: string) => found.find(property => property.name === name)!.verdict === 'holds';
    return { changes: ids, keeps: promises.filter(({ name }) => holds(name)).map(({ id }) => id) };
  });
}
