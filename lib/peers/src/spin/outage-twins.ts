import { model, type Actions, type Model } from 'everystate';
import {
  bigLock,
  bigLockOneMayStop,
  changes,
  endless,
  flips,
  oneMayStop,
  outage,
  raceWithLock,
  watched,
  withOperators,
  type BigLock,
  type Care,
  type ChangeId,
} from 'outage';
import { modelFromCells } from '../common/cells.js';
import type { Defines } from './spin.js';
import { sizes, type Twin } from './twin.js';

/** The changes by the names that the Promela file gives them: RECHECK for `recheck`, and so on. */
const flagOf = (id: ChangeId) => id.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase();
export const flagged = (...ids: readonly ChangeId[]): Defines => Object.fromEntries(ids.map(id => [flagOf(id), 1]));
const changesOf = (size: Defines) => changes.map(({ id }) => id).filter(id => size[flagOf(id)]);
const ids = changes.map(({ id }) => id);
/** The changes but that more older plans are kept: how many an endless model keeps is fixed. */
const endlessIds = ids.filter(id => id !== 'keepMore');

export const endlessSizes = (...pairs: readonly (readonly [enactors: number, keep: number])[]): Defines[] =>
  pairs.map(([ENACTORS, KEEP]) => ({ ENACTORS, KEEP, ENDLESS: 1 }));

/** The other assumption, by the name that the Promela file gives it. */
export const FLIPS = {
  BOUNDED: 'The Planner waits for any Enactor about to fall too far behind.',
  QUEUE: 'Plans are handed out through a queue.',
  AGAINST_HIGHEST: 'The check compares with the newest plan ever applied.',
  HALF_DONE: 'The rollback record is set one step earlier.',
  APPLIES_DELETED: 'A deleted plan can be applied.',
  CLEANS_AT_ONCE: 'Clean-up deletes everything old in one step.',
  CLEANS_IN_APPLY: 'Applying and cleaning up are one step.',
  NOTHING_LIVE: 'Nothing is live at the start.',
  CRASH: 'Enactors may crash at any moment and start over.',
  CACHED: 'A resolver remembers its last answer for a while.',
  ONE_LOCK: 'One lock is held from the check to the end of clean-up.',
  TAKES_NEWER: 'After a failure an Enactor takes the newest plan.',
  ANY_MAY_STOP: 'Any number of Enactors may stop.',
} as const;

/** What operators do, in the order of the Promela file's CARE. */
export const cares: readonly Care[] = ['repair only', 'freeze first', 'then go on', 'then start anew'];

/** How a lock for everything behaves, in the order of the Promela file's LEASE. */
export const leases: readonly BigLock[] = [
  'never expires',
  'expires unnoticed',
  'asked at every write',
  'asked at the update alone',
];
export const leased = (...of: readonly Defines[]): Defines[] =>
  of.flatMap(size => leases.map((_, LEASE) => ({ ...size, LEASE })));

/** The model as notebook 5 builds it. */
const outageFromCells = ({ PLANS, ENACTORS, KEEP }: Record<string, number>) =>
  modelFromCells('05-why-it-stayed-down', ['world', 'apply', 'fail', 'built'], 'built', {
    PLANS,
    ENACTORS,
    KEEP,
    size: { plans: PLANS, enactors: ENACTORS, keep: KEEP },
  });

/** Operators put a healthy tree of the newest plan live, whenever the record is empty. */
function repairedEachTime({ PLANS, ENACTORS, KEEP }: Record<string, number>): Model {
  const system = outage({ plans: PLANS!, enactors: ENACTORS!, keep: KEEP! });
  const repair: Actions<typeof system.state> = {
    repair: {
      when: s => s.deleted.has(s.live),
      then: s => {
        s.deleted.delete(s.latest);
        s.live = s.latest;
      },
    },
  };
  return model({ ...system, actions: { ...system.actions, ...repair } });
}

/** Twins of the outage, of what was changed in it, and of what was assumed. */
export const outageTwins: readonly Twin[] = [
  {
    name: 'an assumption turned',
    file: 'flips',
    sizes: Object.keys(FLIPS).flatMap(flag => sizes([5, 2, 2], [4, 2, 1]).map(size => ({ ...size, [flag]: 1 }))),
    // Or Spin would leave out the rollback record, which is written and not read.
    spinFlags: ['-o2'],
    model: size =>
      flips({ plans: size.PLANS!, enactors: size.ENACTORS!, keep: size.KEEP! }).find(
        ({ instead }) => instead === Object.entries(FLIPS).find(([flag]) => size[flag])![1],
      )!.model,
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
    name: 'the outage, in cells',
    file: 'outage',
    sizes: sizes([4, 2, 1], [5, 2, 2], [4, 3, 1]),
    model: outageFromCells,
    shows: [undefined, 'The name always resolves', 'Never a step back'],
  },
  {
    name: 'repaired each time',
    file: 'outage',
    sizes: sizes([4, 2, 1], [5, 2, 2], [4, 3, 1]).map(size => ({ ...size, REPAIRS: 1 })),
    model: repairedEachTime,
    shows: ['Nobody is stuck', 'The name always resolves', 'Never a step back'],
  },
  {
    name: 'one Enactor may stop',
    file: 'outage',
    sizes: [
      ...sizes([5, 1, 2], [5, 2, 2], [4, 3, 1]),
      { ...sizes([5, 2, 1])[0], ...flagged('recheck', 'tolerantRollback') },
    ].map(size => ({ ...size, ONE_MAY_STOP: 1 })),
    model: size => oneMayStop({ plans: size.PLANS!, enactors: size.ENACTORS!, keep: size.KEEP! }, changesOf(size)),
    shows: ['Nobody is stuck'],
  },
  {
    name: 'the endless outage',
    file: 'outage',
    sizes: [
      ...endlessSizes([1, 2], [2, 0], [2, 1], [2, 2], [2, 4], [3, 1]),
      ...endlessIds.map(id => ({ ...endlessSizes([2, 1])[0], ...flagged(id) })),
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
    shows: [undefined, 'The name always resolves', 'Never a step back', 'The newest plan goes live'],
  },
  {
    name: 'endless race, interchangeable',
    file: 'outage',
    sizes: endlessSizes([1, 2], [2, 2], [3, 1]).map(size => ({
      ...size,
      SYMMETRIC: 1,
      ...flagged('tolerantRollback'),
    })),
    model: size => model({ ...endless({ enactors: size.ENACTORS!, keep: size.KEEP! }), symmetric: ['enactor'] }),
    shows: [undefined, 'The name always resolves', 'Never a step back', 'The newest plan goes live'],
  },
  {
    name: 'endless, interchangeable',
    file: 'outage',
    sizes: endlessSizes([2, 0], [2, 2], [3, 1]).map(size => ({ ...size, SYMMETRIC: 1, ...flagged('recheck') })),
    model: size =>
      model({
        ...endless({ enactors: size.ENACTORS!, keep: size.KEEP! }, of => outage(of, changesOf(size))),
        symmetric: ['enactor'],
      }),
    shows: [undefined, 'The name always resolves', 'Never a step back'],
  },
  {
    name: 'endless, one may stop',
    file: 'outage',
    sizes: [
      ...endlessSizes([1, 2], [2, 0], [2, 2], [3, 1]),
      ...endlessIds.map(id => ({ ...endlessSizes([2, 1])[0], ...flagged(id) })),
    ].map(size => ({ ...size, ONE_MAY_STOP: 1 })),
    model: size => endless({ enactors: size.ENACTORS!, keep: size.KEEP! }, of => oneMayStop(of, changesOf(size))),
    shows: [], // 'Nobody is stuck' is about ends, of which there are none
  },
  {
    name: 'endless, watched',
    file: 'outage',
    sizes: [
      ...endlessSizes([1, 2], [2, 0], [2, 2], [3, 0]),
      ...endlessIds.map(id => ({ ...endlessSizes([2, 1])[0], ...flagged(id) })),
    ].flatMap(size => [
      { ...size, WATCHED: 1 },
      { ...size, WATCHED: 1, ONE_MAY_STOP: 1 },
    ]),
    model: size =>
      watched({ enactors: size.ENACTORS!, keep: size.KEEP! }, of =>
        (size.ONE_MAY_STOP ? oneMayStop : outage)(of, changesOf(size)),
      ),
    shows: [], // all that is promised there is about fair runs
  },
  {
    name: 'with operators',
    file: 'outage',
    sizes: [
      ...cares.flatMap((_, i) => sizes([5, 2, 0], [4, 3, 1]).map(size => ({ ...size, CARE: i + 1 }))),
      { ...sizes([5, 2, 0])[0], CARE: 3, ...flagged('tolerantRollback', 'guardBefore') },
    ],
    model: size =>
      withOperators(
        { plans: size.PLANS!, enactors: size.ENACTORS!, keep: size.KEEP! },
        cares[size.CARE! - 1]!,
        changesOf(size),
      ),
    shows: ['Once repaired, it stays', 'The name resolves'],
  },
  {
    name: 'the race with the lock',
    file: 'lock',
    sizes: [
      [3, 1, 0, 1],
      [5, 2, 2, 1],
      [4, 2, 1, 2],
      [5, 2, 2, 2],
      [4, 3, 1, 1],
      [4, 2, 1, 3],
    ].map(([PLANS, ENACTORS, KEEP, ENDPOINTS]) => ({
      PLANS: PLANS!,
      ENACTORS: ENACTORS!,
      KEEP: KEEP!,
      ENDPOINTS: ENDPOINTS!,
    })),
    model: ({ PLANS, ENACTORS, KEEP, ENDPOINTS }) =>
      raceWithLock({ plans: PLANS!, enactors: ENACTORS!, keep: KEEP!, endpoints: ENDPOINTS! }),
    shows: ['The name always resolves', 'Never a step back', 'The newest plan goes live'],
  },
  {
    name: 'each endpoint checked',
    file: 'lock',
    sizes: [
      [3, 1, 0],
      [4, 2, 1],
      [5, 2, 2],
    ].map(([PLANS, ENACTORS, KEEP]) => ({
      PLANS: PLANS!,
      ENACTORS: ENACTORS!,
      KEEP: KEEP!,
      ENDPOINTS: 2,
      CHECKS_EACH: 1,
    })),
    model: ({ PLANS, ENACTORS, KEEP }) =>
      flips({ plans: PLANS!, enactors: ENACTORS!, keep: KEEP! }).find(({ assumption }) => assumption === 'A-17')!.model,
    shows: ['The name always resolves', 'Never a step back', 'The newest plan goes live'],
  },
  {
    name: 'one big lock',
    file: 'big-lock',
    sizes: leased(...sizes([3, 1, 0], [3, 2, 0], [5, 2, 2], [4, 3, 1])),
    spinFlags: ['-o2'],
    model: size => bigLock({ plans: size.PLANS!, enactors: size.ENACTORS!, keep: size.KEEP! }, leases[size.LEASE!]!),
    shows: ['Nobody is stuck', 'The name always resolves', 'Never a step back'],
  },
  {
    name: 'one big lock, one may stop',
    file: 'big-lock',
    sizes: leased(...sizes([3, 2, 0], [5, 2, 2])).map(size => ({ ...size, ONE_MAY_STOP: 1 })),
    spinFlags: ['-o2'],
    model: size =>
      bigLockOneMayStop({ plans: size.PLANS!, enactors: size.ENACTORS!, keep: size.KEEP! }, leases[size.LEASE!]!),
    shows: ['Nobody is stuck'],
  },
];
