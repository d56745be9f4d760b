import { each, model, oneOf, range, setOf } from 'everystate';

/** How large a system to model. */
export interface RaceSize {
  /** Plans in all, the one that is live at the start included. */
  readonly plans: number;
  readonly enactors: number;
  /** Clean-up deletes plans that are more than this many plans older. */
  readonly keep: number;
}

/**
 * The race as the post-mortem tells it: one Planner, several Enactors, one
 * endpoint. Notebook 3 builds it up step by step.
 */
export function race({ plans, enactors, keep }: RaceSize) {
  const plan = range(0, plans);

  return model({
    state: {
      latest: plan, // the newest plan that the Planner has made
      live: plan, // the plan that the record points to
      deleted: setOf(plan),
      enactor: each(enactors, {
        at: oneOf('idle', 'picked', 'checked', 'cleaning'),
        plan, // the plan that it works on, or worked on last
        cursor: plan, // the plan that its clean-up looks at next
      }),
    },
    init: { latest: 1, live: 1, enactor: { plan: 1 } },
    actions: {
      pickUp: {
        by: 'enactor',
        cites: ['PM-3', 'PM-5', 'PM-10', 'TALK-2', 'A-3'],
        when: (s, me) => me.at === 'idle' && me.plan < s.latest,
        then: (s, me) => {
          me.plan = s.latest;
          me.at = 'picked';
        },
      },
      checkOnce: {
        by: 'enactor',
        cites: ['PM-6', 'A-4'],
        when: (_, me) => me.at === 'picked',
        then: (s, me) => {
          me.at = me.plan > s.live ? 'checked' : 'idle';
        },
      },
      apply: {
        by: 'enactor',
        cites: ['PM-4', 'PM-8', 'PM-10', 'PM-12', 'TALK-6', 'A-2', 'A-5'],
        when: (s, me) => me.at === 'checked' && !s.deleted.has(me.plan),
        then: (s, me) => {
          s.live = me.plan;
          me.at = 'cleaning';
          me.cursor = 1;
        },
      },
      giveUp: {
        by: 'enactor',
        cites: ['TALK-6', 'A-7'],
        when: (s, me) => me.at === 'checked' && s.deleted.has(me.plan),
        then: (_, me) => {
          me.at = 'idle';
        },
      },
      cleanUp: {
        by: 'enactor',
        cites: ['PM-11', 'PM-13', 'PM-14', 'TALK-8', 'TALK-9', 'A-8', 'A-9', 'A-10', 'A-13'],
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
    always: { 'The name always resolves': s => !s.deleted.has(s.live) },
    everyStep: { 'Never a step back': (before, after) => after.live >= before.live },
    ends: { 'The newest plan goes live': s => s.live === s.latest },
  });
}
