import { each, model, oneOf, range, setOf } from 'everystate';
import type { RaceSize } from './race.js';

export interface LockSize extends RaceSize {
  /** An Enactor updates them one after the other. Each has a lock of its own. */
  readonly endpoints: number;
}

/** Lost locks are counted up to here. */
const MANY = 3;

/**
 * The race with the lock in it, and so with a reason for the delay: one lock for
 * each endpoint, held while its record is updated. Who does not get it backs off
 * and tries again. The rollback record is left out.
 */
export function raceWithLock({ plans, enactors, keep, endpoints }: LockSize) {
  const plan = range(0, plans);

  return model({
    state: {
      latest: plan, // the newest plan that the Planner has made
      deleted: setOf(plan),
      endpoint: each(endpoints, {
        live: plan, // the plan that its record points to
        holder: range(0, enactors), // the Enactor that has its lock, counted from 1; 0 for none
      }),
      enactor: each(enactors, {
        at: oneOf('idle', 'picked', 'checked', 'backingOff', 'holding', 'cleaning'),
        plan, // the plan that it works on, or worked on last
        endpoint: range(0, endpoints - 1), // the endpoint that it updates next
        lost: range(0, MANY), // how often it did not get a lock for this plan
        cursor: plan, // the plan that its clean-up looks at next
      }),
    },
    init: { latest: 1, endpoint: { live: 1 }, enactor: { plan: 1 } },
    actions: {
      pickUp: {
        by: 'enactor',
        cites: ['PM-3', 'PM-5', 'PM-10', 'TALK-2', 'A-3'],
        when: (s, me) => me.at === 'idle' && me.plan < s.latest,
        then: (s, me) => {
          me.plan = s.latest;
          me.at = 'picked';
          me.lost = 0;
        },
      },
      checkOnce: {
        by: 'enactor',
        cites: ['PM-6', 'A-4', 'A-17'],
        when: (_, me) => me.at === 'picked',
        then: (s, me) => {
          me.at = me.plan > s.endpoint[0]!.live ? 'checked' : 'idle';
        },
      },
      takeLock: {
        by: 'enactor',
        cites: ['TALK-3', 'TALK-4', 'A-14'],
        when: (s, me) => me.at === 'checked' && s.endpoint[me.endpoint]!.holder === 0,
        then: (s, me, i) => {
          s.endpoint[me.endpoint]!.holder = i + 1;
          me.at = 'holding';
        },
      },
      loseLock: {
        by: 'enactor',
        cites: ['PM-7', 'PM-8', 'TALK-3', 'TALK-5', 'TALK-7'],
        when: (s, me) => me.at === 'checked' && s.endpoint[me.endpoint]!.holder !== 0,
        then: (_, me) => {
          me.at = 'backingOff';
          me.lost = Math.min(me.lost + 1, MANY);
        },
      },
      tryAgain: {
        by: 'enactor',
        cites: ['PM-7', 'TALK-5', 'TALK-7', 'A-2'],
        when: (_, me) => me.at === 'backingOff',
        then: (_, me) => {
          me.at = 'checked';
        },
      },
      apply: {
        by: 'enactor',
        cites: ['PM-4', 'PM-10', 'PM-12', 'TALK-3', 'TALK-6', 'TALK-7', 'A-5', 'A-14'],
        when: (s, me) => me.at === 'holding' && !s.deleted.has(me.plan),
        then: (s, me) => {
          const here = s.endpoint[me.endpoint]!;
          here.live = me.plan;
          here.holder = 0;
          if (me.endpoint < endpoints - 1) {
            me.endpoint++;
            me.at = 'checked';
          } else {
            me.endpoint = 0;
            me.at = 'cleaning';
            me.cursor = 1;
          }
        },
      },
      giveUp: {
        by: 'enactor',
        cites: ['TALK-6', 'A-7'],
        when: (s, me) => me.at === 'holding' && s.deleted.has(me.plan),
        then: (s, me) => {
          s.endpoint[me.endpoint]!.holder = 0;
          me.endpoint = 0;
          me.at = 'idle';
        },
      },
      cleanUp: {
        by: 'enactor',
        cites: ['PM-11', 'PM-13', 'PM-14', 'TALK-8', 'TALK-9', 'A-8', 'A-9', 'A-10', 'A-13', 'A-14'],
        when: (_, me) => me.at === 'cleaning' && me.plan - me.cursor > keep,
        then: (s, me) => {
          s.deleted.add(me.cursor);
          me.cursor++;
        },
      },
      finish: {
        by: 'enactor',
        cites: ['PM-11', 'A-9'],
        when: (_, me) => me.at === 'cleaning' && me.plan - me.cursor <= keep,
        then: (_, me) => {
          me.at = 'idle';
          me.cursor = 0;
        },
      },
      publish: {
        cites: ['PM-2', 'PM-9', 'A-1'],
        when: s => s.latest < plans,
        then: s => {
          s.latest++;
        },
      },
    },
    always: { 'The name always resolves': s => s.endpoint.every(({ live }) => !s.deleted.has(live)) },
    everyStep: {
      'Never a step back': (before, after) => after.endpoint.every(({ live }, i) => live >= before.endpoint[i]!.live),
    },
    ends: { 'The newest plan goes live': s => s.endpoint.every(({ live }) => live === s.latest) },
  });
}
