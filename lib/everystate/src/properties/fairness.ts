import { Components } from './scc.js';
import type { StepGraph } from '../search/step-graph.js';
import type { Transition } from '../state/machine.js';

/** The numbers of the transitions that are fair, by how. */
export interface FairTransitions {
  readonly weak: readonly number[];
  readonly strong: readonly number[];
}

export function fairOf(transitions: readonly Transition[]): FairTransitions {
  const numbers = (kind: string) => transitions.flatMap(({ fair }, i) => (fair === kind ? [i] : []));
  return { weak: numbers('weak'), strong: numbers('strong') };
}

/**
 * Finds the states that some fair run visits again and again while it stays
 * inside a part of the graph. Such a run goes round in one strongly connected
 * component, and that is fair when
 * - each weakly fair transition is taken in it, or not possible somewhere in it;
 * - each strongly fair transition is taken in it, or possible nowhere in it.
 * Where the second fails, a run can still be fair to a transition by keeping away
 * from all states where it is possible: these are removed, and what is left of
 * the component is looked at again.
 *
 * Pauses now and then.
 *
 * @param inside 1 for each state of the part
 * @returns for each state the number, from 1 on, of the component that it is in; 0 for none
 */
export function* fairComponents(
  graph: StepGraph,
  inside: Uint8Array,
  transitions: number,
  fair: FairTransitions,
): Generator<void, Int32Array> {
  const fairOnes = new Int32Array(graph.states);
  const region = Int32Array.from(inside);
  const components = new Components(graph, region);
  const tally = new Tally(graph, transitions);
  let regions = 1;
  let accepted = 0;

  const todo = [Int32Array.from(statesWhere(inside))];
  for (let states = todo.pop(); states; states = todo.pop()) {
    for (const component of components.find(states)) {
      if (component === undefined) {
        yield;
        continue;
      }
      if (!tally.count(component)) continue;
      if (fair.weak.some(t => !tally.taken[t] && tally.possible[t] === component.length)) continue;
      const starved = fair.strong.filter(t => !tally.taken[t] && tally.possible[t]! > 0);
      if (starved.length === 0) {
        accepted++;
        for (const state of component) fairOnes[state] = accepted;
        continue;
      }
      regions++;
      const rest = component.filter(state => !starved.some(t => isPossible(graph, state, t)));
      for (const state of component) region[state] = 0;
      for (const state of rest) region[state] = regions;
      if (rest.length > 0) todo.push(rest);
    }
  }
  return fairOnes;
}

/** Whether a transition can be taken in a state. */
export function isPossible(graph: StepGraph, state: number, transition: number): boolean {
  for (let step = graph.first[state]!; step < graph.first[state + 1]!; step++) {
    if (graph.by[step] === transition) return true;
  }
  return false;
}

/** Counts, for one component, what is possible in it and what stays in it. */
class Tally {
  /** For each transition, in how many states of the component it is possible. */
  readonly possible: Int32Array;
  /** For each transition, 1 when it leads from a state of the component to another, or the same one. */
  readonly taken: Uint8Array;
  readonly #graph: StepGraph;
  readonly #member: Int32Array;
  #number = 0;

  constructor(graph: StepGraph, transitions: number) {
    this.#graph = graph;
    this.possible = new Int32Array(transitions);
    this.taken = new Uint8Array(transitions);
    this.#member = new Int32Array(graph.states);
  }

  /** Whether any step stays in the component, so that a run can. */
  count(component: Int32Array): boolean {
    const { first, to, by } = this.#graph;
    this.#number++;
    this.possible.fill(0);
    this.taken.fill(0);
    let stays = false;
    for (const state of component) this.#member[state] = this.#number;
    for (const state of component) {
      for (let step = first[state]!; step < first[state + 1]!; step++) {
        this.possible[by[step]!]!++;
        if (this.#member[to[step]!] !== this.#number) continue;
        this.taken[by[step]!] = 1;
        stays = true;
      }
    }
    return stays;
  }
}

function* statesWhere(mask: Uint8Array): Generator<number> {
  for (let state = 0; state < mask.length; state++) if (mask[state]) yield state;
}
