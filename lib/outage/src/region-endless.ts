// biome-ignore-all lint/suspicious/noExplicitAny: a region of any number of endpoints, with a field more
import { model, type FiniteSet, type Model } from 'everystate';
import { watching, type WhatPlanner } from './endless.js';
import type { LockSize } from './lock.js';
import type { RegionDesign } from './region-design.js';
import { promised } from './region-promises.js';
import { oneMayStopInRegion, region } from './region.js';

export type EndlessRegionSize = Omit<LockSize, 'plans'>;

/** The Region's promises of safety, and that no operator is needed, for a Planner that makes plans without end. */
export function endlessRegion(size: EndlessRegionSize, design: RegionDesign): Model {
  const { leadsTo, ends, ...rest } = withoutEnd(region, size, design);
  return model({ ...rest, symmetric: ['enactor'] });
}

/**
 * The same Planner, and a watch on one plan at a time, whichever is the latest when the
 * watch begins: on every fair run it goes live everywhere sooner or later, or a newer one.
 * @param planner whether it may stop at any time, or goes on for ever
 */
export function watchedRegion(size: EndlessRegionSize, design: RegionDesign, planner: WhatPlanner): Model {
  return withWatch(withoutEnd(region, size, design), size, 'The newest plan goes live', planner);
}

/** The same watch where one Enactor may stop for good. */
export function watchedRegionOneStops(
  size: EndlessRegionSize,
  design: RegionDesign,
  planner: WhatPlanner = 'goes on',
): Model {
  const name = planner === 'goes on' ? 'One Enactor may stop' : 'One Enactor may stop, and the Planner';
  return withWatch(withoutEnd(oneMayStopInRegion, size, design), size, name, planner);
}

function withoutEnd(
  of: typeof region | typeof oneMayStopInRegion,
  size: EndlessRegionSize,
  design: RegionDesign,
): Model {
  const { enactors, endpoints, keep } = size;
  // Numbers in use: the latest plan, each live one, each Enactor's, one that is watched; and one more before a state is in normal form.
  const plans = 2 + (enactors + endpoints + 1) * (keep + 1);
  const { actions, ...rest } = of({ ...size, plans }, design) as unknown as Model;
  // Without numbers left the Planner would fail, not wait: that it does not fail shows that they never run out.
  return {
    ...rest,
    actions: { ...actions, publish: { ...actions.publish!, when: () => true } },
    normalForm: regionNormalForm(keep) as any,
  };
}

function withWatch(of: Model, { endpoints }: EndlessRegionSize, name: string, planner: WhatPlanner): Model {
  const isThere = (s: any, i: number) => s.endpoint[i].live >= s.watched;
  return watching(of, planner, {
    isNewest: s => s.endpoint.every(({ live }: any) => live === s.latest),
    isThere: s => s.endpoint.every((_: object, i: number) => isThere(s, i)),
    leadsTo: promised(endpoints, name, of => ({
      when: (s: any) => s.watched > 0,
      then: (s: any) => of.every(i => isThere(s, i)),
    })),
  });
}

interface PlannedRegion {
  latest: number;
  watched?: number;
  readonly endpoint: readonly { live: number; readonly deleted: FiniteSet<number> }[];
  readonly enactor: readonly Enacting[];
}
interface Enacting {
  at: string;
  plan: number;
  endpoint: number;
  hasLock: boolean;
  seen: number;
  cursor: number;
}

const HOLDING: readonly string[] = ['picked', 'checked', 'locked', 'rechecked', 'failed'];
const CLEANING: readonly string[] = ['applied', 'cleaning', 'deleting'];
const has = (plans: number, plan: number) => ((plans >>> plan) & 1) === 1;

/**
 * The normal form of notebook 11, for several endpoints, in place. Plans in play differ
 * from endpoint to endpoint: an Enactor does not come back to an endpoint with the same plan.
 */
export function regionNormalForm(keep: number): (s: PlannedRegion) => void {
  const renamed = new Int32Array(32);
  return s => {
    const inPlay = s.endpoint.map((_, i) => plansInPlay(s, i));
    for (const me of s.enactor) forget(s, me, inPlay[me.endpoint]!, keep);
    renumber(s, inPlay, keep, renamed);
  };
}

/** The plan that is live at an endpoint, and those that somebody may still put live there. */
function plansInPlay({ latest, endpoint, enactor }: PlannedRegion, i: number): number {
  let plans = (1 << latest) | (1 << endpoint[i]!.live);
  for (const me of enactor) if (HOLDING.includes(me.at) && me.endpoint <= i) plans |= 1 << me.plan;
  return plans;
}

/** Takes an Enactor past what nobody will notice. */
function forget({ latest, endpoint }: PlannedRegion, me: Enacting, inPlay: number, keep: number): void {
  const { live, deleted } = endpoint[me.endpoint]!;
  const cleans = CLEANING.includes(me.at);
  if (cleans) {
    while (me.plan - me.cursor > keep && (!has(inPlay, me.cursor) || deleted.has(me.cursor))) {
      me.cursor++;
      if (me.at === 'deleting') me.at = 'cleaning';
    }
    if (me.plan - me.cursor <= keep) me.cursor = me.plan; // nothing is left to look at here
  }
  // Where everybody compares and swaps, records only move on, and none comes back to what was seen.
  if (me.seen !== live) me.seen = 0;
  const isDone = me.at === 'idle' || (cleans && me.cursor === me.plan && me.endpoint === endpoint.length - 1);
  // What is still asked of its plan is whether it is the latest.
  if (me.at === 'stopped' || (isDone && me.plan < latest)) me.plan = me.cursor = 0;
  if (me.at === 'stopped') {
    me.seen = 0;
    if (!me.hasLock) me.endpoint = 0;
  }
}

/** Numbers all plans that are left anew; zero means none, and stays. */
function renumber(s: PlannedRegion, inPlay: readonly number[], keep: number, renamed: Int32Array): void {
  let left = (1 << s.latest) | (1 << (s.watched ?? 0));
  for (const plans of inPlay) left |= plans;
  for (const { plan } of s.enactor) left |= 1 << plan;
  let number = 0;
  let last = 0;
  for (let plan = 1; plan <= s.latest; plan++) {
    if (!has(left, plan)) continue;
    number += number === 0 ? 1 : Math.min(plan - last, keep + 1);
    last = plan;
    renamed[plan] = number;
  }
  for (const [i, here] of s.endpoint.entries()) {
    let gone = 0;
    for (let plan = 1; plan <= s.latest; plan++) {
      if (has(inPlay[i]!, plan) && here.deleted.has(plan)) gone |= 1 << renamed[plan]!;
    }
    here.deleted.clear();
    for (let plan = 1; plan <= number; plan++) if (has(gone, plan)) here.deleted.add(plan);
    here.live = renamed[here.live]!;
  }
  s.latest = renamed[s.latest]!;
  if (s.watched !== undefined) s.watched = renamed[s.watched]!;
  for (const me of s.enactor) {
    me.plan = renamed[me.plan]!;
    me.seen = renamed[me.seen]!;
    me.cursor = renamed[me.cursor]!;
  }
}
