import type { FiniteSet } from 'everystate';

/** The fields of `race` and `outage` that a normal form looks at. */
export interface Planned {
  latest: number;
  live: number;
  /** Written, but read by nobody. */
  rollback?: number;
  /** A plan that somebody waits to see live, or a newer one; 0 for none. */
  watched?: number;
  readonly deleted: FiniteSet<number>;
  readonly enactor: readonly Enacting[];
}
interface Enacting {
  at: string;
  plan: number;
  cursor: number;
}

/** Where an Enactor has a plan that it may still put live. */
const HOLDING: readonly string[] = ['picked', 'holding', 'checked', 'rechecked', 'failed'];
/** Where it looks through older plans, now or later. */
const CLEANING: readonly string[] = ['applied', 'cleaning', 'deleting'];

/** Plans as bits of a word: a normal form is made after every step of a search. */
const has = (plans: number, plan: number) => ((plans >> plan) & 1) === 1;

/**
 * The normal form that notebook 11 argues for, in place: plans that
 * nobody can ask about any more are forgotten, and the others numbered from one
 * on, in the same order, with no gap larger than `keep + 1`.
 * @param keep how many older plans clean-up keeps: plans more than so much older are deleted
 */
export function normalForm(keep: number): (s: Planned) => void {
  return s => {
    const renamed = new Int32Array(32);
    const inPlay = plansInPlay(s);
    for (const me of s.enactor) forget(s, me, inPlay, keep);
    if (s.rollback !== undefined) s.rollback = 0;
    renumber(s, inPlay, keep, renamed);
  };
}

/** The live plan, and those that somebody may still put live. */
function plansInPlay({ latest, live, enactor }: Planned): number {
  let plans = (1 << latest) | (1 << live);
  for (const { at, plan } of enactor) if (HOLDING.includes(at)) plans |= 1 << plan;
  return plans;
}

/** Takes an Enactor past what nobody will notice. */
function forget(s: Planned, me: Enacting, inPlay: number, keep: number): void {
  const cleans = CLEANING.includes(me.at);
  if (cleans) {
    while (me.plan - me.cursor > keep && (!has(inPlay, me.cursor) || s.deleted.has(me.cursor))) {
      me.cursor++;
      if (me.at === 'deleting') me.at = 'cleaning';
    }
    if (me.plan - me.cursor <= keep) me.cursor = me.plan; // nothing is left to look at
  }
  const isDone = me.at === 'idle' || (cleans && me.cursor === me.plan);
  // What is still asked of its plan is whether it is the latest.
  if (me.at === 'stopped' || (isDone && me.plan < s.latest)) me.plan = me.cursor = 0;
}

/** Numbers all plans that are left anew; zero means none, and stays. */
function renumber(s: Planned, inPlay: number, keep: number, renamed: Int32Array): void {
  let left = inPlay | (1 << (s.watched ?? 0));
  for (const { plan } of s.enactor) left |= 1 << plan;
  let number = 0;
  let last = 0;
  let deleted = 0;
  for (let plan = 1; plan <= s.latest; plan++) {
    if (!has(left, plan)) continue;
    number += number === 0 ? 1 : Math.min(plan - last, keep + 1);
    last = plan;
    renamed[plan] = number;
    if (has(inPlay, plan) && s.deleted.has(plan)) deleted |= 1 << number;
  }

  s.deleted.clear();
  for (let plan = 1; plan <= number; plan++) if (has(deleted, plan)) s.deleted.add(plan);
  s.latest = renamed[s.latest]!;
  s.live = renamed[s.live]!;
  if (s.watched !== undefined) s.watched = renamed[s.watched]!;
  for (const me of s.enactor) {
    me.plan = renamed[me.plan]!;
    me.cursor = renamed[me.cursor]!;
  }
}
