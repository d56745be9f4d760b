import type { Model } from 'everystate';
import { endpointLocks, oneMayStopInRegion, region, regionChanges, type RegionChange } from 'outage';
import type { Defines } from './spin.js';
import type { Twin } from './twin.js';

/** The changes by the names that the Promela file gives them. */
const flagOf = (id: RegionChange) => id.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase();

/** A Region by its design, the lock by its place in `endpointLocks`. */
const sizeOf = (ENDPOINTS: number, LOCK: number, SKIPS: number, ...ids: readonly RegionChange[]): Defines => ({
  PLANS: 3,
  ENACTORS: 2,
  KEEP: 0,
  ENDPOINTS,
  LOCK,
  SKIPS,
  ...Object.fromEntries(ids.map(id => [flagOf(id), 1])),
});
const modelOf = (size: Record<string, number>, of: typeof region | typeof oneMayStopInRegion) => {
  const design = {
    lock: endpointLocks[size.LOCK!]!,
    changes: regionChanges.filter(id => size[flagOf(id)]),
    skips: size.SKIPS === 1,
  };
  return of(
    { plans: size.PLANS!, enactors: size.ENACTORS!, keep: size.KEEP!, endpoints: size.ENDPOINTS! },
    design,
  ) as unknown as Model;
};
/** Each lock with three designs, and a checked lease with the others that notebook 10 tries. */
export const smallestRegions: readonly Defines[] = [
  ...endpointLocks.flatMap((_, lock) => [
    sizeOf(2, lock, 0),
    sizeOf(2, lock, 1, 'recheckBefore'),
    sizeOf(2, lock, 0, 'guardBefore', 'lockedCleanUp'),
  ]),
  sizeOf(2, 3, 0, 'recheck'),
  sizeOf(2, 3, 1, 'recheck'),
  sizeOf(2, 3, 1, 'compareAndSwap'),
  sizeOf(2, 3, 0, 'guard'),
  sizeOf(2, 3, 0, 'tolerantRollback'),
];

/** Twins of the outage with several endpoints and a lock for each. */
export const regionTwins: readonly Twin[] = [
  {
    name: 'several endpoints',
    file: 'region',
    sizes: [
      ...smallestRegions,
      { ...sizeOf(2, 3, 0), PLANS: 4, KEEP: 1 },
      { ...sizeOf(3, 2, 1, 'recheck'), PLANS: 4 },
      sizeOf(3, 0, 0, 'guard'),
      { ...sizeOf(2, 3, 1, 'compareAndSwap'), ENACTORS: 3 },
    ],
    spinFlags: ['-o2'],
    model: size => modelOf(size, region),
    shows: [
      ...['The name always resolves', 'Never a step back'].flatMap(name => [
        name,
        `${name}: endpoint 1`,
        `${name}: endpoint 2`,
      ]),
      'Nobody is stuck',
    ],
  },
  {
    name: 'several endpoints, one may stop',
    file: 'region',
    sizes: smallestRegions.map(size => ({ ...size, ONE_MAY_STOP: 1 })),
    spinFlags: ['-o2'],
    model: size => modelOf(size, oneMayStopInRegion),
    shows: [], // what is promised there is about fair runs
  },
];
