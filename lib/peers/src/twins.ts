import type { Model } from 'everystate';
// The classics are fixtures of everystate's own tests; they are no part of what the package offers.
import { peterson, philosophers, reference } from 'everystate/dist/classics.fixture.js';
import {
  article, changes, endless, flips, oneMayStop, outage, race, raceWithLock, withOperators, type Care, type ChangeId,
} from 'outage';
import { modelFromCells } from './cells.js';
import type { Defines } from './spin.js';

/** A model of ours, and the same model in the language of another checker. */
export interface Twin {
  readonly name: string;
  /** The file in `data/twins`, without its ending. */
  readonly file: string;
  /** How large, in the names that the file leaves open. */
  readonly sizes: readonly Defines[];
  readonly model: (size: Record<string, number>) => Model;
  /** The properties that the file can show violations of, in the order of its SHOW; undefined where the model has no such property. */
  readonly shows: readonly (string | undefined)[];
  /** Flags for Spin that the file needs, if any. */
  readonly spinFlags?: readonly string[];
}

const sizes = (...triples: readonly (readonly [plans: number, enactors: number, keep: number])[]): Defines[] =>
  triples.map(([PLANS, ENACTORS, KEEP]) => ({ PLANS, ENACTORS, KEEP }));

/** The changes by the names that the Promela file gives them: RECHECK for `recheck`, and so on. */
const flagOf = (id: ChangeId) => id.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase();
const flagged = (...ids: readonly ChangeId[]): Defines => Object.fromEntries(ids.map(id => [flagOf(id), 1]));
const changesOf = (size: Defines) => changes.map(({ id }) => id).filter(id => size[flagOf(id)]);
const ids = changes.map(({ id }) => id);

const endlessSizes = (...pairs: readonly (readonly [enactors: number, keep: number])[]): Defines[] =>
  pairs.map(([ENACTORS, KEEP]) => ({ ENACTORS, KEEP, ENDLESS: 1 }));

/** What is assumed instead, by the names that the Promela file gives it. */
const FLIPS = {
  BOUNDED: 'The Planner waits for whoever is at work and about to fall too far behind.',
  QUEUE: 'Plans are handed out through a queue.',
  AGAINST_HIGHEST: 'The check compares with the newest plan ever applied.',
  HALF_DONE: 'The rollback record is set in a step before.',
  APPLIES_DELETED: 'A deleted plan can be applied.',
  CLEANS_AT_ONCE: 'Clean-up deletes all at once, in one step.',
  CLEANS_IN_APPLY: 'Applying and clean-up are one step together.',
  NOTHING_LIVE: 'At the start nothing is live.',
  CRASH: 'Enactors may crash at any moment, and start over.',
  CACHED: 'A resolver remembers the last answer for a while.',
  ONE_LOCK: 'One lock is held from the check until clean-up is done.',
  TAKES_NEWER: 'After a failure an Enactor takes the newest plan.',
  ANY_MAY_STOP: 'Any number of Enactors may stop.',
} as const;

/** What operators do, in the order of the Promela file's CARE. */
const cares: readonly Care[] = ['repair only', 'freeze first', 'then go on', 'then start anew'];

export const twins: readonly Twin[] = [
  {
    name: 'reference model',
    file: 'reference',
    sizes: sizes([5, 2, 2], [8, 2, 2], [5, 3, 2]),
    model: ({ PLANS, ENACTORS, KEEP }) => reference({ plans: PLANS!, enactors: ENACTORS!, keep: KEEP! }),
    shows: ['ordered', 'something stays live'],
  },
  { name: 'Peterson', file: 'peterson', sizes: [{}], model: () => peterson, shows: ['at most one inside'] },
  {
    name: 'dining philosophers',
    file: 'philosophers',
    sizes: [2, 3, 5, 7].map(PHILOSOPHERS => ({ PHILOSOPHERS })),
    model: ({ PHILOSOPHERS }) => philosophers(PHILOSOPHERS!),
    shows: ['no deadlock'],
  },
  {
    name: 'a meeting room',
    file: 'room',
    sizes: [{}, { ONE_STEP: 1 }],
    model: ({ ONE_STEP }) => modelFromCells('02-a-checker-in-a-page', ['model', 'fixed'], ONE_STEP ? 'oneStep' : 'room'),
    shows: ['one team at a time', 'somebody has the room'],
  },
  {
    name: 'two coasts',
    file: 'two-coasts',
    sizes: [{}],
    model: () => modelFromCells('12-your-own-post-mortem', ['state', 'actions', 'actions-rare', 'model'], 'github'),
    shows: ['One history', 'The primary has every write', 'no deadlock', 'Users can be served during a cut'],
  },
  {
    name: 'the race',
    file: 'race',
    sizes: sizes([3, 1, 0], [5, 1, 2], [4, 2, 2], [5, 2, 2], [8, 2, 3], [5, 3, 2], [6, 3, 1]),
    model: ({ PLANS, ENACTORS, KEEP }) => race({ plans: PLANS!, enactors: ENACTORS!, keep: KEEP! }),
    shows: ['The name always resolves', 'Never a step back', 'The newest plan goes live'],
  },
  {
    name: 'queue or latest',
    file: 'race',
    sizes: [0, 1].flatMap(QUEUE => [0, 1].flatMap(AT_ONCE => [0, 1].map(ONE_STEP => ({ ...sizes([5, 2, 2])[0], QUEUE, AT_ONCE, ONE_STEP })))),
    model: ({ QUEUE, AT_ONCE, ONE_STEP }) => modelFromCells('07-queue-or-latest', ['world', 'pick', 'clean', 'eight'],
      `variant(${[QUEUE, AT_ONCE, ONE_STEP].map(Boolean)})`),
    shows: ['resolves', 'no step back', 'newest goes live'],
  },
  {
    name: 'an assumption turned',
    file: 'flips',
    sizes: Object.keys(FLIPS).flatMap(flag => sizes([5, 2, 2], [4, 2, 1]).map(size => ({ ...size, [flag]: 1 }))),
    // Or Spin would leave out the rollback record, which is written and not read.
    spinFlags: ['-o2'],
    model: size => flips({ plans: size.PLANS!, enactors: size.ENACTORS!, keep: size.KEEP! })
      .find(({ instead }) => instead === Object.entries(FLIPS).find(([flag]) => size[flag])![1])!.model,
    shows: ['Nobody is stuck', 'The name always resolves', 'Never a step back'],
  },
  {
    name: 'the outage',
    file: 'outage',
    sizes: [
      ...sizes([3, 1, 0], [5, 2, 2], [6, 2, 1], [4, 3, 1]),
      // Each change by itself, each two together, and all of them.
      ...ids.flatMap((id, i) => [
        { ...sizes([5, 2, 1])[0], ...flagged(id) },
        ...ids.slice(i + 1).map(other => ({ ...sizes([4, 2, 1])[0], ...flagged(id, other) })),
      ]),
      { ...sizes([5, 3, 1])[0], ...flagged(...ids) },
    ],
    model: size => outage({ plans: size.PLANS!, enactors: size.ENACTORS!, keep: size.KEEP! }, changesOf(size)),
    shows: ['Nobody is stuck', 'The name always resolves', 'Never a step back'],
  },
  {
    name: 'one Enactor may stop',
    file: 'outage',
    sizes: [...sizes([5, 1, 2], [5, 2, 2], [4, 3, 1]), { ...sizes([5, 2, 1])[0], ...flagged('recheck', 'tolerantRollback') }]
      .map(size => ({ ...size, ONE_MAY_STOP: 1 })),
    model: size => oneMayStop({ plans: size.PLANS!, enactors: size.ENACTORS!, keep: size.KEEP! }, changesOf(size)),
    shows: ['Nobody is stuck'],
  },
  {
    name: 'the endless outage',
    file: 'outage',
    sizes: [
      ...endlessSizes([1, 2], [2, 0], [2, 1], [2, 2], [2, 4], [3, 1]),
      ...ids.filter(id => id !== 'keepMore').map(id => ({ ...endlessSizes([2, 1])[0], ...flagged(id) })),
    ],
    model: size => endless({ enactors: size.ENACTORS!, keep: size.KEEP! }, of => outage(of, changesOf(size))),
    shows: [undefined, 'The name always resolves', 'Never a step back'],
  },
  {
    name: 'the endless race',
    file: 'outage',
    // With nobody to read the rollback record, and nothing that can fail, the outage is the race.
    sizes: endlessSizes([1, 2], [2, 2], [2, 4], [3, 1]).map(size => ({ ...size, ...flagged('tolerantRollback') })),
    model: size => endless({ enactors: size.ENACTORS!, keep: size.KEEP! }),
    shows: [undefined, 'The name always resolves', 'Never a step back'],
  },
  {
    name: 'with operators',
    file: 'outage',
    sizes: [
      ...cares.flatMap((_, i) => sizes([5, 2, 0], [4, 3, 1]).map(size => ({ ...size, CARE: i + 1 }))),
      { ...sizes([5, 2, 0])[0], CARE: 3, ...flagged('tolerantRollback', 'guardBefore') },
    ],
    model: size => withOperators({ plans: size.PLANS!, enactors: size.ENACTORS!, keep: size.KEEP! }, cares[size.CARE! - 1]!, changesOf(size)),
    shows: ['Once repaired, it stays', 'The name resolves'],
  },
  {
    name: 'the race with the lock',
    file: 'lock',
    sizes: [[3, 1, 0, 1], [5, 2, 2, 1], [4, 2, 1, 2], [5, 2, 2, 2], [4, 3, 1, 1]]
      .map(([PLANS, ENACTORS, KEEP, ENDPOINTS]) => ({ PLANS: PLANS!, ENACTORS: ENACTORS!, KEEP: KEEP!, ENDPOINTS: ENDPOINTS! })),
    model: ({ PLANS, ENACTORS, KEEP, ENDPOINTS }) => raceWithLock({ plans: PLANS!, enactors: ENACTORS!, keep: KEEP!, endpoints: ENDPOINTS! }),
    shows: ['The name always resolves', 'Never a step back', 'The newest plan goes live'],
  },
  {
    name: 'each endpoint checked',
    file: 'lock',
    sizes: [[3, 1, 0], [4, 2, 1], [5, 2, 2]].map(([PLANS, ENACTORS, KEEP]) =>
      ({ PLANS: PLANS!, ENACTORS: ENACTORS!, KEEP: KEEP!, ENDPOINTS: 2, CHECKS_EACH: 1 })),
    model: ({ PLANS, ENACTORS, KEEP }) => flips({ plans: PLANS!, enactors: ENACTORS!, keep: KEEP! })
      .find(({ assumption }) => assumption === 'A-17')!.model,
    shows: ['The name always resolves', 'Never a step back', 'The newest plan goes live'],
  },
  {
    name: "the article's model",
    file: 'article',
    sizes: [{ PLANS: 3 }, { PLANS: 5 }, { PLANS: 5, ELSE: 1 }, { PLANS: 5, ONE_STEP: 1 }, { PLANS: 5, ELSE: 1, SEND_FIRST: 1 }, { PLANS: 5, FIXED: 1 }],
    model: ({ PLANS, ELSE, ONE_STEP, SEND_FIRST, FIXED }) => article({
      plans: PLANS!, orElse: !!ELSE, oneStep: !!ONE_STEP, sendFirst: !!SEND_FIRST, fixed: !!FIXED,
    }),
    shows: [
      'No empty record after a regression', 'The active plan is never deleted', 'Once filled, never empty',
      'Never behind the highest', 'Nobody is stuck', 'Every plan is received',
    ],
    // One statement, one transition.
    spinFlags: ['-o1', '-o2', '-o3'],
  },
];
