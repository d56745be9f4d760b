import { changes } from 'outage';
import { cares, endlessSizes, flagged, FLIPS, leased, leases } from '../spin/outage-twins.js';
import { alike, camelCase, inTla, truth, type TlcTwin } from './twin.js';
import { sizes } from '../spin/twin.js';

const numbers = inTla(['PLANS', 'ENACTORS', 'KEEP']);
const numbersAndChanges = inTla(['PLANS', 'ENACTORS', 'KEEP'], 'CHANGES');

const PROMISES = {
  'INVARIANT Resolves': 'The name always resolves',
  'PROPERTY NeverBack': 'Never a step back',
  'INVARIANT Ends': 'Nobody is stuck',
};
const PROMISES_AND_LIVENESS = { ...PROMISES, 'PROPERTY GoesLive': 'The newest plan goes live' };
/** The same two questions, of a system that may lose an Enactor. */
const ONE_MAY_STOP = { 'INVARIANT Ends': 'Nobody is stuck', 'PROPERTY GoesLive': 'One Enactor may stop' };

const theOutage: Pick<TlcTwin, 'file' | 'constants'> = {
  file: 'outage',
  constants: ({ ONE_MAY_STOP, ...size }) => ({ ...numbersAndChanges(size), ONE_MAY_STOP: truth(ONE_MAY_STOP) }),
};
const theEndless: Pick<TlcTwin, 'file' | 'constants'> = {
  file: 'endless',
  constants: ({ ENDLESS: _, ONE_MAY_STOP, WATCHED, ...size }) => ({
    ...inTla(['ENACTORS', 'KEEP'], 'CHANGES')(size),
    ONE_MAY_STOP: truth(ONE_MAY_STOP),
    WATCHED: truth(WATCHED),
  }),
};
/** Plain, and with each of the changes. */
const endlessOutages = (...plain: readonly (readonly [enactors: number, keep: number])[]) => [
  ...endlessSizes(...plain),
  ...changes.filter(({ id }) => id !== 'keepMore').map(({ id }) => ({ ...endlessSizes([2, 1])[0], ...flagged(id) })),
];
const theLock: Pick<TlcTwin, 'file' | 'constants' | 'asks'> = {
  file: 'lock',
  constants: size => ({
    ...inTla(['PLANS', 'ENACTORS', 'KEEP', 'ENDPOINTS'])(size),
    CHECKS_EACH: truth(size.CHECKS_EACH),
  }),
  asks: {
    'INVARIANT Resolves': 'The name always resolves',
    'PROPERTY NeverBack': 'Never a step back',
    'INVARIANT Ends': 'The newest plan goes live',
  },
};
const theBigLock: Pick<TlcTwin, 'file' | 'constants'> = {
  file: 'big_lock',
  constants: size => ({ ...numbers(size), KIND: `"${leases[size.LEASE!]}"`, ONE_MAY_STOP: truth(size.ONE_MAY_STOP) }),
};

/** Twins for TLC of the outage, of what was changed in it, and of what was assumed. */
export const tlcOutageTwins: readonly TlcTwin[] = [
  {
    ...alike('an assumption turned'),
    file: 'flips',
    sizes: Object.keys(FLIPS).map(flag => ({ ...sizes([4, 2, 1])[0], [flag]: 1 })),
    constants: size => ({ ...numbers(size), TURNED: `"${camelCase(Object.keys(FLIPS).find(flag => size[flag])!)}"` }),
    asks: PROMISES,
  },
  {
    ...alike('the outage'),
    ...theOutage,
    sizes: [
      ...sizes([5, 2, 2], [4, 3, 1]),
      ...changes.map(({ id }) => ({ ...sizes([5, 2, 1])[0], ...flagged(id) })),
      { ...sizes([4, 2, 1])[0], ...flagged('recheck', 'guardBefore', 'tolerantRollback') },
    ],
    asks: PROMISES_AND_LIVENESS,
  },
  {
    ...alike('one Enactor may stop'),
    ...theOutage,
    sizes: [{}, flagged('recheck', 'guard')].map(flags => ({ ...sizes([4, 2, 1])[0], ...flags, ONE_MAY_STOP: 1 })),
    asks: ONE_MAY_STOP,
  },
  {
    ...alike('the endless outage'),
    ...theEndless,
    sizes: endlessOutages([1, 2], [2, 0], [2, 1], [2, 2]),
    asks: PROMISES,
  },
  {
    ...alike('the endless race'),
    ...theEndless,
    sizes: endlessSizes([1, 2], [2, 2]).map(size => ({ ...size, ...flagged('tolerantRollback') })),
    asks: {
      'INVARIANT Resolves': 'The name always resolves',
      'PROPERTY NeverBack': 'Never a step back',
      'INVARIANT Arrives': 'The newest plan goes live',
    },
  },
  {
    ...alike('endless, one may stop'),
    ...theEndless,
    sizes: endlessOutages([1, 2], [2, 0], [2, 1]).map(size => ({ ...size, ONE_MAY_STOP: 1 })),
    asks: { 'INVARIANT Ends': 'Nobody is stuck' },
  },
  {
    ...alike('endless, watched'),
    ...theEndless,
    sizes: endlessOutages([1, 2], [2, 0], [2, 1]).map(size => ({ ...size, WATCHED: 1 })),
    asks: { 'PROPERTY GoesLive': 'The newest plan goes live' },
  },
  {
    ...alike('endless, watched'),
    ...theEndless,
    name: 'endless, watched, one may stop',
    sizes: endlessOutages([1, 2], [2, 0], [2, 1]).map(size => ({ ...size, WATCHED: 1, ONE_MAY_STOP: 1 })),
    asks: { 'PROPERTY GoesLive': 'One Enactor may stop' },
  },
  {
    ...alike('with operators'),
    file: 'operators',
    sizes: [
      ...cares.map((_, i) => ({ ...sizes([5, 2, 0])[0], CARE: i + 1 })),
      { ...sizes([5, 2, 0])[0], CARE: 3, ...flagged('tolerantRollback', 'guardBefore') },
    ],
    constants: ({ CARE, ...size }) => ({ ...numbersAndChanges(size), CARE: `"${cares[CARE! - 1]}"` }),
    asks: { 'INVARIANT StaysRepaired': 'Once repaired, it stays', 'INVARIANT Ends': 'The name resolves' },
  },
  {
    ...alike('the race with the lock'),
    ...theLock,
    sizes: [
      [3, 1, 0, 1],
      [5, 2, 2, 1],
      [4, 2, 1, 2],
    ].map(([PLANS, ENACTORS, KEEP, ENDPOINTS]) => ({
      PLANS: PLANS!,
      ENACTORS: ENACTORS!,
      KEEP: KEEP!,
      ENDPOINTS: ENDPOINTS!,
    })),
  },
  {
    ...alike('each endpoint checked'),
    ...theLock,
    sizes: sizes([3, 1, 0], [4, 2, 1]).map(size => ({ ...size, ENDPOINTS: 2, CHECKS_EACH: 1 })),
  },
  {
    ...alike('one big lock'),
    ...theBigLock,
    sizes: leased(...sizes([3, 2, 0], [4, 2, 1])),
    asks: PROMISES_AND_LIVENESS,
  },
  {
    ...alike('one big lock, one may stop'),
    ...theBigLock,
    sizes: leased(...sizes([3, 2, 0])).map(size => ({ ...size, ONE_MAY_STOP: 1 })),
    asks: ONE_MAY_STOP,
  },
];
