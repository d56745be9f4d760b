import { componentsOf } from './scc.js';
import type { StepGraph } from '../search/step-graph.js';
import type { Transition } from '../state/machine.js';

/** What a run is fair to: single transitions, or groups of which one is enough. They go by numbers. */
export interface FairGroups {
  readonly weak: readonly number[];
  readonly strong: readonly number[];
  /** For each transition, the group that it is in. */
  readonly groupOf: Int32Array;
}

/** Groups transitions by what their actions are fair to. */
export function fairOf(transitions: readonly Transition[]): FairGroups {
  const first = new Map<string, number>();
  const groupOf = Int32Array.from(transitions, ({ action, process, fairTo }, i) => {
    if (fairTo === undefined) return i;
    const group = fairTo === 'action' ? action : `${action} ${process}`;
    if (!first.has(group)) first.set(group, i);
    return first.get(group)!;
  });
  const groups = (kind: string) => transitions.flatMap(({ fair }, i) => (fair === kind && groupOf[i] === i ? [i] : []));
  return { weak: groups('weak'), strong: groups('strong'), groupOf };
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
export function* fairComponents(graph: StepGraph, inside: Uint8Array, fair: FairGroups): Generator<void, Int32Array> {
  const fairOnes = new Int32Array(graph.states);
  const region = Int32Array.from(inside);
  const componentsIn = componentsOf(graph, region);
  const count = makeCounter(graph, fair.groupOf);
  let regions = 1;
  let accepted = 0;

  const todo = [Int32Array.from(statesWhere(inside))];
  for (let states = todo.pop(); states; states = todo.pop()) {
    for (const component of componentsIn(states)) {
      if (component === undefined) {
        yield;
        continue;
      }
      const { stays, possible, taken } = count(component);
      if (!stays || fair.weak.some(t => !taken[t] && possible[t] === component.length)) continue;
      const starved = fair.strong.filter(t => !taken[t] && possible[t]! > 0);
      if (starved.length === 0) {
        accepted++;
        for (const state of component) fairOnes[state] = accepted;
        continue;
      }
      regions++;
      const rest = component.filter(state => !starved.some(t => isGroupPossible(graph, state, t, fair.groupOf)));
      for (const state of component) region[state] = 0;
      for (const state of rest) region[state] = regions;
      if (rest.length > 0) todo.push(rest);
    }
  }
  return fairOnes;
}

/** Whether a transition of a group can be taken in a state. */
export function isGroupPossible(graph: StepGraph, state: number, group: number, groupOf: Int32Array): boolean {
  for (let step = graph.first[state]!; step < graph.first[state + 1]!; step++) {
    if (groupOf[graph.by[step]!] === group) return true;
  }
  return false;
}

/** What is possible in one component, and which steps stay in it. */
interface StepCounts {
  /** Whether any step stays in the component, so that a run can. */
  readonly stays: boolean;
  /** For each group, in how many states of the component one of it is possible. */
  readonly possible: Int32Array;
  /** For each group, 1 when one of it leads from a state of the component to another, or the same one. */
  readonly taken: Uint8Array;
}

/** Makes a function that counts in one component after the other; the counts of one are overwritten by those of the next. */
function makeCounter({ first, to, by, states }: StepGraph, groupOf: Int32Array): (component: Int32Array) => StepCounts {
  const possible = new Int32Array(groupOf.length);
  const taken = new Uint8Array(groupOf.length);
  /** For each group, the last state, plus one, in which one of it was seen to be possible. */
  const seenIn = new Int32Array(groupOf.length);
  /** For each state, the number of the last component that it was in. */
  const member = new Int32Array(states);
  let number = 0;
  return component => {
    number++;
    possible.fill(0);
    taken.fill(0);
    seenIn.fill(0);
    let stays = false;
    for (const state of component) member[state] = number;
    for (const state of component) {
      for (let step = first[state]!; step < first[state + 1]!; step++) {
        const group = groupOf[by[step]!]!;
        if (seenIn[group] !== state + 1) possible[group]!++;
        seenIn[group] = state + 1;
        if (member[to[step]!] !== number) continue;
        taken[group] = 1;
        stays = true;
      }
    }
    return { stays, possible, taken };
  };
}

function* statesWhere(mask: Uint8Array): Generator<number> {
  for (let state = 0; state < mask.length; state++) if (mask[state]) yield state;
}
