import { model, type Model } from 'everystate';
// The classics are fixtures of everystate's own tests; they are no part of what the package offers.
import { peterson, philosophers, reference } from 'everystate/dist/examples/classics.js';
import { raftElection } from 'everystate/dist/examples/published/raft-election.js';
import { article, race } from 'outage';
import { modelFromCells } from '../common/cells.js';
import { outageTwins } from './outage-twins.js';
import { regionTwins } from './region-twins.js';
import { sizes, type Twin } from './twin.js';

/** Has Spin make one transition of one statement. */
const STATEMENTS = ['-o1', '-o2', '-o3'];

/** The model as notebook 3 builds it. */
const raceFromCells = (expression: string, size: Record<string, number>) =>
  modelFromCells(
    '03-one-enactor',
    ['state', 'promises', 'publish', 'pick-up', 'check-once', 'apply', 'clean-up', 'whole', 'mutants'],
    expression,
    size,
  );

/** Each server for itself; or with a planted bug: who restarts may vote again. */
function election(terms: number, isForgetful: boolean): Model {
  const whole = raftElection(terms);
  const { restart } = whole.actions;
  const forget: typeof restart = {
    by: 'server',
    then: (_, me) => {
      me.role = 'follower';
      me.votedFor = 'none';
      me.votesGranted.clear();
    },
  };
  return model({ ...whole, symmetric: [], actions: { ...whole.actions, restart: isForgetful ? forget : restart! } });
}

/** Every model of the notebooks, and classics, with their twins for Spin. */
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
    model: ({ ONE_STEP }) =>
      modelFromCells('02-a-checker-in-a-page', ['model', 'fixed'], ONE_STEP ? 'oneStep' : 'room'),
    shows: ['one team at a time', 'somebody has the room'],
  },
  {
    name: 'two coasts',
    file: 'two-coasts',
    sizes: [{}, { FENCE: 1 }, { BOTH: 1 }, { STAY: 1 }, { BOTH: 1, FORGETFUL: 1 }],
    model: ({ FENCE, BOTH, STAY, FORGETFUL }) =>
      modelFromCells(
        '12-your-own-post-mortem',
        ['claims', 'state', 'actions', 'actions-rare', 'model', 'fixes', 'mutant'],
        `({ ...github, actions: ${
          FORGETFUL ? 'forgetful' : FENCE ? 'fence' : BOTH ? 'both' : STAY ? 'stay' : 'github.actions'
        } })`,
        { verdictsOf: () => ({}) },
      ),
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
    name: 'the race, part by part',
    file: 'race',
    sizes: [1, 2, 3, 4, 5].flatMap(PARTS => sizes([5, 1, 2], [4, 2, 1]).map(size => ({ ...size, PARTS }))),
    model: ({ PARTS, ...size }) =>
      raceFromCells(
        `system({ ...${['planner', 'pickingUp', 'checking', 'applying', 'cleaning'].slice(0, PARTS).join(', ...')} })`,
        size,
      ),
    shows: ['The name always resolves', 'Never a step back', 'The newest plan goes live'],
  },
  {
    name: 'mutants of the race',
    file: 'race',
    sizes: [1, 2].flatMap(MUTANT => sizes([5, 1, 2], [4, 2, 1]).map(size => ({ ...size, MUTANT }))),
    model: ({ MUTANT, ...size }) => raceFromCells(MUTANT === 1 ? 'deletesLive' : 'pointsBack', size),
    shows: ['The name always resolves', 'Never a step back', 'The newest plan goes live'],
  },
  {
    name: 'the race, interchangeable',
    file: 'race',
    sizes: sizes([4, 1, 2], [5, 2, 2], [5, 3, 2], [4, 4, 2]).map(size => ({ ...size, SYMMETRIC: 1 })),
    model: ({ PLANS, ENACTORS, KEEP }) =>
      model({ ...race({ plans: PLANS!, enactors: ENACTORS!, keep: KEEP! }), symmetric: ['enactor'] }),
    shows: ['The name always resolves', 'Never a step back', 'The newest plan goes live'],
  },
  {
    name: 'queue or latest',
    file: 'race',
    sizes: [0, 1].flatMap(QUEUE =>
      [0, 1].flatMap(AT_ONCE => [0, 1].map(ONE_STEP => ({ ...sizes([5, 2, 2])[0], QUEUE, AT_ONCE, ONE_STEP }))),
    ),
    model: ({ QUEUE, AT_ONCE, ONE_STEP }) =>
      modelFromCells(
        '07-queue-or-latest',
        ['world', 'pick', 'clean', 'eight'],
        `variant(${[QUEUE, AT_ONCE, ONE_STEP].map(Boolean)})`,
      ),
    shows: ['resolves', 'no step back', 'newest goes live'],
  },
  {
    name: "Raft's election",
    file: 'raft-election',
    sizes: [{ TERMS: 1 }, { TERMS: 1, FORGETFUL: 1 }, { TERMS: 2 }],
    model: ({ TERMS, FORGETFUL }) => election(TERMS!, !!FORGETFUL),
    shows: ['at most one leader a term', 'an old leader does not know of the new one'],
  },
  ...outageTwins,
  ...regionTwins,
  {
    name: "the article's model",
    file: 'article',
    sizes: [
      { PLANS: 3 },
      { PLANS: 5 },
      { PLANS: 5, ELSE: 1 },
      { PLANS: 5, ONE_STEP: 1 },
      { PLANS: 5, ELSE: 1, SEND_FIRST: 1 },
      { PLANS: 5, FIXED: 1 },
    ],
    model: ({ PLANS, ELSE, ONE_STEP, SEND_FIRST, FIXED }) =>
      article({
        plans: PLANS!,
        orElse: !!ELSE,
        oneStep: !!ONE_STEP,
        sendFirst: !!SEND_FIRST,
        fixed: !!FIXED,
      }),
    shows: [
      'No empty record after a regression',
      'The active plan is never deleted',
      'Once filled, never empty',
      'Never behind the highest',
      'Nobody is stuck',
      'Every plan is received',
    ],
    spinFlags: STATEMENTS,
  },
  {
    name: "the article's, with a careless fix, in cells",
    file: 'article',
    sizes: [{ PLANS: 5, FORGETFUL: 1 }],
    // The ends are compared above.
    model: () =>
      modelFromCells(
        '06-the-article-replayed',
        ['fix', 'forgetful'],
        '({ ...fixed, actions: { ...fixed.actions, ...forgetful }, ends: {} })',
      ),
    shows: [
      'No empty record after a regression',
      'The active plan is never deleted',
      'Once filled, never empty',
      'Never behind the highest',
    ],
    spinFlags: STATEMENTS,
  },
];
