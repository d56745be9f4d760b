import { model } from 'everystate';
import { reference } from 'everystate/dist/examples/classics.js';
import { changes } from 'outage';
import { endlessSizes, flagged } from '../spin/outage-twins.js';
import { sizes } from '../spin/twin.js';
import { alike, inTla, truth, type TlcTwin } from './twin.js';

const theReference: Omit<TlcTwin, 'name' | 'model'> = {
  file: 'reference',
  sizes: sizes([5, 2, 2], [5, 3, 2]),
  constants: ({ PLANS, ENACTORS, KEEP }) => ({
    PLANS: String(PLANS),
    KEEP: String(KEEP),
    Enactor: `{${Array.from({ length: ENACTORS! }, (_, i) => `e${i + 1}`).join(', ')}}`,
  }),
  asks: { 'INVARIANT Ordered': 'ordered', 'INVARIANT StaysLive': 'something stays live' },
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

/**
 * Models that were written in TLA+ by hand, apart from the models that everystate
 * checks. All others are translated. These two are kept as witnesses that do not
 * come from the translation: the reference model, whose counts five checkers agree
 * on, as a user of TLA+ writes it; and the endless outage, in which everything meets,
 * each change and the race, a normal form, and fairness.
 */
export const tlcTwins: readonly TlcTwin[] = [
  { ...theReference, ...alike('reference model') },
  {
    ...theReference,
    name: 'reference, symmetric',
    model: ({ PLANS, ENACTORS, KEEP }) =>
      model({ ...reference({ plans: PLANS!, enactors: ENACTORS!, keep: KEEP! }), symmetric: ['enactor'] }),
    setting: 'SYMMETRY Symmetry',
  },
  {
    ...alike('the endless outage'),
    ...theEndless,
    sizes: endlessOutages([1, 2], [2, 0], [2, 1], [2, 2]),
    asks: {
      'INVARIANT Resolves': 'The name always resolves',
      'PROPERTY NeverBack': 'Never a step back',
      'INVARIANT Ends': 'Nobody is stuck',
    },
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
];
