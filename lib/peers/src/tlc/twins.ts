import { model } from 'everystate';
import { reference } from 'everystate/dist/examples/classics.js';
import { tlcOutageTwins } from './outage-twins.js';
import { tlcRegionTwins } from './region-twins.js';
import { alike, inTla, truth, type TlcTwin } from './twin.js';
import { sizes } from '../spin/twin.js';

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

/** Every model of the notebooks, and classics, with their twins for TLC. */
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
    ...alike('Peterson'),
    file: 'peterson',
    sizes: [{}],
    constants: () => ({}),
    asks: { 'INVARIANT AtMostOne': 'at most one inside', 'PROPERTY FirstGetsIn': 'the first gets in' },
  },
  {
    ...alike('dining philosophers'),
    file: 'philosophers',
    sizes: [2, 3, 5].map(PHILOSOPHERS => ({ PHILOSOPHERS })),
    constants: inTla(['PHILOSOPHERS']),
    asks: { 'INVARIANT Ends': 'no deadlock' },
  },
  {
    ...alike('a meeting room'),
    file: 'room',
    sizes: [{}, { ONE_STEP: 1 }],
    constants: ({ ONE_STEP }) => ({ ONE_STEP: truth(ONE_STEP) }),
    asks: { 'INVARIANT OneAtATime': 'one team at a time', 'INVARIANT Ends': 'somebody has the room' },
  },
  {
    ...alike('two coasts'),
    file: 'two_coasts',
    sizes: [{}],
    constants: () => ({}),
    asks: {
      'INVARIANT OneHistory': 'One history',
      'INVARIANT HasAll': 'The primary has every write',
      'INVARIANT Ends': 'no deadlock',
      'INVARIANT NotServed': 'Users can be served during a cut',
    },
  },
  {
    ...alike('the race'),
    file: 'race',
    sizes: sizes([5, 1, 2], [5, 2, 2], [4, 3, 1]),
    constants: inTla(['PLANS', 'ENACTORS', 'KEEP']),
    asks: {
      'INVARIANT Resolves': 'The name always resolves',
      'PROPERTY NeverBack': 'Never a step back',
      'INVARIANT Ends': 'The newest plan goes live',
    },
  },
  {
    ...alike('queue or latest'),
    file: 'queue_or_latest',
    sizes: [0, 1].flatMap(QUEUE =>
      [0, 1].flatMap(AT_ONCE => [0, 1].map(ONE_STEP => ({ ...sizes([5, 2, 2])[0], QUEUE, AT_ONCE, ONE_STEP }))),
    ),
    constants: inTla(['PLANS', 'ENACTORS', 'KEEP'], 'VARIANT'),
    asks: {
      'INVARIANT Resolves': 'resolves',
      'PROPERTY NeverBack': 'no step back',
      'INVARIANT Ends': 'newest goes live',
    },
  },
  ...tlcOutageTwins,
  ...tlcRegionTwins,
  {
    ...alike("the article's model"),
    file: 'article',
    sizes: [
      { PLANS: 3 },
      { PLANS: 5 },
      { PLANS: 3, ELSE: 1 },
      { PLANS: 3, ONE_STEP: 1 },
      { PLANS: 3, ELSE: 1, SEND_FIRST: 1 },
      { PLANS: 5, FIXED: 1 },
    ],
    constants: inTla(['PLANS'], 'VARIANT'),
    asks: {
      'INVARIANT NoEmptyRecord': 'No empty record after a regression',
      'INVARIANT NeverDeleted': 'The active plan is never deleted',
      'INVARIANT NeverEmpty': 'Once filled, never empty',
      'INVARIANT NeverBehind': 'Never behind the highest',
      'INVARIANT Ends': 'Nobody is stuck',
      'INVARIANT AllReceived': 'Every plan is received',
    },
  },
];
