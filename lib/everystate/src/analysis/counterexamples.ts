import type { Declaration } from '../model/domain.js';
import { ModelError, named } from '../model/errors.js';
import { makeMachine, stepName, type Transition } from '../state/machine.js';
import type { Model } from '../model/model.js';
import { isForEver, PROPERTY_KINDS } from '../model/property-kinds.js';
import { withoutPauses } from '../search/pause.js';
import { statesThatReach } from '../properties/backward-reachability.js';
import { routes, type Distinction, type Goal } from './shortest-routes.js';
import { type AnsweredGraph, askEverywhere } from './explore-all.js';
import type { Trace } from '../trace/trace.js';
import { traceAlong } from '../trace/path.js';
import { known } from '../model/validate.js';
import { askOfStep, decidingAnswer, propertiesOf, type Property } from '../properties/property.js';

/** How many counterexamples `counterexamples` looks for, and which count as different. */
export interface CounterexampleOptions {
  /** How many to look for; 3, if left out. */
  readonly count?: number;
  /**
   * When two of them count as different: when some action occurs in one of them
   * alone (`actions`, if left out), or when the same things happen in another order
   * (`order`). Which process takes a step makes no difference; for `order`, processes
   * are told apart by when they first act.
   */
  readonly distinctBy?: 'actions' | 'order';
}

/** Places on routes to look at before giving up: done in some seconds. */
const MOST_PLACES = 1_000_000;

/**
 * Several counterexamples that are really different, the shortest first; for
 * `sometimes`, several witnesses. There may be fewer than asked for.
 *
 * @param property the name of an `always`, `everyStep`, `ends`, `canRecover` or `sometimes` property
 * @throws ModelError when there is no such property, or the model has more than
 *   two million states
 */
export function counterexamples<D extends Declaration>(
  model: Model<D>,
  property: string,
  options: CounterexampleOptions = {},
): Trace<D>[] {
  known(options, ['count', 'distinctBy'], `The third argument of 'counterexamples'`);
  const { count = 3, distinctBy = 'actions' } = options;
  if (!(Number.isInteger(count) && count >= 1))
    throw new ModelError(`'count' is ${count}.`, `Give a whole number, 1 or more.`);
  if (distinctBy !== 'actions' && distinctBy !== 'order') {
    throw new ModelError(`'distinctBy' is ${String(distinctBy)}.`, `Give 'actions' or 'order'.`);
  }
  const one = find(model, property);
  // To tell orders apart, processes have to keep their names.
  const whole: Model<D> = distinctBy === 'order' ? { ...model, symmetric: undefined } : model;
  const machine = makeMachine<D>(whole);
  const answered = askEverywhere(machine, one, `Ask for counterexamples of a smaller one.`);
  const { visited, graph } = answered;
  const starts = Array.from({ length: visited.initial }, (_, state) => state);

  const by = (step: number) => machine.transitions[graph.by[step]!]!;
  const distinction: Distinction<any> = distinctBy === 'actions' ? byActions(by) : byOrder(by);
  const found: Trace<D>[] = [];
  for (const { start, steps } of routes(graph, starts, goalOf(one, answered), distinction, MOST_PLACES)) {
    found.push(
      traceAlong(machine, visited, [start, ...steps.map(step => graph.to[step]!)], (i, candidate, before, after) => {
        const wanted = by(steps[i]!);
        if (machine.canonise ? candidate.action !== wanted.action : candidate !== wanted) return false;
        return (
          PROPERTY_KINDS[one.kind].askedOf !== 'steps' ||
          i < steps.length - 1 ||
          !askOfStep(one, before, after, stepName(candidate))
        );
      }),
    );
    if (found.length === count) break;
  }
  return found;
}

function find(model: Model, name: string): Property {
  const one = named(propertiesOf(model), name);
  if (isForEver(one.kind)) {
    throw new ModelError(
      `'${name}' is violated by what happens for ever.`,
      `Ask 'check' for it: its result has one stem and one loop.`,
    );
  }
  if (PROPERTY_KINDS[one.kind].askedOf !== 'runs' || one.kind === 'canRecover') return one;
  throw new ModelError(`'${name}' is asked of whole runs.`, `Ask 'check' for it: its result has a shortest trace.`);
}

/** Where counterexamples of a property end: they violate it there, or are witnesses. */
function goalOf(property: Property, { graph, ofStates, ofSteps }: AnsweredGraph): Goal {
  const isStep = (step: number) => ofSteps[step] === false;
  if (property.kind !== 'canRecover') return { isState: state => ofStates[state] === decidingAnswer(property), isStep };
  const recovers = withoutPauses(statesThatReach(graph, Uint8Array.from(ofStates, Number)));
  return { isState: state => recovers[state] === 0, isStep };
}

/** Tells routes apart by which actions occur. */
function byActions(by: (step: number) => Transition): Distinction<ReadonlySet<string>> {
  return {
    none: new Set(),
    extend: (actions, step) => (actions.has(by(step).action) ? actions : new Set([...actions, by(step).action])),
    text: actions => [...actions].sort().join('\n'),
    merges: true,
  };
}

/** Tells routes apart by what happens after what, with processes numbered as they come. */
function byOrder(by: (step: number) => Transition): Distinction<{ text: string; seen: readonly string[] }> {
  return {
    none: { text: '', seen: [] },
    extend: ({ text, seen }, step) => {
      const { action, family, process } = by(step);
      const who = family === undefined ? '' : `${family} ${process}`;
      const all = seen.includes(who) ? seen : [...seen, who];
      return { text: `${text}\n${action} ${all.indexOf(who)}`, seen: all };
    },
    text: ({ text }) => text,
    merges: false,
  };
}
