import { check, type Model, type PropertyResult } from 'everystate';
import * as classics from 'everystate/dist/examples/classics.js';
import * as puzzles from 'everystate/dist/examples/puzzles.js';
import { simpleAllocator } from 'everystate/dist/examples/published/allocators.js';
import { alternatingBit } from 'everystate/dist/examples/published/alternating-bit.js';
import { innerFifo, prisoners } from 'everystate/dist/examples/published/puzzles.js';
import { termination } from 'everystate/dist/examples/published/termination.js';
import { checkWithTlc } from 'tlaplus';
import { showSize } from '../spin/twin.js';
import { twins } from '../spin/twins.js';

/** A model to be translated, and searched by both. */
export interface Translated {
  readonly name: string;
  readonly size: string;
  readonly model: () => Model;
}

/** Larger ones take TLC too long; the same models are there with smaller sizes. */
const LARGEST = 10_000;
/** Of each model so many sizes, and whatever is changed in it. */
const SIZES = 2;

/** What is not translated, and why. */
export const untranslated: Readonly<Record<string, string>> = {
  'scheduling allocator': 'takes a slice of its schedule',
  chameneos: 'finds a color in a list',
  Paxos: 'goes through the values of a set of messages that is too large to be written out',
  'Paxos commit': 'spreads a set that is a parameter',
  "Raft's election": 'compares the place of a server in its list with a server',
  'single-lane bridge': 'asks for the head of a queue that may be empty, which JavaScript answers and TLC does not',
};

/** Every model of the notebooks and of lib/outage, and the examples of everystate. */
export const translated: readonly Translated[] = [
  ...twins
    .filter(({ name }) => !untranslated[name])
    .flatMap(({ name, sizes, model }) => {
      const shape = (size: object) => Object.keys(size).join();
      const chosen = sizes.filter(
        (size, i) => sizes.slice(0, i).filter(one => shape(one) === shape(size)).length < SIZES,
      );
      return chosen.map(size => ({ name, size: showSize(size), model: () => model(size) }));
    }),
  { name: 'two-phase commit', size: '3', model: () => classics.twoPhaseCommit(3) },
  { name: 'alternating bit', size: '', model: () => alternatingBit },
  { name: 'FIFO', size: '', model: () => innerFifo },
  { name: 'prisoners', size: '', model: () => prisoners },
  { name: 'simple allocator', size: '', model: () => simpleAllocator },
  { name: 'termination detection', size: '', model: () => termination },
  { name: 'jugs', size: '', model: () => classics.jugs },
  { name: 'ferryman', size: '', model: () => puzzles.ferryman },
  { name: 'missionaries', size: '', model: () => puzzles.missionaries },
  { name: 'Hanoi', size: '4', model: () => puzzles.hanoi(4) },
  { name: 'queens', size: '5', model: () => puzzles.queens(5) },
  { name: 'lights', size: '', model: () => puzzles.lights },
  { name: 'counters', size: '4, 3', model: () => puzzles.counters(4, 3) },
];

export interface TranslatedComparison {
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
export async function compareTranslated(model: Model, name: string): Promise<TranslatedComparison | undefined> {
  const ours = check(model, { maxStates: LARGEST });
  if (!ours.complete) return undefined;
  const theirs = await checkWithTlc(model, { coverage: true }, name);
  const figures: [string, unknown, unknown][] = [
    ...(['states', 'transitions', 'depth'] as const).map(
      what => [what, ours[what], theirs[what]] as [string, number, number],
    ),
    // Under a normal form TLC's coverage leaves out actions without a guard; their steps are in the transitions.
    ...(model.normalForm ? [] : ours.coverage).map(
      ({ action, steps }, i) => [`steps of ${action}`, steps, theirs.coverage[i]!.steps] as [string, number, number],
    ),
    ...ours.properties
      .filter(({ kind }) => kind !== 'canRecover')
      .map(({ name }) => [name, told(ours.of(name)), told(theirs.of(name))] as [string, string, string]),
  ];
  const differences = figures
    .filter(([, ours, theirs]) => ours !== theirs)
    .map(([what, ours, theirs]) => `${what}: everystate ${String(ours)}, TLC ${String(theirs)}`);
  const violated = ours.properties.filter(({ verdict }) => verdict === 'violated').map(({ name }) => name);
  const { states, transitions, depth } = ours;
  return { states, transitions, depth, figures: figures.length, violated, differences };
}

/** A verdict, with the length of the trace. TLC's lassos are not shortest ones. */
function told({ verdict, trace, loop }: PropertyResult): string {
  return loop || !trace ? verdict : `${verdict}, ${trace.length} steps`;
}
