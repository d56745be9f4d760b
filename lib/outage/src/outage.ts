import { each, model, ModelError, oneOf, range, setOf, type Actions, type ViewOf } from 'everystate';
import { changes as candidates, type ChangeId } from './changes.js';
import { fair } from './fair.js';
import type { RaceSize } from './race.js';

/**
 * The outage as the post-mortem and the talk tell it: the race, and the second
 * fault, by which the record stayed empty. Notebook 5 builds it on the race.
 *
 * @param changes candidate changes to the design, by their ids
 * @throws ModelError when there is no such change
 */
export function outage({ plans, enactors, keep }: RaceSize, changes: readonly ChangeId[] = []) {
  const has = changed(changes);
  const plan = range(0, plans);
  const kept = has('keepMore') ? keep + 1 : keep;

  const state = {
    latest: plan, // the newest plan that the Planner has made
    live: plan, // the plan that the record points to
    rollback: plan, // the plan that the rollback record points to
    deleted: setOf(plan),
    enactor: each(has('oneEnactor') ? 1 : enactors, {
      at: oneOf('idle', 'picked', 'checked', 'rechecked', 'failed', 'applied', 'cleaning', 'deleting', 'stopped'),
      plan, // the plan that it works on, or worked on last
      cursor: plan, // the plan that its clean-up looks at next
    }),
  };
  type State = ViewOf<typeof state>;
  type Enactor = State['enactor'][number];

  const ready = has('recheckBefore') ? 'rechecked' : 'checked';
  const recheck = has('recheck'),
    tolerant = has('tolerantRollback');
  const locked = has('lockedCleanUp'),
    patient = has('slowPlanner');

  /** The lock, where clean-up takes it: nobody else can update the record. */
  const free = (s: State) => !locked || s.enactor.every(({ at }) => at !== 'cleaning' && at !== 'deleting');
  const isOld = (me: Enactor) => me.plan - me.cursor > kept;

  /** How an Enactor's transaction would go now. */
  const outcome = (s: State, me: Enactor) =>
    me.at !== ready || !free(s)
      ? 'waits'
      : s.deleted.has(me.plan)
        ? 'gone'
        : recheck && me.plan <= s.live
          ? 'stale'
          : s.deleted.has(s.live) && !tolerant
            ? 'fails'
            : 'applies';

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
      cites: ['PM-4', 'PM-8', 'PM-10', 'PM-12', 'TALK-6', 'TALK-10', 'A-2', 'A-5', 'A-15'],
      when: (s, me) => outcome(s, me) === 'applies',
      then: (s, me) => {
        if (!s.deleted.has(s.live)) s.rollback = s.live;
        s.live = me.plan;
        me.at = locked ? 'applied' : 'cleaning';
        me.cursor = 1;
      },
    },
    failToApply: {
      by: 'enactor',
      cites: ['PM-15', 'TALK-3', 'TALK-10', 'A-15', 'A-16'],
      when: (s, me) => outcome(s, me) === 'fails',
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
      when: (s, me) => outcome(s, me) === 'gone',
      then: (_, me) => {
        me.at = 'idle';
      },
    },
  };
  const rechecking: Actions<typeof state> = {
    checkAgain: {
      by: 'enactor',
      cites: ['PM-6', 'PM-12'],
      when: (_, me) => me.at === 'checked',
      then: (s, me) => {
        me.at = me.plan > s.live ? 'rechecked' : 'idle';
      },
    },
  };
  const refusing: Actions<typeof state> = {
    refuse: {
      by: 'enactor',
      cites: ['PM-6', 'PM-12', 'TALK-3'],
      when: (s, me) => outcome(s, me) === 'stale',
      then: (_, me) => {
        me.at = 'idle';
      },
    },
  };
  const locking: Actions<typeof state> = {
    takeLock: {
      by: 'enactor',
      cites: ['PM-11', 'TALK-3', 'TALK-5', 'A-14'],
      when: (s, me) => me.at === 'applied' && free(s),
      then: (_, me) => {
        me.at = 'cleaning';
      },
    },
  };

  const inOneStep: Actions<typeof state> = {
    cleanUp: {
      by: 'enactor',
      cites: ['PM-11', 'PM-13', 'PM-14', 'TALK-8', 'TALK-9', 'A-8', 'A-9', 'A-10', 'A-13'],
      when: (_, me) => me.at === 'cleaning' && isOld(me),
      then: (s, me) => {
        if (!has('guard') || me.cursor !== s.live) s.deleted.add(me.cursor);
        me.cursor++;
      },
    },
  };
  const inTwoSteps: Actions<typeof state> = {
    lookFirst: {
      by: 'enactor',
      cites: ['PM-11', 'TALK-8', 'A-8', 'A-9', 'A-10'],
      when: (_, me) => me.at === 'cleaning' && isOld(me),
      then: (s, me) => {
        if (me.cursor === s.live) me.cursor++;
        else me.at = 'deleting';
      },
    },
    cleanUp: {
      by: 'enactor',
      cites: ['PM-11', 'PM-13', 'PM-14', 'TALK-8', 'TALK-9', 'A-8', 'A-13'],
      when: (_, me) => me.at === 'deleting',
      then: (s, me) => {
        if (!has('guard') || me.cursor !== s.live) s.deleted.add(me.cursor);
        me.cursor++;
        me.at = 'cleaning';
      },
    },
  };
  const finishing: Actions<typeof state> = {
    finish: {
      by: 'enactor',
      cites: ['PM-11', 'A-9'],
      when: (_, me) => me.at === 'cleaning' && !isOld(me),
      then: (_, me) => {
        me.at = 'idle';
        me.cursor = 0;
      },
    },
  };
  const planning: Actions<typeof state> = {
    publish: {
      cites: ['PM-2', 'PM-9', 'A-1'],
      when: s => s.latest < plans && (!patient || s.live === s.latest),
      then: s => {
        s.latest++;
      },
    },
  };

  return model({
    state,
    init: { latest: 1, live: 1, rollback: 1, enactor: { plan: 1 } },
    actions: fair('weak', {
      ...enacting,
      ...(has('recheckBefore') && rechecking),
      ...(recheck && refusing),
      ...(locked && locking),
      ...(has('guardBefore') ? inTwoSteps : inOneStep),
      ...finishing,
      ...planning,
    }),
    always: { 'The name always resolves': s => !s.deleted.has(s.live) },
    everyStep: { 'Never a step back': (before, after) => after.live >= before.live },
    leadsTo: { 'The newest plan goes live': { when: s => s.live !== s.latest, then: s => s.live === s.latest } },
    canRecover: { 'No operator needed': s => !s.deleted.has(s.live) },
    ends: { 'Nobody is stuck': s => s.enactor.every(({ at }) => at === 'idle') },
  });
}

/**
 * The outage, in which one Enactor may stop for good. That the others carry on
 * is then the promise that the newest plan goes live.
 * @throws ModelError as `outage` does
 */
export function oneMayStop(size: RaceSize, changes: readonly ChangeId[] = []) {
  const { state, init, actions, leadsTo } = outage(size, changes);
  const stopping: Actions<typeof state> = {
    stop: {
      by: 'enactor',
      cites: ['PM-3', 'TALK-3', 'TALK-5', 'A-18'],
      when: s => s.enactor.every(({ at }) => at !== 'stopped'),
      then: (_, me) => {
        me.at = 'stopped';
      },
    },
  };
  return model({
    state,
    init,
    actions: { ...actions, ...stopping },
    leadsTo: { 'One Enactor may stop': leadsTo!['The newest plan goes live']! },
    ends: { 'Nobody is stuck': s => s.enactor.every(({ at }) => at === 'idle' || at === 'stopped') },
  });
}

/** @throws ModelError when one of the changes is not among the candidates */
function changed(ids: readonly ChangeId[]): (id: ChangeId) => boolean {
  const known = candidates.map(({ id }) => id);
  for (const id of ids) {
    if (!known.includes(id)) throw new ModelError(`There is no change '${id}'.`, `Choose among: ${known.join(', ')}.`);
  }
  return id => ids.includes(id);
}
