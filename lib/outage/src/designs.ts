import { changes, type ChangeId } from './changes.js';
import { judge, withChanges } from './candidates.js';
import { promises } from './ledger.js';

/** A set of changes, and the promises that it keeps, by their ids. */
export interface Design {
  readonly changes: readonly ChangeId[];
  readonly keeps: readonly string[];
}

/** Every set of changes. */
export const designs: readonly ChangeId[][] = Array.from({ length: 2 ** changes.length }, (_, mask) =>
  changes.map(({ id }) => id).filter((_, i) => (mask >> i) & 1),
);

/** Judges a set of changes as notebook 10 does, in the smallest system in which the design as it was can fail. */
export function judgeDesign(ids: readonly ChangeId[]): Design {
  const found = judge(withChanges(ids));
  return { changes: ids, keeps: promises.filter((_, i) => found[i]!.verdict === 'holds').map(({ id }) => id) };
}
