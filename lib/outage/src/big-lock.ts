import { each, model, oneOf, range, setOf, type Actions, type StateOf, type ViewOf } from 'everystate';
import { fair } from './fair.js';
import type { RaceSize } from './race.js';

/** How the one lock behaves when its holder is slow, and who asks for it. */
export type BigLock =
  /** Whoever has it keeps it until it gives it back. */
  | 'never expires'
  /** It has a lease that can run out. Its holder does not notice. */
  | 'expires unnoticed'
  /** It has a lease, and every write asks in its transaction whether the lock is still the writer's. */
  | 'asked at every write'
  /** The same, but only the update of the record asks; deletions do not. */
  | 'asked at the update alone'
  /** It has a lease, and a number that grows with each holder. A write with a lower number than an earlier write is refused. */
  | 'fencing token';

/**
 * The outage, rollback record and all, with the lock that many would try first: one
 * for everything, held from the check until the end of clean-up.
 */
export function bigLock({ plans, enactors, keep }: RaceSize, kind: BigLock) {
  const plan = range(0, plans);
  const expires = kind !== 'never expires';
  const updateAsks = kind === 'asked at every write' || kind === 'asked at the update alone';
  const deletionAsks = kind === 'asked at every write';
  const fenced = kind === 'fencing token';
  const token = range(0, enactors + 1); // ranks: 0 for none

  const state = {
    latest: plan, // the newest plan that the Planner has made
    live: plan, // the plan that the record points to
    rollback: plan, // the plan that the rollback record points to
    deleted: setOf(plan),
    holder: range(0, enactors), // the Enactor that has the lock, counted from 1; 0 for none
    highest: token, // the highest fencing token that an update has had
    enactor: each(enactors, {
      at: oneOf('idle', 'picked', 'holding', 'checked', 'failed', 'cleaning', 'stopped'),
      plan, // the plan that it works on, or worked on last
      cursor: plan, // the plan that its clean-up looks at next
      token, // its fencing token
    }),
  };
  type State = ViewOf<typeof state>;
  const has = (s: State, i: number) => s.holder === i + 1;
  const isFencedOff = (s: State, i: number) => fenced && s.enactor[i]!.token < s.highest;
  const mayUpdate = (s: State, i: number) => (!updateAsks || has(s, i)) && !isFencedOff(s, i);
  const mayDelete = (s: State, i: number) => (!deletionAsks || has(s, i)) && !isFencedOff(s, i);

  /** An Enactor gives back its own lock only (TALK-3). */
  const giveBack = (s: StateOf<typeof state>, me: StateOf<typeof state>['enactor'][number], i: number) => {
    if (has(s, i)) s.holder = 0;
    me.token = 0;
  };

  const enacting: Actions<typeof state> = {
    pickUp: {
      by: 'enactor',
      cites: ['PM-3', 'PM-5', 'PM-10', 'TALK-2', 'A-3'],
      when: (s, me) => me.at === 'idle' && me.plan < s.latest,
      then: (s, me) => {
        me.plan = s.latest;
        me.at = 'picked';
      },
    },
    takeLock: {
      by: 'enactor',
      cites: ['TALK-3', 'TALK-5', 'A-14'],
      when: (s, me) => me.at === 'picked' && s.holder === 0,
      then: (s, me, i) => {
        s.holder = i + 1;
        me.at = 'holding';
        if (fenced) me.token = 1 + Math.max(s.highest, ...s.enactor.map(other => other.token));
      },
    },
    checkOnce: {
      by: 'enactor',
      cites: ['PM-6', 'A-4'],
      when: (s, me, i) => me.at === 'holding' && (!updateAsks || has(s, i)),
      then: (s, me, i) => {
        me.at = me.plan > s.live ? 'checked' : 'idle';
        if (me.at === 'idle') giveBack(s, me, i);
      },
    },
    apply: {
      by: 'enactor',
      cites: ['PM-4', 'PM-8', 'PM-10', 'PM-12', 'TALK-6', 'TALK-10', 'A-2', 'A-5', 'A-15'],
      when: (s, me, i) => me.at === 'checked' && mayUpdate(s, i) && !s.deleted.has(me.plan) && !s.deleted.has(s.live),
      then: (s, me) => {
        s.rollback = s.live;
        s.live = me.plan;
        s.highest = me.token;
        me.at = 'cleaning';
        me.cursor = 1;
      },
    },
    failToApply: {
      by: 'enactor',
      cites: ['PM-15', 'TALK-3', 'TALK-10', 'A-15', 'A-16'],
      when: (s, me, i) => me.at === 'checked' && mayUpdate(s, i) && !s.deleted.has(me.plan) && s.deleted.has(s.live),
      then: (_, me) => {
        me.at = 'failed';
      },
    },
    retry: {
      by: 'enactor',
      cites: ['PM-7', 'TALK-5', 'A-16'],
      when: (_, me) => me.at === 'failed',
      then: (_, me) => {
        me.at = 'checked';
      },
    },
    giveUp: {
      by: 'enactor',
      cites: ['TALK-6', 'A-7'],
      when: (s, me, i) => me.at === 'checked' && mayUpdate(s, i) && s.deleted.has(me.plan),
      then: (s, me, i) => {
        me.at = 'idle';
        giveBack(s, me, i);
      },
    },
    cleanUp: {
      by: 'enactor',
      cites: ['PM-11', 'PM-13', 'PM-14', 'TALK-8', 'TALK-9', 'A-8', 'A-9', 'A-10', 'A-13'],
      when: (s, me, i) => me.at === 'cleaning' && me.plan - me.cursor > keep && mayDelete(s, i),
      then: (s, me) => {
        s.deleted.add(me.cursor);
        me.cursor++;
      },
    },
    finish: {
      by: 'enactor',
      cites: ['PM-11', 'TALK-3', 'A-9', 'A-20'],
      // Who has lost the lock that its deletions need leaves the rest to the next one.
      when: (s, me, i) => me.at === 'cleaning' && (me.plan - me.cursor <= keep || !mayDelete(s, i)),
      then: (s, me, i) => {
        me.at = 'idle';
        me.cursor = 0;
        giveBack(s, me, i);
      },
    },
  };
  const expiring: Actions<typeof state> = {
    expire: {
      fair: 'weak',
      cites: ['TALK-3', 'A-18', 'A-20'],
      when: s => s.holder !== 0,
      then: s => {
        s.holder = 0;
      },
    },
  };
  const asking: Actions<typeof state> = {
    // Who has lost the lock before the update needs it again, and then checks again.
    loseLock: {
      by: 'enactor',
      cites: ['TALK-3', 'TALK-5', 'A-20'],
      when: (s, me, i) =>
        updateAsks
          ? (me.at === 'holding' || me.at === 'checked') && !has(s, i)
          : me.at === 'checked' && isFencedOff(s, i),
      then: (_, me) => {
        me.at = 'picked';
        me.token = 0;
      },
    },
  };

  return model({
    state,
    init: { latest: 1, live: 1, rollback: 1, enactor: { plan: 1 } },
    actions: {
      // What becomes possible for an Enactor again and again is done, sooner or later.
      ...fair('strong', {
        ...enacting,
        ...((updateAsks || fenced) && asking),
      }),
      ...(expires && expiring),
      publish: {
        fair: 'weak',
        cites: ['PM-2', 'PM-9', 'A-1'],
        when: s => s.latest < plans,
        then: s => {
          s.latest++;
        },
      },
    },
    always: { 'The name always resolves': s => !s.deleted.has(s.live) },
    everyStep: { 'Never a step back': (before, after) => after.live >= before.live },
    leadsTo: { 'The newest plan goes live': { when: s => s.live !== s.latest, then: s => s.live === s.latest } },
    canRecover: { 'No operator needed': s => !s.deleted.has(s.live) },
    ends: { 'Nobody is stuck': s => s.enactor.every(({ at }) => at === 'idle') },
    // Of tokens only the order matters.
    ...(fenced && { normalForm: rankTokens }),
  });
}

function rankTokens(s: { highest: number; readonly enactor: readonly { token: number }[] }): void {
  const used = [...new Set([0, s.highest, ...s.enactor.map(({ token }) => token)])].sort((a, b) => a - b);
  s.highest = used.indexOf(s.highest);
  for (const me of s.enactor) me.token = used.indexOf(me.token);
}

/** The same, in which one Enactor may stop for good: what `oneMayStop` is for the outage. */
export function bigLockOneMayStop(size: RaceSize, kind: BigLock) {
  const { state, init, actions, leadsTo, normalForm } = bigLock(size, kind);
  return model({
    state,
    normalForm,
    init,
    actions: {
      ...actions,
      stop: {
        by: 'enactor',
        cites: ['PM-3', 'TALK-3', 'TALK-5', 'A-18'],
        when: s => s.enactor.every(({ at }) => at !== 'stopped'),
        then: (_, me) => {
          me.at = 'stopped';
        },
      },
    },
    leadsTo: { 'One Enactor may stop': leadsTo!['The newest plan goes live']! },
    ends: { 'Nobody is stuck': s => s.enactor.every(({ at }) => at === 'idle' || at === 'stopped') },
  });
}
