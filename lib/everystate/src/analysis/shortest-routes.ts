import { arrivals, type StepGraph } from '../search/step-graph.js';

/** A way through a graph: the state it starts from, and its steps by their numbers. */
export interface Route {
  readonly start: number;
  readonly steps: readonly number[];
}

/** Where routes lead: to some of the states, or over some of the steps. */
export interface Goal {
  isState(state: number): boolean;
  isStep(step: number): boolean;
}

/** Says which routes count as different, by a key for each. Of two routes with one key, only the first is given. */
export interface Distinction<K> {
  readonly none: K;
  /** The key of a route that has one step more. */
  extend(key: K, step: number): K;
  /** The text that keys are compared by. */
  readonly text: (key: K) => string;
  /** Whether two routes to one state with one key go on alike, so that one of them is enough. */
  readonly merges: boolean;
}

interface Node<K> {
  readonly state: number;
  readonly length: number;
  readonly key: K;
  readonly step: number;
  readonly parent?: Node<K>;
}

/**
 * Different routes to a goal, the shortest first. How far each state is from the goal is
 * found beforehand, so that routes are only followed where they lead to it.
 * @param most how many places on routes to look at before giving up
 */
export function* routes<K>(
  graph: StepGraph,
  starts: readonly number[],
  goal: Goal,
  { none, extend, text, merges }: Distinction<K>,
  most: number,
): Generator<Route> {
  const far = distances(graph, goal);
  const byLength: Node<K>[][] = [];
  const add = (node: Node<K>, rest: number) => {
    (byLength[node.length + rest] ??= []).push(node);
  };
  for (const state of starts) if (far[state]! >= 0) add({ state, length: 0, key: none, step: -1 }, far[state]!);

  const passed = new Set<string>();
  const given = new Set<string>();
  for (let length = 0; length < byLength.length; length++) {
    const open = byLength[length] ?? [];
    for (let node = open.pop(); node; node = open.pop()) {
      if (most-- === 0) return;
      const { state, key } = node;
      const isThere = (node.step >= 0 && goal.isStep(node.step)) || goal.isState(state);
      if (isThere) {
        if (given.has(text(key))) continue;
        given.add(text(key));
        yield routeTo(node);
        continue;
      }
      if (merges) {
        const place = `${state} ${text(key)}`;
        if (passed.has(place)) continue;
        passed.add(place);
      }
      // The first step last, so that it is the first to be followed.
      for (let step = graph.first[state + 1]! - 1; step >= graph.first[state]!; step--) {
        const to = graph.to[step]!;
        const rest = goal.isStep(step) ? 0 : far[to]!;
        if (rest >= 0) add({ state: to, length: node.length + 1, key: extend(key, step), step, parent: node }, rest);
      }
    }
    delete byLength[length];
  }
}

/** For each state, the fewest steps to the goal; -1 where no way leads there. */
function distances(graph: StepGraph, goal: Goal): Int32Array {
  const far = new Int32Array(graph.states).fill(-1);
  const { first, froms } = arrivals(graph);
  let queue: number[] = [];
  for (let state = 0; state < graph.states; state++) if (goal.isState(state)) queue.push(state);
  for (const state of queue) far[state] = 0;
  for (let length = 1; length === 1 || queue.length > 0; length++) {
    const next: number[] = [];
    const enter = (state: number) => {
      if (far[state]! >= 0) return;
      far[state] = length;
      next.push(state);
    };
    for (const to of queue) for (let i = first[to]!; i < first[to + 1]!; i++) enter(froms[i]!);
    if (length === 1) {
      for (let state = 0; state < graph.states; state++) {
        for (let step = graph.first[state]!; step < graph.first[state + 1]!; step++)
          if (goal.isStep(step)) enter(state);
      }
    }
    queue = next;
  }
  return far;
}

function routeTo(node: Node<unknown>): Route {
  const steps: number[] = [];
  let at = node;
  for (; at.parent; at = at.parent) steps.push(at.step);
  return { start: at.state, steps: steps.reverse() };
}
