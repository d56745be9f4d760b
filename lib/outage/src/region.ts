import { each, flag, model, oneOf, range, setOf, type Actions, type StateOf, type ViewOf } from 'everystate';
import { fair } from './fair.js';
import type { LockSize } from './lock.js';
import { isNewest, promised, resolves } from './region-promises.js';
import { changed, type RegionDesign } from './region-design.js';

/**
 * The outage with several endpoints, the race and the second fault, and a lock for each
 * endpoint. Whatever a step reads and writes of records belongs to one endpoint: a
 * Route 53 batch changes one hosted zone. What the rollback record points to is not
 * in the state: it fails a transaction when the plan that was live is gone.
 */
export function region({ plans, enactors, keep, endpoints }: LockSize, design: RegionDesign) {
  const { lock, skips = false } = design;
  const has = changed(design);
  const plan = range(0, plans);
  const state = {
    latest: plan, // the newest plan that the Planner has made
    endpoint: each(endpoints, {
      live: plan, // the plan that its record points to
      deleted: setOf(plan), // plans whose trees are gone from its zone
    }),
    enactor: each(enactors, {
      at: oneOf(
        'idle',
        'picked',
        'checked',
        'locked',
        'rechecked',
        'failed',
        'applied',
        'cleaning',
        'deleting',
        'stopped',
      ),
      plan, // the plan that it works on, or worked on last
      endpoint: range(0, endpoints - 1), // the endpoint that it works on
      hasLock: flag, // whether that endpoint's lock is its own
      seen: plan, // the plan that it saw live there, for compare and swap
      cursor: plan, // the plan that its clean-up looks at next
    }),
  };
  type State = StateOf<typeof state>;
  type View = ViewOf<typeof state>;
  type Enactor = State['enactor'][number];
  type Seen = View['enactor'][number];

  const locks = lock !== 'no lock';
  const expires = lock === 'lease' || lock === 'checked lease';
  const [recheck, tolerant, guard] = [has('recheck'), has('tolerantRollback'), has('guard')];
  const [swaps, cleansLocked] = [has('compareAndSwap'), has('lockedCleanUp') && locks];
  const looks = has('recheckBefore') || swaps;
  const looksFirst = has('guardBefore');
  const last = endpoints - 1;
  const unlooked = locks ? 'locked' : 'checked';
  const ready = looks ? 'rechecked' : unlooked;

  const isFree = (s: View, endpoint: number) => s.enactor.every(e => !e.hasLock || e.endpoint !== endpoint);
  /** Whether a batch would be refused because the lock is somebody else's by now. */
  const mayWrite = (me: Seen) => lock !== 'checked lease' || me.hasLock;
  const isOld = (me: Seen) => me.plan - me.cursor > keep;
  const cleans = (me: Seen) => me.at === 'cleaning' || me.at === 'deleting';
  const mayDelete = (me: Seen) => !cleansLocked || mayWrite(me);

  /** How an Enactor's transaction would go now. */
  const outcome = (s: View, me: Seen) => {
    const { live, deleted } = s.endpoint[me.endpoint]!;
    if (me.at !== ready || !mayWrite(me)) return 'waits';
    if (deleted.has(me.plan)) return 'gone';
    if (recheck && me.plan <= live) return 'stale';
    if (swaps && live !== me.seen) return 'changed';
    return deleted.has(live) && !tolerant ? 'fails' : 'applies';
  };

  const backTo = (me: Enactor, at: 'idle' | 'checked' | 'failed') => {
    me.at = at;
    me.hasLock = false;
    me.seen = 0;
    if (at === 'idle') me.endpoint = me.cursor = 0;
  };
  const refused = (me: Enactor) => {
    if (skips && me.endpoint < last) {
      backTo(me, 'checked');
      me.endpoint++;
    } else backTo(me, 'idle');
  };
  const beginToClean = (me: Enactor, endpoint: number) => {
    me.endpoint = endpoint;
    me.at = cleansLocked ? 'applied' : 'cleaning';
    me.cursor = 1;
  };
  const cleanedHere = (me: Enactor) => {
    if (me.endpoint === last) return backTo(me, 'idle');
    me.hasLock = false;
    beginToClean(me, me.endpoint + 1);
  };

  const enacting: Actions<typeof state> = {
    pickUp: {
      by: 'enactor',
      cites: ['PM-3', 'PM-5', 'PM-10', 'TALK-2', 'A-3'],
      when: (s, me) => me.at === 'idle' && me.plan < s.latest,
      then: (s, me) => {
        me.plan = s.latest;
        me.at = skips ? 'checked' : 'picked';
      },
    },
    apply: {
      by: 'enactor',
      cites: ['PM-4', 'PM-8', 'PM-10', 'PM-12', 'TALK-6', 'TALK-10', 'A-2', 'A-5', 'A-15'],
      when: (s, me) => outcome(s, me) === 'applies',
      then: (s, me) => {
        s.endpoint[me.endpoint]!.live = me.plan;
        backTo(me, 'checked');
        if (me.endpoint < last) me.endpoint++;
        else beginToClean(me, 0);
      },
    },
    failToApply: {
      by: 'enactor',
      cites: ['PM-15', 'TALK-3', 'TALK-10', 'A-15', 'A-16'],
      when: (s, me) => outcome(s, me) === 'fails',
      then: (_, me) => backTo(me, 'failed'),
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
      then: (_, me) => backTo(me, 'idle'),
    },
    finish: {
      by: 'enactor',
      cites: ['PM-11', 'A-9'],
      // Who has lost the lock that its deletions need leaves the rest to the next one.
      when: (_, me) => (me.at === 'cleaning' && !isOld(me)) || (cleans(me) && !mayDelete(me)),
      then: (_, me) => cleanedHere(me),
    },
  };
  const checkingFirst: Actions<typeof state> = {
    checkOnce: {
      by: 'enactor',
      cites: ['PM-6', 'A-4', 'A-17'],
      when: (_, me) => me.at === 'picked',
      then: (s, me) => {
        me.at = me.plan > s.endpoint[0]!.live ? 'checked' : 'idle';
      },
    },
  };
  const locking: Actions<typeof state> = {
    takeLock: {
      by: 'enactor',
      cites: ['TALK-3', 'TALK-4', 'TALK-5', 'A-14'],
      when: (s, me) => (me.at === 'checked' || me.at === 'applied') && isFree(s, me.endpoint),
      then: (_, me) => {
        me.hasLock = true;
        me.at = me.at === 'checked' ? 'locked' : 'cleaning';
      },
    },
  };
  const expiring: Actions<typeof state> = {
    expire: {
      by: 'enactor',
      cites: ['TALK-3', 'A-18', 'A-20'],
      when: (_, me) => me.hasLock,
      then: (_, me) => {
        me.hasLock = false;
      },
    },
  };
  const losing: Actions<typeof state> = {
    loseLock: {
      by: 'enactor',
      cites: ['TALK-3', 'TALK-5', 'A-20'],
      when: (_, me) => (me.at === 'locked' || me.at === 'rechecked') && !me.hasLock,
      then: (_, me) => backTo(me, 'checked'),
    },
  };
  const looking: Actions<typeof state> = {
    checkAgain: {
      by: 'enactor',
      cites: ['PM-6', 'PM-12'],
      when: (_, me) => me.at === unlooked && mayWrite(me),
      then: (s, me) => {
        const { live } = s.endpoint[me.endpoint]!;
        if (me.plan <= live) return refused(me);
        me.at = 'rechecked';
        if (swaps) me.seen = live;
      },
    },
  };
  const swapping: Actions<typeof state> = {
    startOver: {
      by: 'enactor',
      cites: ['PM-4', 'PM-7', 'TALK-3'],
      when: (s, me) => outcome(s, me) === 'changed',
      then: (_, me) => backTo(me, 'checked'),
    },
  };
  const refusing: Actions<typeof state> = {
    refuse: {
      by: 'enactor',
      cites: ['PM-6', 'PM-12', 'TALK-3'],
      when: (s, me) => outcome(s, me) === 'stale',
      then: (_, me) => refused(me),
    },
  };
  const remove = (s: State, me: Enactor) => {
    const { live, deleted } = s.endpoint[me.endpoint]!;
    if (!guard || me.cursor !== live) deleted.add(me.cursor);
    me.cursor++;
    me.at = 'cleaning';
  };
  const cleaning: Actions<typeof state> = {
    cleanUp: {
      by: 'enactor',
      cites: ['PM-11', 'PM-13', 'PM-14', 'TALK-8', 'TALK-9', 'A-8', 'A-9', 'A-10', 'A-13'],
      when: (_, me) => (has('guardBefore') ? me.at === 'deleting' : me.at === 'cleaning' && isOld(me)) && mayDelete(me),
      then: remove,
    },
  };
  const lookingFirst: Actions<typeof state> = {
    lookFirst: {
      by: 'enactor',
      cites: ['PM-11', 'TALK-8', 'A-8', 'A-9', 'A-10'],
      when: (_, me) => me.at === 'cleaning' && isOld(me) && mayDelete(me),
      then: (s, me) => {
        if (me.cursor === s.endpoint[me.endpoint]!.live) me.cursor++;
        else me.at = 'deleting';
      },
    },
  };
  const planning: Actions<typeof state> = {
    publish: {
      cites: ['PM-2', 'PM-9', 'A-1'],
      when: s => s.latest < plans,
      then: s => {
        s.latest++;
      },
    },
  };

  return model<typeof state>({
    state,
    init: { latest: 1, endpoint: { live: 1 }, enactor: { plan: 1 } },
    actions: {
      ...fair('strong', {
        ...enacting,
        ...(!skips && checkingFirst),
        ...(locks && locking),
        ...(looks && looking),
        ...(swaps && swapping),
        ...(recheck && refusing),
        ...(lock === 'checked lease' && losing),
        ...(looksFirst && lookingFirst),
        ...cleaning,
      }),
      ...fair('weak', { ...(expires && expiring), ...planning }),
    },
    always: promised(endpoints, 'The name always resolves', of => (s: View) => of.every(i => resolves(s, i))),
    everyStep: promised(endpoints, 'Never a step back', of => (before: View, after: View) => {
      return of.every(i => after.endpoint[i]!.live >= before.endpoint[i]!.live);
    }),
    leadsTo: promised(endpoints, 'The newest plan goes live', of => ({
      when: (s: View) => !of.every(i => isNewest(s, i)),
      then: (s: View) => of.every(i => isNewest(s, i)),
    })),
    canRecover: promised(endpoints, 'No operator needed', of => (s: View) => of.every(i => resolves(s, i))),
    ends: { 'Nobody is stuck': s => s.enactor.every(({ at }) => at === 'idle') },
  });
}

/** The same, in which one Enactor may stop for good. A lock that it has then is freed by its lease, if there is one. */
export function oneMayStopInRegion(size: LockSize, design: RegionDesign) {
  const { state, init, actions, leadsTo } = region(size, design);
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
    leadsTo: leadsTo!,
    ends: { 'Any end will do': () => true },
  });
}
