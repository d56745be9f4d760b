// biome-ignore-all lint/suspicious/noExplicitAny: an action is changed whose state has fields that only the changed model knows
import { flag, range, type Model } from 'everystate';
import { raceWithLock } from './lock.js';
import { oneMayStop, outage } from './outage.js';
import type { RaceSize } from './race.js';

type Steps = Model['actions'];

/** The outage with one assumption turned round. */
export interface Flip {
  /** Id of the assumption. */
  readonly assumption: string;
  /** What is assumed instead. */
  readonly instead: string;
  /** Promises P-1, P-3 and, where the second fault is in it, P-5. */
  readonly model: Model;
}

/**
 * Each assumption about the outage, flipped in turn. Some can be flipped in more
 * ways than one. are about stopping and repairing: see `oneMayStop`
 * and `withOperators`.
 *
 * @param size with so many plans that the record can go empty
 */
export function flips(size: RaceSize): Flip[] {
  const { plans, keep } = size;
  const base = outage(size) as unknown as Model; // some flips add a field, which its type does not have
  const { pickUp, checkOnce, apply, failToApply, giveUp, cleanUp, publish } = base.actions as any;
  const withActions = (changed: Steps): Model => ({ ...base, actions: { ...base.actions, ...changed } });
  const resolves = (s: any) => !s.deleted.has(s.live);

  const bounded: Steps = {
    publish: {
      ...publish,
      when: (s: any) =>
        publish.when(s) && s.enactor.every(({ at, plan }: any) => at === 'idle' || s.latest - plan < keep),
    },
  };
  const queue: Model = {
    ...base,
    state: { ...base.state, next: range(2, plans + 1) },
    actions: {
      ...base.actions,
      pickUp: {
        ...pickUp,
        when: (s: any, me: any) => me.at === 'idle' && s.next <= s.latest,
        then: (s: any, me: any) => {
          me.plan = s.next;
          s.next++;
          me.at = 'picked';
        },
      },
    },
  };
  const againstHighest: Model = {
    ...base,
    state: { ...base.state, highest: range(0, plans) },
    init: { ...base.init, highest: 1 },
    actions: {
      ...base.actions,
      checkOnce: {
        ...checkOnce,
        then: (s: any, me: any) => {
          me.at = me.plan > s.highest ? 'checked' : 'idle';
        },
      },
      apply: {
        ...apply,
        then: (s: any, me: any) => {
          apply.then(s, me);
          s.highest = Math.max(s.highest, me.plan);
        },
      },
    },
  };
  const halfDone: Steps = {
    apply: {
      ...apply,
      then: (s: any, me: any) => {
        s.rollback = s.live;
        me.at = 'applied';
      },
    },
    flip: {
      by: 'enactor',
      cites: ['TALK-6'],
      when: (_: any, me: any) => me.at === 'applied',
      then: (s: any, me: any) => {
        s.live = me.plan;
        me.at = 'cleaning';
        me.cursor = 1;
      },
    },
  };
  const appliesDeleted: Steps = {
    apply: { ...apply, when: (s: any, me: any) => apply.when(s, me) || (giveUp.when(s, me) && resolves(s)) },
  };
  const deleteAllOld = (s: any, me: any) => {
    while (me.plan - me.cursor > keep) {
      s.deleted.add(me.cursor);
      me.cursor++;
    }
    me.cursor = 0;
    me.at = 'idle';
  };
  const cleansAtOnce: Steps = {
    cleanUp: { ...cleanUp, then: deleteAllOld },
  };
  const cleansInApply: Steps = {
    apply: {
      ...apply,
      then: (s: any, me: any) => {
        apply.then(s, me);
        deleteAllOld(s, me);
      },
    },
  };
  const nothingLive: Model = {
    ...base,
    init: { latest: 0, live: 0, rollback: 0, enactor: { plan: 0 } },
    always: { 'The name always resolves': (s: any) => s.live === 0 || resolves(s) },
    canRecover: { 'No operator needed': (s: any) => s.live > 0 && resolves(s) },
  };
  const crash: Steps = {
    crash: {
      by: 'enactor',
      cites: ['PM-3'],
      when: (_: any, me: any) => me.at !== 'idle',
      then: (_: any, me: any) => {
        me.at = 'idle';
        me.cursor = 0;
      },
    },
  };
  const cached: Model = {
    ...base,
    state: { ...base.state, remembered: flag },
    actions: {
      ...base.actions,
      ask: {
        when: (s: any) => !s.remembered && resolves(s),
        then: (s: any) => {
          s.remembered = true;
        },
      },
      expire: {
        when: (s: any) => s.remembered,
        then: (s: any) => {
          s.remembered = false;
        },
      },
    },
    init: { ...base.init, remembered: true },
    always: { 'The name always resolves': (s: any) => s.remembered || resolves(s) },
  };
  const oneLock: Steps = {
    checkOnce: {
      ...checkOnce,
      when: (s: any, me: any) =>
        checkOnce.when(s, me) && s.enactor.every(({ at }: any) => at === 'idle' || at === 'picked'),
    },
  };
  const takesNewer: Steps = {
    failToApply: {
      ...failToApply,
      then: (_: any, me: any) => {
        me.at = 'idle';
      },
    },
  };
  const twoEndpoints = raceWithLock({ ...size, endpoints: 2 });
  const checksEach = twoEndpoints.actions as any;
  const { stop } = oneMayStop(size).actions as any;

  return [
    { assumption: 'A-1', instead: 'Two more plans are made.', model: outage({ ...size, plans: plans + 2 }) },
    {
      assumption: 'A-2',
      instead: 'The Planner waits for any Enactor about to fall too far behind.',
      model: withActions(bounded),
    },
    { assumption: 'A-3', instead: 'Plans are handed out through a queue.', model: queue },
    { assumption: 'A-4', instead: 'The check compares with the newest plan ever applied.', model: againstHighest },
    { assumption: 'A-5', instead: 'The rollback record is set one step earlier.', model: withActions(halfDone) },
    { assumption: 'A-6', instead: 'There are two endpoints.', model: twoEndpoints },
    { assumption: 'A-7', instead: 'A deleted plan can be applied.', model: withActions(appliesDeleted) },
    { assumption: 'A-8', instead: 'Clean-up deletes everything old in one step.', model: withActions(cleansAtOnce) },
    { assumption: 'A-8', instead: 'Applying and cleaning up are one step.', model: withActions(cleansInApply) },
    { assumption: 'A-9', instead: 'One plan fewer is kept.', model: outage({ ...size, keep: keep - 1 }) },
    {
      assumption: 'A-9',
      instead: 'One plan more is kept (and one more made).',
      model: outage({ ...size, plans: plans + 1, keep: keep + 1 }),
    },
    { assumption: 'A-10', instead: 'Clean-up skips the live plan, in the same step.', model: outage(size, ['guard']) },
    { assumption: 'A-11', instead: 'Nothing is live at the start.', model: nothingLive },
    { assumption: 'A-12', instead: 'Enactors may crash at any moment and start over.', model: withActions(crash) },
    { assumption: 'A-13', instead: 'A resolver remembers its last answer for a while.', model: cached },
    {
      assumption: 'A-14',
      instead: 'Each update takes a lock, as assumed, but in the model.',
      model: raceWithLock({ ...size, endpoints: 1 }),
    },
    {
      assumption: 'A-14',
      instead: 'One lock is held from the check to the end of clean-up.',
      model: withActions(oneLock),
    },
    {
      assumption: 'A-15',
      instead: 'A rollback target that is gone is tolerated.',
      model: outage(size, ['tolerantRollback']),
    },
    {
      assumption: 'A-16',
      instead: 'After a failure an Enactor takes the newest plan.',
      model: withActions(takesNewer),
    },
    {
      assumption: 'A-17',
      instead: 'An Enactor checks again at each endpoint.',
      model: {
        ...(twoEndpoints as unknown as Model),
        actions: {
          ...checksEach,
          checkOnce: {
            ...checksEach.checkOnce,
            then: (s: any, me: any) => {
              if (me.plan > s.endpoint[me.endpoint].live) me.at = 'checked';
              else if (me.endpoint === 0) {
                me.endpoint = 1;
                me.at = 'picked';
              } else {
                me.endpoint = 0;
                me.at = 'idle';
              }
            },
          },
          apply: {
            ...checksEach.apply,
            then: (s: any, me: any) => {
              checksEach.apply.then(s, me);
              if (me.at === 'checked') me.at = 'picked';
            },
          },
        },
      },
    },
    {
      assumption: 'A-18',
      instead: 'Any number of Enactors may stop.',
      model: {
        ...base,
        actions: { ...base.actions, stop: { ...stop, when: (_: any, me: any) => me.at !== 'stopped' } },
      },
    },
  ];
}
