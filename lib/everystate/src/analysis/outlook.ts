import type { Declaration } from '../model/domain.js';
import type { ViewOf } from '../model/state-types.js';
import { ModelError, named } from '../model/errors.js';
import { fire, makeMachine, stepName, type Machine } from '../state/machine.js';
import { isPossible } from '../state/faults.js';
import type { Model } from '../model/model.js';
import { type AnsweredGraph, askEverywhere } from './explore-all.js';
import { withoutChance } from '../purity/no-chance.js';
import { hold } from '../search/interface.js';
import { arrivals } from '../search/step-graph.js';
import { packedBy } from '../state/codec.js';
import { showBriefly } from '../state/show.js';
import { take, type Step, type Trace } from '../trace/trace.js';
import { ask, askOfStep, propertiesOf } from '../properties/property.js';

/** A step that is possible in some state. */
export interface Choice<D = any> extends Step<D> {
  /** Whether all can still go well after it. */
  readonly canStillGoWell: boolean;
}

/** What is still possible in one state. */
export interface Outlook<D = any> {
  /** Whether the system can go on from here, for ever or to a proper end, and never violate the property. */
  readonly canStillGoWell: boolean;
  /** Every step that is possible here. */
  readonly choices: readonly Choice<D>[];
}

/**
 * For each state of a trace, its start included: could it still have gone well?
 * The last state that says yes is where the point of no return begins.
 *
 * @param property the name of an `always` or `everyStep` property of the model
 * @throws ModelError when there is no such property, or the model has more than
 *   two million states
 */
export function outlook<D extends Declaration>(model: Model<D>, trace: Trace<D>, property: string): Outlook<D>[] {
  const lookFrom = outlookFrom(model, property);
  return [trace.start, ...trace.steps.map(step => step.after)].map(lookFrom);
}

/**
 * What is still possible in any reachable state, asked one after the other, after a single search.
 * @throws ModelError as `outlook` does
 */
export function outlookFrom<D extends Declaration>(
  model: Model<D>,
  property: string,
): (state: ViewOf<D>) => Outlook<D> {
  const asked = named(
    propertiesOf(model, 'states', 'steps').filter(({ kind }) => kind === 'always' || kind === 'everyStep'),
    property,
    `There is no 'always' or 'everyStep' property '${property}'.`,
  );
  const machine = makeMachine<D>(model);
  const answered = askEverywhere(machine, asked, `Ask for the outlook on a smaller one.`);
  const well = withoutChance(() => statesThatCanGoWell(machine, answered));

  const numberOfHeld = () => {
    machine.canonise?.();
    return answered.visited.find(packedBy(machine));
  };
  const numberOf = (state: ViewOf<D>) => {
    machine.hold(state);
    const number = numberOfHeld();
    if (number >= 0) return number;
    throw new ModelError(
      `The state is not of this model, which cannot reach it: ${showBriefly(state as object)}.`,
      `Take a state, or a trace, from a check of the same model.`,
    );
  };
  return state => {
    const from = numberOf(state);
    const choices = machine.transitions.flatMap(transition => {
      machine.hold(state);
      if (!isPossible(machine, transition)) return [];
      fire(machine, transition); // without the normal form, as properties of steps see it
      const fine = asked.kind === 'always' || askOfStep(asked, state as object, machine.state, stepName(transition));
      machine.hold(state);
      const step = take(machine, transition);
      return [{ ...step, canStillGoWell: fine && well[numberOfHeld()] === 1 }];
    });
    return { canStillGoWell: well[from] === 1, choices };
  };
}

/**
 * Marks with 1 every reachable state from which some way never violates the
 * property: it is fine itself, and it is an end or a step leads on to another
 * such state. What is left after striking out all others, again and again.
 */
function statesThatCanGoWell(machine: Machine<any>, { graph, visited, ofStates, ofSteps }: AnsweredGraph): Uint8Array {
  const ends = propertiesOf(machine.model, 'ends');
  const isEnd = (state: number) => {
    if (graph.first[state] !== graph.first[state + 1]) return false;
    hold(machine, visited, state);
    return ends.every(one => ask(one, machine.state));
  };
  const well = new Uint8Array(graph.states).fill(1);
  ofStates.forEach((answer, state) => {
    if (!answer) well[state] = 0;
  });
  const leadsOn = (step: number) => ofSteps[step] !== false;
  const waysOn = new Int32Array(graph.states);
  const struck: number[] = [];
  for (let from = 0; from < graph.states; from++) {
    for (let step = graph.first[from]!; step < graph.first[from + 1]!; step++) {
      if (leadsOn(step) && well[graph.to[step]!] === 1) waysOn[from]!++;
    }
  }
  for (let state = 0; state < graph.states; state++) {
    if (well[state] === 1 && waysOn[state] === 0 && !isEnd(state)) {
      well[state] = 0;
      struck.push(state);
    }
  }
  const { first, froms } = arrivals(graph, leadsOn);
  for (let state = struck.pop(); state !== undefined; state = struck.pop()) {
    for (let i = first[state]!; i < first[state + 1]!; i++) {
      const from = froms[i]!;
      waysOn[from]!--;
      if (well[from] === 1 && waysOn[from] === 0) {
        well[from] = 0;
        struck.push(from);
      }
    }
  }
  return well;
}
