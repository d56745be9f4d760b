import { each, number, setOf, type Fact, type Int, type Solver, type Step, type Steps, type Terms } from 'prover';

/** The Region's state for the solver: each number is unknown, and so are the sizes. */
export function regionState({ any, oneOf }: Solver) {
  const at = oneOf('idle', 'picked', 'checked', 'locked', 'rechecked', 'failed', 'cleaning');
  const endpoints = any('endpoints', 1);
  const state = {
    latest: number, // the newest plan that the Planner has made
    endpoint: each(endpoints, {
      live: number, // the plan that its record points to
      deleted: setOf(number), // plans whose trees are gone
      holder: number, // who has its lock, from 1 on; 0 is nobody
    }),
    enactor: each(any('enactors', 1), {
      at,
      plan: number, // the plan that it works on, or worked on last
      endpoint: number, // the endpoint that it works on
      cursor: number, // the plan that its clean-up looks at next
      seen: number, // the plan that it saw live there, for compare and swap
    }),
  };
  /** `keep` is how many older plans clean-up keeps. */
  return { state, place: at.place, endpoints, keep: any('keep', 0) };
}

export type UnknownRegion = ReturnType<typeof regionState>['state'];
type Region = Terms<UnknownRegion>;
type Enactor = ReturnType<Region['enactor']['at']>;
/** What a step asks of a state, and of the Enactor that takes it. */
export type Question = (s: Region, me: Enactor, i: Int) => Fact;
type Place = keyof ReturnType<typeof regionState>['place'];

/** What a design says of its steps. */
export interface StepsOf {
  /** Where an Enactor is when it has picked up a plan: `picked` if it then checks its plan once. */
  readonly first?: Place;
  /** Whether an Enactor sends its transaction, and what the transaction asks. */
  readonly ready: Question;
  readonly asks: Question;
  /** Whether one that is refused begins again at this endpoint. If not, it passes over it. */
  readonly startsOver?: boolean;
  /** Whether clean-up has to delete the next plan. */
  readonly isOld: Question;
}

/**
 * The Region, said to the solver: its state, the questions that steps ask, and the steps. Notebook 11 writes
 * its invariant, `apply` and `cleanUp`. A test compares every step with those of `region`.
 */
export function regionOfAnySize(solver: Solver) {
  const { and, If, int, not, or } = solver;
  const unknown = regionState(solver);
  const { place, endpoints } = unknown;
  const { idle, checked, locked, rechecked, failed, cleaning } = place;

  const all =
    (...of: Question[]): Question =>
    (s, me, i) =>
      and(...of.map(question => question(s, me, i)));
  const no =
    (of: Question): Question =>
    (s, me, i) =>
      not(of(s, me, i));
  const here = (s: Region, me: Enactor) => s.endpoint.at(me.endpoint);
  const isAt =
    (...names: Place[]): Question =>
    (_, me) =>
      or(...names.map(name => me.at.eq(place[name])));
  const isGone: Question = (s, me) => here(s, me).deleted.has(me.plan);
  const isNewer: Question = (s, me) => me.plan.gt(here(s, me).live);
  /** Whether the rollback record can be written: what was live must still be there. */
  const canRollBack: Question = (s, me) => not(here(s, me).deleted.has(here(s, me).live));
  const hasLock: Question = (s, me, i) => here(s, me).holder.eq(i.add(1));
  const isLast = (me: Enactor) => me.endpoint.add(1).eq(endpoints);
  const next = (me: Enactor) => If(isLast(me), 0, me.endpoint.add(1));

  /** Who leaves an endpoint gives back its lock. */
  const leave = (s: Region, me: Enactor, i: Int, to: Int, endpoint: Int) => {
    here(s, me).holder = If(hasLock(s, me, i), 0, here(s, me).holder);
    me.at = to;
    me.endpoint = endpoint;
    me.seen = int(0);
  };
  /** On to the next endpoint; from the last one to `done`. */
  const goOn = (s: Region, me: Enactor, i: Int, done: 'idle' | 'cleaning') => {
    me.cursor = If(isLast(me), done === 'cleaning' ? 1 : 0, 0);
    leave(s, me, i, If(isLast(me), place[done], checked), next(me));
  };

  /** Every step of a design but `apply` and `cleanUp`. */
  const otherSteps = ({ first = 'checked', ready, asks, startsOver = false, isOld }: StepsOf): Steps<UnknownRegion> => {
    const publish: Step<UnknownRegion> = {
      then: s => {
        s.latest = s.latest.add(1);
      },
    };
    const pickUp: Step<UnknownRegion> = {
      by: 'enactor',
      when: (s, me) => and(me.at.eq(idle), me.plan.lt(s.latest)),
      then: (s, me) => {
        me.plan = s.latest;
        me.at = place[first];
      },
    };
    const checkOnce: Step<UnknownRegion> = {
      by: 'enactor',
      when: isAt('picked'),
      then: (s, me) => {
        me.at = If(me.plan.gt(s.endpoint.at(0).live), checked, idle);
      },
    };
    const failToApply: Step<UnknownRegion> = {
      by: 'enactor',
      when: all(ready, no(isGone), asks, no(canRollBack)),
      then: (s, me, i) => leave(s, me, i, failed, me.endpoint),
    };
    const retry: Step<UnknownRegion> = {
      by: 'enactor',
      when: isAt('failed'),
      then: (_, me) => {
        me.at = checked;
      },
    };
    const refused: Step<UnknownRegion> = {
      by: 'enactor',
      when: all(ready, no(isGone), no(asks)),
      then: (s, me, i) => (startsOver ? leave(s, me, i, checked, me.endpoint) : goOn(s, me, i, 'idle')),
    };
    const giveUp: Step<UnknownRegion> = {
      by: 'enactor',
      when: all(ready, isGone),
      then: (s, me, i) => leave(s, me, i, idle, int(0)),
    };
    const finish: Step<UnknownRegion> = {
      by: 'enactor',
      when: all(isAt('cleaning'), no(isOld)),
      then: (_, me) => {
        me.at = If(isLast(me), idle, cleaning);
        me.cursor = If(isLast(me), 0, 1);
        me.endpoint = next(me);
      },
    };
    return {
      publish,
      pickUp,
      ...(first === 'picked' && { checkOnce }),
      failToApply,
      retry,
      [startsOver ? 'startOver' : 'refuse']: refused,
      giveUp,
      finish,
    };
  };

  /** An Enactor that compares its plan once more, at this endpoint, and passes over it if the plan is not newer. */
  const lookAgain = (ready: Question, noted: (s: Region, me: Enactor) => Int): Steps<UnknownRegion> => ({
    checkAgain: {
      by: 'enactor',
      when: all(ready, isNewer),
      then: (s, me) => {
        me.at = rechecked;
        me.seen = noted(s, me);
      },
    },
    passOver: {
      by: 'enactor',
      when: all(ready, no(isNewer)),
      then: (s, me, i) => goOn(s, me, i, 'idle'),
    },
  });

  /** A lock for each endpoint, whose lease can run out at any moment. `mine`: what must hold to look under it. */
  const locking = (mine: Question): Steps<UnknownRegion> => ({
    takeLock: {
      by: 'enactor',
      when: (s, me) => and(me.at.eq(checked), here(s, me).holder.eq(0)),
      then: (s, me, i) => {
        here(s, me).holder = i.add(1);
        me.at = locked;
      },
    },
    ...lookAgain(all(isAt('locked'), mine), () => int(0)),
    loseLock: {
      by: 'enactor',
      when: all(no(mine), isAt('locked', 'rechecked')),
      then: (_, me) => {
        me.at = checked;
      },
    },
    expire: {
      by: 'enactor',
      when: hasLock,
      then: (s, me) => {
        here(s, me).holder = int(0);
      },
    },
  });

  /** For compare and swap, an Enactor notes what is live. */
  const noting = lookAgain(isAt('checked'), (s, me) => here(s, me).live);

  /** Everything true before the first step. */
  const starts = (s: Region) =>
    and(
      s.latest.eq(1),
      s.endpoint.every(({ live, deleted, holder }) =>
        and(
          live.eq(1),
          deleted.every(() => false),
          holder.eq(0),
        ),
      ),
      s.enactor.every(me => and(me.at.eq(idle), me.plan.eq(1), me.endpoint.eq(0), me.cursor.eq(0), me.seen.eq(0))),
    );

  const questions = { all, no, isAt, isGone, isNewer, canRollBack, hasLock };
  return { ...unknown, ...questions, starts, here, goOn, otherSteps, locking, noting };
}
