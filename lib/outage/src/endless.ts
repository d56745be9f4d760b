// biome-ignore-all lint/suspicious/noExplicitAny: the same for models of different states, the race or the outage
import { model, type Declaration, type Model } from 'everystate';
import { normalForm } from './normal-form.js';
import { race, type RaceSize } from './race.js';

/** What a Planner without a last plan does: it may stop at any time, or goes on for ever. */
export type WhatPlanner = 'may stop' | 'goes on';

/** The size of a system whose Planner makes plans without end. */
export type EndlessSize = Omit<RaceSize, 'plans'>;

type RaceDeclaration = ReturnType<typeof race>['state'];
type Bounded<D extends Declaration> = (size: RaceSize) => Model<D>;
const theRace = race as unknown as Bounded<any>;

/**
 * Turns a model with a number of plans into one whose Planner never stops. Its
 * states are normal forms, so that there are finitely many.
 *
 * Nothing ends there. What `bounded` says of its ends is asked of every state in
 * which the Planner alone can take a step: it may stop there. What it says of
 * runs is left to `watched`.
 *
 * @param bounded the race, or the outage with any of its changes; its clean-up
 *   must keep `keep` older plans
 */
export function endless<D extends Declaration = RaceDeclaration>(
  { enactors, keep }: EndlessSize,
  bounded: Bounded<D> = theRace,
): Model<D> {
  // As many as numbers in use, and one more, before a state is put into normal form.
  const plans = largestNumber({ enactors, keep }) + 1;
  const { ends = {}, leadsTo: _, ...rest }: Model = bounded({ plans, enactors, keep });
  const { publish, ...enacting } = rest.actions as Record<string, any>;

  const settle = normalForm(keep);
  const isQuiet = (s: any) =>
    !Object.values(enacting).some(({ by, when }) =>
      by ? s[by].some((me: object, i: number) => when(s, me, i)) : when(s),
    );

  return model<any>({
    ...rest,
    actions: {
      ...rest.actions,
      // Without numbers left it would fail, not wait: that it does not fail shows that they never run out.
      publish: { ...publish, when: (s: any) => s.latest === plans || publish.when(s) },
    },
    always: {
      ...rest.always,
      ...Object.fromEntries(Object.entries(ends).map(([name, then]) => [name, { when: isQuiet, then }])),
    },
    normalForm: (s: any) => {
      rest.normalForm?.(s);
      settle(s);
    },
  });
}

/**
 * The endless model with a watch on one plan at a time, whichever is the latest
 * when the watch begins. On every fair run it goes live sooner or later, or a
 * newer one: so says the property that `bounded` has under `leadsTo`, in a form
 * that does not mind whether the Planner ever stops.
 * @param planner whether it may stop at any time, or goes on for ever
 */
export function watched<D extends Declaration>(
  size: EndlessSize,
  bounded: Bounded<D>,
  planner: WhatPlanner = 'may stop',
): Model {
  const [name = 'The newest plan goes live'] = Object.keys(bounded({ plans: 2, ...size }).leadsTo ?? {});
  return withWatch(endless(size, bounded), name, planner);
}

/** Any model with a Planner, and a watch in it: what `watched` is for the endless one. */
export function withWatch(of: Model, name: string, planner: WhatPlanner = 'may stop'): Model {
  const isThere = (s: any) => s.live >= s.watched;
  return watching(of, planner, {
    isNewest: s => s.live === s.latest,
    isThere,
    leadsTo: { [name]: { when: (s: any) => s.watched > 0, then: isThere } },
  });
}

/** What a watch looks at. */
export interface Watch {
  readonly isNewest: (s: any) => boolean;
  /** Whether the plan that is watched is live, or a newer one: then the watch is over. */
  readonly isThere: (s: any) => boolean;
  readonly leadsTo: Model['leadsTo'];
}

/** A model with a watch on one plan at a time, and nothing asked but what comes of it. */
export function watching({ state, init, actions, normalForm }: Model, planner: WhatPlanner, watch: Watch): Model {
  const publish = { ...actions.publish!, fair: planner === 'goes on' ? ('weak' as const) : undefined };
  const endingTheWatch = ({ then, ...action }: any) => ({
    ...action,
    then: (s: any, me: any, i: any) => {
      then(s, me, i);
      if (watch.isThere(s)) s.watched = 0;
    },
  });
  return model<any>({
    state: { ...state, watched: state.latest! },
    init,
    normalForm,
    actions: {
      ...Object.fromEntries(
        Object.entries({ ...actions, publish }).map(([label, action]) => [label, endingTheWatch(action)]),
      ),
      watch: {
        cites: ['PM-2'],
        when: (s: any) => s.watched === 0 && !watch.isNewest(s),
        then: (s: any) => {
          s.watched = s.latest;
        },
      },
      // So the Planner may stop: without it, where nobody else can do anything, its next plan would have to come.
      rest: { cites: ['PM-2'], then: () => {} },
    },
    leadsTo: watch.leadsTo,
  });
}

/**
 * The largest plan number in a normal form. It is about the latest plan, the live
 * one, one an Enactor and perhaps one that is watched, each at most `keep + 1`
 * above the one before.
 */
function largestNumber({ enactors, keep }: EndlessSize): number {
  return 1 + (enactors + 2) * (keep + 1);
}
