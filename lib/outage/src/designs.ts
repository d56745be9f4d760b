import { changes, type ChangeId } from './changes.js';
import { judge, withChanges } from './candidates.js';
import { promises } from './ledger.js';

/** A set of changes, and the ids of the promises that the changed system keeps. */
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

/** Designs that keep the same promises, and from which nothing can be left out. */
export interface Smallest {
  readonly keeps: readonly string[];
  readonly designs: readonly Design[];
}

/** A group for each set of promises; none where the smallest designs that keep that set keep more. */
export function smallestDesigns(all: readonly Design[]): Smallest[] {
  const kept = [...new Map(all.map(({ keeps }) => [String(keeps), keeps])).values()];
  const groups = kept.map(keeps => {
    const good = all.filter(design => keeps.every(id => design.keeps.includes(id)));
    const least = good.filter(
      design => !good.some(other => other !== design && isWithin(other.changes, design.changes)),
    );
    return { keeps, designs: least.filter(design => design.keeps.length === keeps.length) };
  });
  return groups.filter(({ designs }) => designs.length > 0);
}

export const isWithin = (some: readonly string[], all: readonly string[]) => some.every(id => all.includes(id));
