import { each, flag, model, oneOf, range, setOf, type Actions } from 'everystate';

/** Where the article's model may be told differently. */
export interface ArticleVariant {
  /** Plans 1 to this one are made. */
  readonly plans?: number;
  /** An Enactor whose plan is not the highest so far goes on, where the article's has no way to. */
  readonly orElse?: boolean;
  /** The record loses its addresses and its plan in one step. */
  readonly oneStep?: boolean;
  /** The Planner sends a plan before it announces it. */
  readonly sendFirst?: boolean;
  /** The article's fix: from the question whether the plan exists to the end of the clean-up in one step. */
  readonly fixed?: boolean;
}

/** Clean-up deletes plans that are at least this much older. */
const AGE = 2;
/** Plans that the channel holds at most. */
const CAPACITY = 4;

const declared = (plans: number) => {
  const plan = range(0, plans);
  return {
    latest: plan, // the newest plan that was announced
    highest: plan, // the highest plan that was ever applied
    current: plan, // the plan that the record points to
    valid: flag, // whether the record has addresses
    initialised: flag,
    deleted: setOf(plan),
    sent: plan, // the channel holds the plans after `taken` up to `sent`
    taken: plan,
    planner: oneOf('loop', 'announce', 'send', 'done'),
    enactor: each(2, {
      at: oneOf(
        'receive',
        'look',
        'compare',
        'ask',
        'apply',
        'rank',
        'raise',
        'begin',
        'age',
        'remove',
        'match',
        'empty',
        'forget',
        'next',
        'stopped',
      ),
      mine: plan, // the plan that it works on
      seen: plan, // what was current when it looked
      old: plan, // the plan that its clean-up looks at
    }),
  };
};

type Statements = Actions<ReturnType<typeof declared>>;

/**
 * The model of the article that these notebooks are a companion of, in our own
 * words: one action is one statement of its twin, `data/twins/article.pml`.
 * Notebook 6 builds it up.
 */
export function article({
  plans = 5,
  orElse = false,
  oneStep = false,
  sendFirst = false,
  fixed = false,
}: ArticleVariant = {}) {
  const planner: Statements = {
    more: {
      cites: ['ART-1'],
      when: s => s.planner === 'loop' && s.latest < plans,
      then: s => {
        s.planner = sendFirst ? 'send' : 'announce';
      },
    },
    announce: {
      cites: ['CODE-3'],
      when: s => s.planner === 'announce',
      then: s => {
        s.latest++;
        s.planner = sendFirst ? 'loop' : 'send';
      },
    },
    send: {
      cites: ['ART-1', 'CODE-3'],
      when: s => s.planner === 'send' && s.sent - s.taken < CAPACITY,
      then: s => {
        s.sent++;
        s.planner = sendFirst ? 'announce' : 'loop';
      },
    },
    noMore: {
      cites: ['ART-1'],
      when: s => s.planner === 'loop' && s.latest >= plans,
      then: s => {
        s.planner = 'done';
      },
    },
  };

  const checking: Statements = {
    receive: {
      by: 'enactor',
      cites: ['ART-1'],
      when: (s, me) => me.at === 'receive' && s.taken < s.sent,
      then: (s, me) => {
        s.taken++;
        me.mine = s.taken;
        me.at = 'look';
      },
    },
    stop: {
      by: 'enactor',
      cites: ['CODE-3'],
      when: (s, me) => me.at === 'receive' && s.latest === plans && s.taken === s.sent,
      then: (_, me) => {
        me.at = 'stopped';
      },
    },
    look: {
      by: 'enactor',
      cites: ['ART-1', 'PM-6'],
      when: (_, me) => me.at === 'look',
      then: (s, me) => {
        me.seen = s.current;
        me.at = 'compare';
      },
    },
    newer: {
      by: 'enactor',
      cites: ['ART-1', 'PM-6'],
      when: (_, me) => me.at === 'compare' && me.mine > me.seen,
      then: (_, me) => {
        me.at = 'ask';
      },
    },
    notNewer: {
      by: 'enactor',
      cites: ['ART-1', 'PM-6'],
      when: (_, me) => me.at === 'compare' && me.mine <= me.seen,
      then: (_, me) => {
        me.at = 'receive';
      },
    },
  };

  const applying: Statements = {
    exists: {
      by: 'enactor',
      cites: ['ART-1'],
      when: (s, me) => me.at === 'ask' && !s.deleted.has(me.mine),
      then: (_, me) => {
        me.at = 'apply';
      },
    },
    isGone: {
      by: 'enactor',
      cites: ['ART-1'],
      when: (s, me) => me.at === 'ask' && s.deleted.has(me.mine),
      then: (_, me) => {
        me.at = 'receive';
      },
    },
    apply: {
      by: 'enactor',
      cites: ['ART-1', 'PM-4'],
      when: (_, me) => me.at === 'apply',
      then: (s, me) => {
        s.current = me.mine;
        s.valid = true;
        s.initialised = true;
        me.at = 'rank';
      },
    },
    higher: {
      by: 'enactor',
      cites: ['CODE-2'],
      when: (s, me) => me.at === 'rank' && me.mine > s.highest,
      then: (_, me) => {
        me.at = 'raise';
      },
    },
    ...(orElse &&
      ({
        notHigher: {
          by: 'enactor',
          cites: ['CODE-2'],
          when: (s, me) => me.at === 'rank' && me.mine <= s.highest,
          then: (_, me) => {
            me.at = 'begin';
          },
        },
      } satisfies Statements)),
    raise: {
      by: 'enactor',
      cites: ['CODE-2'],
      when: (_, me) => me.at === 'raise',
      then: (s, me) => {
        s.highest = me.mine;
        me.at = 'begin';
      },
    },
  };

  const emptying: Statements = oneStep
    ? {
        empty: {
          by: 'enactor',
          cites: ['CODE-4'],
          when: (_, me) => me.at === 'empty',
          then: (s, me) => {
            s.valid = false;
            s.current = 0;
            me.at = 'next';
          },
        },
      }
    : {
        empty: {
          by: 'enactor',
          cites: ['CODE-4'],
          when: (_, me) => me.at === 'empty',
          then: (s, me) => {
            s.valid = false;
            me.at = 'forget';
          },
        },
        forget: {
          by: 'enactor',
          cites: ['CODE-4'],
          when: (_, me) => me.at === 'forget',
          then: (s, me) => {
            s.current = 0;
            me.at = 'next';
          },
        },
      };

  const cleaning: Statements = {
    begin: {
      by: 'enactor',
      cites: ['ART-1'],
      when: (_, me) => me.at === 'begin',
      then: (_, me) => {
        me.old = 1;
        me.at = 'age';
      },
    },
    oldEnough: {
      by: 'enactor',
      cites: ['ART-1'],
      when: (_, me) => me.at === 'age' && me.mine - me.old >= AGE,
      then: (_, me) => {
        me.at = 'remove';
      },
    },
    tooYoung: {
      by: 'enactor',
      cites: ['ART-1'],
      when: (_, me) => me.at === 'age' && me.mine - me.old < AGE,
      then: (_, me) => {
        me.at = 'receive';
      },
    },
    remove: {
      by: 'enactor',
      cites: ['ART-1'],
      when: (_, me) => me.at === 'remove',
      then: (s, me) => {
        s.deleted.add(me.old);
        me.at = 'match';
      },
    },
    wasActive: {
      by: 'enactor',
      cites: ['ART-1'],
      when: (s, me) => me.at === 'match' && s.current === me.old,
      then: (_, me) => {
        me.at = 'empty';
      },
    },
    notActive: {
      by: 'enactor',
      cites: ['ART-1'],
      when: (s, me) => me.at === 'match' && s.current !== me.old,
      then: (_, me) => {
        me.at = 'next';
      },
    },
    ...emptying,
    next: {
      by: 'enactor',
      cites: ['ART-1'],
      when: (_, me) => me.at === 'next',
      then: (_, me) => {
        me.old++;
        me.at = 'age';
      },
    },
  };

  /** In place of everything after the check. */
  const fix: Statements = {
    applyAndCleanUp: {
      by: 'enactor',
      cites: ['ART-1', 'CODE-5'],
      when: (_, me) => me.at === 'ask',
      then: (s, me) => {
        if (!s.deleted.has(me.mine)) {
          s.current = me.mine;
          s.valid = true;
          s.initialised = true;
          if (me.mine > s.highest) s.highest = me.mine;
          for (me.old = 1; me.mine - me.old >= AGE; me.old++) {
            if (me.old !== s.current) s.deleted.add(me.old);
          }
        }
        me.at = 'receive';
      },
    },
  };

  return model({
    state: declared(plans),
    actions: { ...planner, ...checking, ...(fixed ? fix : { ...applying, ...cleaning }) },
    always: {
      'No empty record after a regression': s => !(s.current > 0 && s.current < s.highest) || s.valid,
      'The active plan is never deleted': s => !s.deleted.has(s.current),
      'Once filled, never empty': s => !s.initialised || s.valid,
      'Never behind the highest': s => s.current === 0 || s.current >= s.highest,
    },
    ends: {
      'Nobody is stuck': s => s.planner === 'done' && s.enactor.every(({ at }) => at === 'stopped'),
      'Every plan is received': s => s.taken === plans,
    },
  });
}
