import { Exploration, type ExploreVisitor } from '../explore.js';
import type { Declaration } from '../model/domain.js';
import { ModelError } from '../model/errors.js';
import { PROPERTY_KINDS } from '../model/property-kinds.js';
import { ask, askOfStep, type Property } from '../properties/property.js';
import { rehearse } from '../purity/rehearsal.js';
import type { VisitedStates } from '../search/interface.js';
import { type StepGraph, StepGraphBuilder } from '../search/step-graph.js';
import { type Machine, stepName } from '../state/machine.js';

/** Largest model, in states, of which every step is kept. */
const MOST_STATES = 2_000_000;

/**
 * Rehearses the model and explores all of it, for questions that need every state.
 * @throws ModelError when it has more than `most` states
 */
export function exploreAll<D extends Declaration>(
  machine: Machine<D>,
  visitor: ExploreVisitor,
  most: number,
  remedy: string,
): Exploration<D> {
  rehearse(machine);
  const exploration = new Exploration(machine, visitor, { limit: most }).run();
  if (exploration.cutBy === undefined) return exploration;
  throw new ModelError(`The model has more than ${most} states.`, remedy);
}

/** Every state and every step of a model, with what a property says of each. States and steps go by their numbers. */
export interface AnsweredGraph {
  readonly visited: VisitedStates;
  readonly graph: StepGraph;
  /** What the property answered in each state that it is asked of; empty for one of steps. */
  readonly ofStates: readonly (boolean | undefined)[];
  /** What the property answered of each step; empty for another one. */
  readonly ofSteps: readonly boolean[];
}

/**
 * Asks a property of all that it can be asked of.
 * @throws ModelError when the model has more than two million states
 */
export function askEverywhere(machine: Machine<any>, property: Property, remedy: string): AnsweredGraph {
  const { askedOf } = PROPERTY_KINDS[property.kind];
  const edges = new StepGraphBuilder();
  const names = machine.transitions.map(stepName);
  const ofStates: (boolean | undefined)[] = [];
  const ofSteps: boolean[] = [];
  const askOfState = (number: number) => {
    ofStates[number] = ask(property, machine.state);
  };
  const visitor: ExploreVisitor = {
    found: askedOf === 'states' || askedOf === 'runs' ? askOfState : undefined,
    ended: askedOf === 'ends' ? askOfState : undefined,
    // Of steps, each is told first, and then its number is known: in the same order.
    stepping:
      askedOf === 'steps'
        ? (_, number, before) => {
            ofSteps.push(askOfStep(property, before, machine.state, names[number]!));
          }
        : undefined,
    stepped: (from, number, to) => edges.add(from, number, to),
  };
  const { visited } = exploreAll(machine, visitor, MOST_STATES, remedy);
  return { visited, graph: edges.graph(visited.size), ofStates, ofSteps };
}
