import { each, flag, model, oneOf, range, setOf } from '../index.js';

/**
 * Two-phase commit after Gray and Lamport, "Consensus on Transaction Commit"
 * (2006): the transaction manager, `count` resource managers, and the set of
 * messages sent. TLC and Stateright publish 288 states for 3 of them, 8,832 for 5.
 */
export function twoPhaseCommit(count: number) {
  return model({
    state: {
      manager: oneOf('init', 'committed', 'aborted'),
      commitSent: flag,
      abortSent: flag,
      resource: each(count, {
        at: oneOf('working', 'prepared', 'committed', 'aborted'),
        preparedSent: flag,
        preparedSeen: flag,
      }),
    },
    actions: {
      seePrepared: {
        by: 'resource',
        when: (s, me) => s.manager === 'init' && me.preparedSent,
        then: (_, me) => {
          me.preparedSeen = true;
        },
      },
      commit: {
        when: s => s.manager === 'init' && s.resource.every(r => r.preparedSeen),
        then: s => {
          s.manager = 'committed';
          s.commitSent = true;
        },
      },
      abort: {
        when: s => s.manager === 'init',
        then: s => {
          s.manager = 'aborted';
          s.abortSent = true;
        },
      },
      prepare: {
        by: 'resource',
        when: (_, me) => me.at === 'working',
        then: (_, me) => {
          me.at = 'prepared';
          me.preparedSent = true;
        },
      },
      chooseToAbort: {
        by: 'resource',
        when: (_, me) => me.at === 'working',
        then: (_, me) => {
          me.at = 'aborted';
        },
      },
      hearCommit: {
        by: 'resource',
        when: s => s.commitSent,
        then: (_, me) => {
          me.at = 'committed';
        },
      },
      hearAbort: {
        by: 'resource',
        when: s => s.abortSent,
        then: (_, me) => {
          me.at = 'aborted';
        },
      },
    },
    always: {
      consistent: s => !(s.resource.some(r => r.at === 'aborted') && s.resource.some(r => r.at === 'committed')),
    },
    sometimes: {
      'all can commit': s => s.resource.every(r => r.at === 'committed'),
      'all can abort': s => s.resource.every(r => r.at === 'aborted'),
    },
  });
}

/**
 * Two processes that want to be alone somewhere, after G. L. Peterson, "Myths about
 * the mutual exclusion problem" (1981). Each says that it wants to, and gives way
 * to the other. Nobody can overtake for ever, so it needs no fairness. Its states
 * are counted by Spin and TLC as well: `peterson.pml` in `data/twins`, and a translation.
 */
export const peterson = model({
  state: {
    turn: range(0, 1),
    process: each(2, { at: oneOf('away', 'wanting', 'waiting', 'inside') }),
  },
  actions: {
    want: {
      by: 'process',
      when: (_, me) => me.at === 'away',
      then: (_, me) => {
        me.at = 'wanting';
      },
    },
    giveWay: {
      by: 'process',
      when: (_, me) => me.at === 'wanting',
      then: (s, me, i) => {
        s.turn = 1 - i;
        me.at = 'waiting';
      },
    },
    enter: {
      by: 'process',
      when: (s, me, i) => me.at === 'waiting' && (s.process[1 - i]!.at === 'away' || s.turn === i),
      then: (_, me) => {
        me.at = 'inside';
      },
    },
    leave: {
      by: 'process',
      when: (_, me) => me.at === 'inside',
      then: (_, me) => {
        me.at = 'away';
      },
    },
  },
  always: { 'at most one inside': s => !s.process.every(({ at }) => at === 'inside') },
  leadsTo: {
    'the first gets in': { when: s => s.process[0]!.at === 'wanting', then: s => s.process[0]!.at === 'inside' },
  },
});

/**
 * Dining philosophers, after E. W. Dijkstra: each takes the fork on its left, then
 * the one on its right, and puts both down. When all have taken the first, all
 * wait for ever. Counted by Spin and TLC as well: `philosophers.pml` in
 * `data/twins`.
 */
export function philosophers(count: number) {
  return model({
    state: {
      fork: each(count, { taken: flag }),
      philosopher: each(count, { at: oneOf('thinking', 'waiting', 'eating') }),
    },
    actions: {
      takeLeft: {
        by: 'philosopher',
        when: (s, me, i) => me.at === 'thinking' && !s.fork[i]!.taken,
        then: (s, me, i) => {
          s.fork[i]!.taken = true;
          me.at = 'waiting';
        },
      },
      takeRight: {
        by: 'philosopher',
        when: (s, me, i) => me.at === 'waiting' && !s.fork[(i + 1) % count]!.taken,
        then: (s, me, i) => {
          s.fork[(i + 1) % count]!.taken = true;
          me.at = 'eating';
        },
      },
      putDown: {
        by: 'philosopher',
        when: (_, me) => me.at === 'eating',
        then: (s, me, i) => {
          s.fork[i]!.taken = false;
          s.fork[(i + 1) % count]!.taken = false;
          me.at = 'thinking';
        },
      },
    },
  });
}

/**
 * Jugs of 3 and 5 gallons, a tap and a drain: measure 4 gallons. Lamport uses it to
 * teach TLA+; TLC finds 16 states, generates 97 and needs 6 steps.
 */
export const jugs = model({
  state: { small: range(0, 3), big: range(0, 5) },
  actions: {
    fillSmall: {
      then: s => {
        s.small = 3;
      },
    },
    fillBig: {
      then: s => {
        s.big = 5;
      },
    },
    emptySmall: {
      then: s => {
        s.small = 0;
      },
    },
    emptyBig: {
      then: s => {
        s.big = 0;
      },
    },
    smallToBig: {
      then: s => {
        const poured = Math.min(s.small, 5 - s.big);
        s.small -= poured;
        s.big += poured;
      },
    },
    bigToSmall: {
      then: s => {
        const poured = Math.min(s.big, 3 - s.small);
        s.big -= poured;
        s.small += poured;
      },
    },
  },
  always: { 'never four gallons': s => s.big !== 4 },
});

/**
 * A model whose counts five independent checkers agree on: Spin, TLC, Stateright,
 * @xstate/graph and a program in C. Plans are applied and cleaned up, and the live
 * one can be deleted.
 */
export function reference({ plans, enactors, keep }: { plans: number; enactors: number; keep: number }) {
  const plan = range(0, plans);
  return model({
    state: {
      latest: plan,
      current: plan,
      highest: plan,
      deleted: setOf(range(1, plans)),
      enactor: each(enactors, { plan, cursor: plan }),
    },
    actions: {
      publish: {
        when: s => s.latest < plans,
        then: s => {
          s.latest++;
        },
      },
      pickAndCheck: {
        by: 'enactor',
        when: (s, me) => me.plan === 0 && s.latest > s.current,
        then: (s, me) => {
          me.plan = s.latest;
        },
      },
      apply: {
        by: 'enactor',
        when: (s, me) => me.plan > 0 && me.cursor === 0 && !s.deleted.has(me.plan),
        then: (s, me) => {
          s.current = me.plan;
          s.highest = Math.max(s.highest, me.plan);
          me.cursor = 1;
        },
      },
      refuse: {
        by: 'enactor',
        when: (s, me) => me.plan > 0 && me.cursor === 0 && s.deleted.has(me.plan),
        then: (_, me) => {
          me.plan = 0;
        },
      },
      cleanStep: {
        by: 'enactor',
        when: (_, me) => me.cursor > 0 && me.cursor + keep < me.plan,
        then: (s, me) => {
          s.deleted.add(me.cursor);
          if (s.current === me.cursor) s.current = 0;
          me.cursor++;
        },
      },
      done: {
        by: 'enactor',
        when: (_, me) => me.cursor > 0 && me.cursor + keep >= me.plan,
        then: (_, me) => {
          me.plan = 0;
          me.cursor = 0;
        },
      },
    },
    always: {
      ordered: s => s.current <= s.highest && s.highest <= s.latest,
      'something stays live': s => s.highest === 0 || s.current > 0,
    },
  });
}
