import { endpointLocks } from 'outage';
import { smallestRegions } from '../spin/region-twins.js';
import { alike, inTla, truth, type TlcTwin } from './twin.js';

const theRegion: Pick<TlcTwin, 'file' | 'constants'> = {
  file: 'region',
  constants: ({ LOCK, SKIPS, ONE_MAY_STOP, ...size }) => ({
    ...inTla(['PLANS', 'ENACTORS', 'KEEP', 'ENDPOINTS'], 'CHANGES')(size),
    LOCK: `"${endpointLocks[LOCK!]}"`,
    SKIPS: truth(SKIPS),
    ONE_MAY_STOP: truth(ONE_MAY_STOP),
  }),
};
/** A question for the Region, and for each of two endpoints. */
const everywhere = (question: string, name: string) => ({
  [question]: name,
  [`${question}1`]: `${name}: endpoint 1`,
  [`${question}2`]: `${name}: endpoint 2`,
});

/** Twins for TLC of the outage with several endpoints and a lock for each. */
export const tlcRegionTwins: readonly TlcTwin[] = [
  {
    ...alike('several endpoints'),
    ...theRegion,
    sizes: smallestRegions,
    asks: {
      ...everywhere('INVARIANT Resolves', 'The name always resolves'),
      ...everywhere('PROPERTY NeverBack', 'Never a step back'),
      ...everywhere('PROPERTY GoesLive', 'The newest plan goes live'),
      'INVARIANT Ends': 'Nobody is stuck',
    },
  },
  {
    ...alike('several endpoints, one may stop'),
    ...theRegion,
    sizes: smallestRegions.map(size => ({ ...size, ONE_MAY_STOP: 1 })),
    asks: everywhere('PROPERTY GoesLive', 'The newest plan goes live'),
  },
];
