/** What a reader chooses, and the models of lib/outage that it stands for. */
// biome-ignore-all lint/suspicious/noExplicitAny: models of different states, side by side
import type { Model } from 'everystate';
import {
  candidatesIn,
  changes,
  endpointLocks,
  region,
  regionChanges,
  watchedRegionOneStops,
  outage,
  withChanges,
  type ChangeId,
  type RegionChange,
  type RegionDesign,
} from 'outage';

export interface Setup {
  readonly enactors: number;
  readonly plans: number;
  /** Older plans that clean-up keeps. */
  readonly keep: number;
  readonly endpoints: number;
  /** Ids of changes, in the order in which they are offered. */
  readonly changes: readonly string[];
  /** How Enactors take turns: one of `waysOf`. */
  readonly way: string;
}

export type Size = 'enactors' | 'plans' | 'keep' | 'endpoints';
export const SIZES: Readonly<Record<Size, readonly number[]>> = {
  enactors: [1, 2, 3],
  plans: [3, 4, 5, 6],
  keep: [0, 1, 2, 3],
  endpoints: [1, 2],
};

/** The smallest system in which the outage can happen. */
export const AS_IT_WAS: Setup = { enactors: 2, plans: 3, keep: 0, endpoints: 1, changes: [], way: 'as it was' };
export const MENDED: Setup = { ...AS_IT_WAS, changes: ['recheck'] };

/** How large notebooks 4 and 5 have the race, and the steps to an empty record there. */
export const IN_NOTEBOOKS = { enactors: 3, plans: 5, keep: 2, steps: 12 };

/** Something that can be chosen. */
export interface Option {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

const candidates: readonly Option[] = candidatesIn();
const others = candidates.slice(1 + changes.length);
const LOCKS: Readonly<Record<(typeof endpointLocks)[number], string>> = {
  'no lock': 'Nobody takes turns.',
  'for ever': 'Each endpoint has a lock for one update. It never expires.',
  lease: 'Each endpoint has a lock for one update. It expires, and a slow holder does not notice.',
  'checked lease': 'The same lease. Each update asks in its transaction whether the lock is still the writer’s.',
};

/** The ways to take turns; the first is the one without any lock. */
export function waysOf({ endpoints }: Pick<Setup, 'endpoints'>): Option[] {
  if (endpoints > 1) return endpointLocks.map(id => ({ id, name: id, text: LOCKS[id] }));
  return [{ id: 'as it was', name: 'as it was', text: 'No lock around check and clean-up.' }, ...others];
}

/** The changes that can be asked of the chosen way. */
export function changesOf({ endpoints, way }: Pick<Setup, 'endpoints' | 'way'>): Option[] {
  if (endpoints > 1) return regionChanges.map(id => candidates.find(one => one.id === id)!);
  return way === 'as it was' ? [...changes] : [];
}

/** The same choice without what cannot be had with the rest of it. */
export function possible(setup: Setup): Setup {
  const ways = waysOf(setup).map(({ id }) => id);
  const way = ways.includes(setup.way) ? setup.way : ways[0]!;
  const offered = changesOf({ ...setup, way }).map(({ id }) => id);
  return { ...setup, way, changes: offered.filter(id => setup.changes.includes(id)) };
}

/** Equal for equal choices, whoever made them. */
export function keyOf({ enactors, plans, keep, endpoints, way, changes }: Setup): string {
  return [enactors, plans, keep, endpoints, way, ...changes].join();
}

export interface Models {
  /** As many plans as were chosen: every promise but P-4. */
  readonly bounded: Model<any>;
  /** P-4: plans without end, and one Enactor may stop. */
  readonly oneStops: Model<any>;
}

/** @throws ModelError when the choice is not `possible` */
export function modelsOf(setup: Setup): Models {
  const { enactors, plans, keep, endpoints, way } = setup;
  const size = { enactors, plans, keep };
  if (endpoints > 1) {
    const asked = setup.changes as readonly RegionChange[];
    // As in notebook 10: where each endpoint is checked, one that refuses is passed over.
    const skips = asked.some(id => id === 'recheck' || id === 'recheckBefore' || id === 'compareAndSwap');
    const design: RegionDesign = { lock: way as RegionDesign['lock'], changes: asked, skips };
    const wide = { ...size, endpoints };
    return { bounded: region(wide, design), oneStops: watchedRegionOneStops(wide, design, 'goes on') };
  }
  if (way === 'as it was') {
    const ids = setup.changes as readonly ChangeId[];
    const { oneStops } = withChanges(ids, size);
    return { bounded: outage(size, ids), oneStops: oneStops('goes on') };
  }
  // The article's fix is told in a size with a plan and a threshold more.
  const told = way === 'oneStep' ? { enactors, plans: plans - 1, keep: keep - 1 } : size;
  const found = candidatesIn(told).find(({ id }) => id === way)!;
  return { bounded: found.model, oneStops: found.oneStops('goes on') };
}
