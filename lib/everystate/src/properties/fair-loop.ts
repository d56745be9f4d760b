import { origin, type StepGraph } from '../search/step-graph.js';
import { isGroupPossible, type FairGroups } from './fairness.js';

/**
 * Steps that go round in a fair component and back to where they started, fairly. The shortest way back is tried
 * first. While a way back is not fair to some group, the path goes on to the nearest place that is fair to one of them.
 * @param component for each state, the number of the component that it is in
 * @param turn the state to come back to
 */
export function fairLoop(
  graph: StepGraph,
  component: Int32Array,
  turn: number,
  { weak, strong, groupOf }: FairGroups,
): number[] {
  const isBy = (step: number, group: number) => groupOf[graph.by[step]!] === group;
  const isPossibleAfter = (step: number, group: number) => isGroupPossible(graph, graph.to[step]!, group, groupOf);

  const path: number[] = [];
  for (;;) {
    const here = path.length === 0 ? turn : graph.to[path.at(-1)!]!;
    const back = here === turn && path.length > 0 ? [] : walk(graph, component, here, step => graph.to[step] === turn);
    const loop = [...path, ...back];
    const unfairWeak = weak.filter(group => !loop.some(step => isBy(step, group) || !isPossibleAfter(step, group)));
    const unfairStrong = strong.filter(
      group => !loop.some(step => isBy(step, group)) && loop.some(step => isPossibleAfter(step, group)),
    );
    if (unfairWeak.length === 0 && unfairStrong.length === 0) return loop;
    const isFairer = (step: number) =>
      [...unfairWeak, ...unfairStrong].some(group => isBy(step, group)) ||
      unfairWeak.some(group => !isPossibleAfter(step, group));
    path.push(...walk(graph, component, here, isFairer));
  }
}

/** A shortest path within the component that ends with a step wanted. */
function walk(graph: StepGraph, component: Int32Array, from: number, isWanted: (step: number) => boolean): number[] {
  const { first, to } = graph;
  const arrival = new Map([[from, -1]]);
  for (const state of arrival.keys()) {
    for (let step = first[state]!; step < first[state + 1]!; step++) {
      const target = to[step]!;
      if (component[target] !== component[from]) continue;
      if (isWanted(step)) return wayTo(graph, arrival, state, step);
      if (!arrival.has(target)) arrival.set(target, step);
    }
  }
  throw new Error(`No way on in the component of state ${from}.`);
}

/** The steps to a state, by those that arrive at each on the path, and one more. */
function wayTo(graph: StepGraph, arrival: ReadonlyMap<number, number>, state: number, last: number): number[] {
  const path = [last];
  for (let step = arrival.get(state)!; step >= 0; step = arrival.get(state)!) {
    path.push(step);
    state = origin(graph, step);
  }
  return path.reverse();
}
