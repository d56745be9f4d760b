import { check, model, type Model, type PropertyResult } from 'everystate';
import { namesOf } from 'everystate/dist/engine.js';
import * as classics from 'everystate/dist/examples/classics.js';
import * as puzzles from 'everystate/dist/examples/puzzles.js';
import { schedulingAllocator, simpleAllocator } from 'everystate/dist/examples/published/allocators.js';
import { alternatingBit } from 'everystate/dist/examples/published/alternating-bit.js';
import { lamportMutex } from 'everystate/dist/examples/published/lamport-mutex.js';
import { paxos } from 'everystate/dist/examples/published/paxos.js';
import { paxosCommit } from 'everystate/dist/examples/published/paxos-commit.js';
import { chameneos, innerFifo, prisoners, singleLaneBridge } from 'everystate/dist/examples/published/puzzles.js';
import { readersWriters } from 'everystate/dist/examples/published/readers-writers.js';
import { termination } from 'everystate/dist/examples/published/termination.js';
import { checkWithTlc } from 'tlaplus';
import { showSize } from '../spin/twin.js';
import { twins } from '../spin/twins.js';
import { library, network, votes } from './collections.js';

/** A model to be translated, and searched by both. */
export interface Translated {
  readonly name: string;
  readonly size: string;
  readonly model: () => Model;
  /** Where it is not the usual one: how many states are not too many. */
  readonly most?: number;
}

/** Larger ones take TLC more than half a minute: they are looked at on request. */
export const LARGEST = 50_000;
/** Of twins, larger sizes are left out; the same models are there with smaller ones. */
const LARGEST_TWIN = 10_000;
/** Of each model, and of whatever is changed in it, so many sizes. */
const SIZES = 1;

/** Every model of the notebooks and of lib/outage, and the examples of everystate. */
export const translated: readonly Translated[] = [
  ...twins.flatMap(({ name, sizes, model }) => {
    const shape = (size: object) => Object.keys(size).join();
    const chosen = sizes.filter(
      (size, i) => sizes.slice(0, i).filter(one => shape(one) === shape(size)).length < SIZES,
    );
    return chosen.map(size => ({ name, size: showSize(size), model: () => model(size), most: LARGEST_TWIN }));
  }),
  { name: 'two-phase commit', size: '3', model: () => classics.twoPhaseCommit(3) },
  { name: 'alternating bit', size: '', model: () => alternatingBit },
  { name: 'FIFO', size: '', model: () => innerFifo },
  { name: 'prisoners', size: '', model: () => prisoners },
  { name: 'chameneos', size: '', model: () => chameneos },
  { name: 'single-lane bridge', size: '', model: () => singleLaneBridge },
  { name: 'Paxos', size: '', model: () => paxos },
  // All twelve promises of fair runs together take TLC an hour: one of them stands for its likes.
  { name: 'readers and writers', size: 'one promise', model: () => withOnePromise(readersWriters) },
  { name: 'Lamport mutual exclusion', size: '', model: () => lamportMutex },
  { name: 'Paxos commit', size: '', model: () => paxosCommit },
  { name: '8-puzzle', size: '', model: () => puzzles.eightPuzzle },
  { name: 'library (a map)', size: '', model: () => library },
  { name: 'network (a bag)', size: '', model: () => network },
  { name: 'votes (both)', size: '', model: () => votes },
  { name: 'votes (both)', size: 'symmetric', model: () => model({ ...votes, symmetric: ['node'] }) },
  { name: 'simple allocator', size: '', model: () => simpleAllocator },
  { name: 'scheduling allocator', size: '', model: () => schedulingAllocator },
  { name: 'termination detection', size: '', model: () => termination },
  { name: 'jugs', size: '', model: () => classics.jugs },
  { name: 'ferryman', size: '', model: () => puzzles.ferryman },
  { name: 'missionaries', size: '', model: () => puzzles.missionaries },
  { name: 'Hanoi', size: '4', model: () => puzzles.hanoi(4) },
  { name: 'queens', size: '5', model: () => puzzles.queens(5) },
  { name: 'lights', size: '', model: () => puzzles.lights },
  { name: 'counters', size: '4, 3', model: () => puzzles.counters(4, 3) },
];

/** TLC looks at each way in which steps can be strongly fair: with one more of them, at twice as many. */
const MOST_STRONG = 10;

/** How many steps have to be strongly fair, each on its own. */
function strongOnes(of: Model): number {
  return Object.values(of.actions)
    .filter(({ fair }) => fair === 'strong')
    .reduce((sum, { by, fairTo }) => sum + (by && fairTo !== 'action' ? namesOf(of.state[by] as never).length : 1), 0);
}

function withoutFairRuns({ eventually, leadsTo, eventuallyAlways, infinitelyOften, ...rest }: Model): Model {
  return rest as Model;
}

export interface TranslatedComparison {
  /** Where TLC is not asked about fair runs: how many steps are strongly fair. */
  readonly leftOut?: number;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly figures: number;
  readonly violated: readonly string[];
  readonly differences: readonly string[];
}

/**
 * Compares what everystate and TLC find of a model and its translation: states,
 * transitions, depth, the steps of each action, and every verdict, with the lengths of
 * shortest traces. That TLC's traces are the model's own is seen when they are retold.
 * Undefined for a model that is too large to be asked of TLC.
 */
export async function compareTranslated(
  whole: Model,
  name: string,
  most = LARGEST,
): Promise<TranslatedComparison | undefined> {
  const isFairRun = ({ kind }: PropertyResult) => /eventually|leadsTo|infinitelyOften/.test(kind);
  const strong = strongOnes(whole);
  const isTooFair = strong > MOST_STRONG && check(whole, { maxStates: 1 }).properties.some(isFairRun);
  const model = isTooFair ? withoutFairRuns(whole) : whole;
  const ours = check(model, { maxStates: most });
  if (!ours.complete) return undefined;
  const theirs = await checkWithTlc(model, {}, name);
  const figures: [string, unknown, unknown][] = [
    ...(['states', 'transitions', 'depth'] as const).map(
      what => [what, ours[what], theirs[what]] as [string, number, number],
    ),
    // An action without a guard, whose state goes through a normal form, TLC counts as the normal form's own; its
    // steps are in the transitions.
    ...ours.coverage.flatMap(({ action, steps }, i): [string, number, number][] =>
      model.normalForm && !model.actions[action]!.when
        ? []
        : [[`steps of ${action}`, steps, theirs.coverage[i]!.steps]],
    ),
    ...ours.properties
      // What TLA+ can't say isn't asked of TLC.
      .filter(({ kind }) => kind !== 'canRecover' && kind !== 'precededBy')
      .map(({ name }) => [name, told(ours.of(name)), told(theirs.of(name))] as [string, string, string]),
  ];
  const differences = figures
    .filter(([, ours, theirs]) => ours !== theirs)
    .map(([what, ours, theirs]) => `${what}: everystate ${String(ours)}, TLC ${String(theirs)}`);
  const violated = ours.properties.filter(({ verdict }) => verdict === 'violated').map(({ name }) => name);
  const { states, transitions, depth } = ours;
  const leftOut = isTooFair ? strong : undefined;
  return { states, transitions, depth, figures: figures.length, violated, differences, leftOut };
}

function withOnePromise(of: Model): Model {
  const [first] = Object.entries(of.infinitelyOften!);
  return { ...of, infinitelyOften: Object.fromEntries([first!]) };
}

/** A verdict, with the length of the trace. TLC's lassos are not shortest ones. */
function told({ verdict, trace, loop }: PropertyResult): string {
  return loop || !trace ? verdict : `${verdict}, ${trace.length} steps`;
}
