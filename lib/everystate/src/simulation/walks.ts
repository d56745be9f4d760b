import { withoutChance } from '../purity/no-chance.js';
import type { Declaration } from '../model/domain.js';
import { didYouMean, ModelError, named } from '../model/errors.js';
import { WalkTally, type WalkHits } from './tally.js';
import { makeMachine, type Transition } from '../state/machine.js';
import type { Model } from '../model/model.js';
import type { NameOf } from '../model/property-names.js';
import { seedOf } from './random.js';
import { rehearse } from '../purity/rehearsal.js';
import { traceOf, type Trace } from '../trace/trace.js';
import { known } from '../model/validate.js';
import { Walker } from './walker.js';

/** Which walks `walks` takes. */
export interface WalkOptions {
  /** The same seed gives the same walks. */
  readonly seed: number;
  /** How many walks to take. */
  readonly runs: number;
  /** Steps after which a walk is broken off, if it has not come to an end; 1,000, if left out. */
  readonly maxSteps?: number;
  /**
   * How likely a step is to be the next one, against the others that are possible:
   * by its action, or, for one process, by its label, such as `apply A`. It is 1
   * where it is left out; a step with 0 is taken only when there is no other.
   */
  readonly weights?: { readonly [actionOrLabel: string]: number };
}

/** Sums of weights up to this one are still exact enough to draw by. */
const LARGEST_WEIGHT = 1_000_000_000;

/** What was met on random walks through a model. */
export class Walks<D = any, N extends string = string> {
  readonly seed: number;
  readonly runs: number;
  /** Steps of each walk. */
  readonly lengths: Int32Array;
  readonly hits: readonly WalkHits[];
  readonly #retrace: (run: number, steps: number) => Trace<D>;

  constructor(
    seed: number,
    lengths: Int32Array,
    hits: readonly WalkHits[],
    retrace: (run: number, steps: number) => Trace<D>,
  ) {
    this.seed = seed;
    this.runs = lengths.length;
    this.lengths = lengths;
    this.hits = hits;
    this.#retrace = retrace;
  }

  get meanLength(): number {
    return this.lengths.reduce((sum, length) => sum + length, 0) / this.runs;
  }

  get maxLength(): number {
    return this.lengths.reduce((longest, length) => Math.max(longest, length), 0);
  }

  /**
   * What was met of one property, by its name.
   * @throws ModelError when walks do not look at such a property
   */
  of<S extends string>(name: NameOf<N, S>): WalkHits {
    return named(this.hits, name, `Walks look at no property '${name}'.`);
  }

  /**
   * Walk number `run`, counted from 0, once more, step by step.
   * @param steps how many of its steps; all, if left out
   */
  trace(run: number, steps = Infinity): Trace<D> {
    if (Number.isInteger(run) && run >= 0 && run < this.runs) return this.#retrace(run, steps);
    throw new ModelError(`There is no walk number ${run}.`, `They are numbered from 0 to ${this.runs - 1}.`);
  }

  toString(): string {
    const counts = `${this.runs.toLocaleString('en-US')} walks with seed ${this.seed}, ${this.meanLength.toFixed(1)} steps on average, ${this.maxLength} at most`;
    const lines = this.hits.map(
      ({ name, kind, runs }) =>
        `  ${kind === 'sometimes' ? 'seen' : 'violated'} in ${runs.toLocaleString('en-US')}: ${name}`,
    );
    return [counts, ...lines].join('\n');
  }
}

/**
 * Walks through a model at random, as a test with a random schedule would. Each step
 * is drawn from those that are possible; a walk ends where none is. It looks at
 * `always`, `everyStep` and `sometimes` on the way, and at `ends` where it ends.
 *
 * @throws ModelError when the model or an option makes no sense, or the model fails
 */
export function walks<D extends Declaration, N extends string = string>(
  model: Model<D, N>,
  options: WalkOptions,
): Walks<D, N> {
  known(options, ['seed', 'runs', 'maxSteps', 'weights'], `The second argument of 'walks'`);
  const { seed, runs, maxSteps = 1_000, weights = {} } = options;
  if (!Number.isInteger(seed))
    throw new ModelError(`The seed is ${seed}.`, `Give a whole number, so that the walks can be taken again.`);
  for (const [name, value] of Object.entries({ runs, maxSteps })) {
    if (!(Number.isInteger(value) && value >= 1))
      throw new ModelError(`'${name}' is ${value}.`, `Give a whole number, 1 or more.`);
  }
  const machine = makeMachine<D>(model);
  rehearse(machine);
  const walker = new Walker(machine, weightsOf(machine.transitions, weights));
  const tally = new WalkTally(machine, runs);
  const lengths = new Int32Array(runs);
  for (let run = 0; run < runs; run++) {
    tally.begin(run);
    lengths[run] = withoutChance(() => walker.walk(seedOf(seed, run), maxSteps, tally));
  }
  return new Walks<D, N>(seed, lengths, tally.hits, (run, steps) => {
    const taken: Transition[] = [];
    walker.walk(seedOf(seed, run), Math.min(maxSteps, steps), {
      stepping: number => taken.push(machine.transitions[number]!),
    });
    walker.begin(seedOf(seed, run));
    return traceOf(machine, taken);
  });
}

/** The weight of each transition: its label's, or its action's, or 1. */
function weightsOf(transitions: readonly Transition[], weights: Readonly<Record<string, number>>): Float64Array {
  const names = [...new Set(transitions.flatMap(({ action, label }) => [action, label]))];
  for (const [name, weight] of Object.entries(weights)) {
    if (!names.includes(name))
      throw new ModelError(`'weights' names '${name}', which is no action.`, didYouMean(name, names));
    if (!(weight >= 0 && weight <= LARGEST_WEIGHT))
      throw new ModelError(`The weight of '${name}' is ${weight}.`, `Give a number from 0 to ${LARGEST_WEIGHT}.`);
  }
  const weightOf = (name: string) => (Object.hasOwn(weights, name) ? weights[name] : undefined);
  return Float64Array.from(transitions, ({ action, label }) => weightOf(label) ?? weightOf(action) ?? 1);
}
