import { PAUSE } from '../search/pause.js';
import type { StepGraph } from '../search/step-graph.js';

/** The index of a state whose component is known. */
const DONE = 2 ** 31 - 1;

/**
 * Finds strongly connected components of parts of a graph: largest sets of states
 * in which every state can reach every other. Tarjan's algorithm, with a path of
 * its own instead of recursion, which would overflow.
 * @param region for each state, the part of the graph that it is in; steps between two parts do not count
 * @returns given all states of one region, yields each component as it is found, in an array that is overwritten
 * afterwards, and nothing for a pause now and then
 */
export function componentsOf(
  graph: StepGraph,
  region: Int32Array,
): (states: Int32Array) => Generator<Int32Array | undefined> {
  const forEachState = () => new Int32Array(graph.states);
  /** When a state was first met, from 1 on; 0 when it was not. */
  const index = forEachState();
  /** The earliest state still open that it is known to reach. */
  const low = forEachState();
  /** The next step to follow from a state on the path. */
  const next = forEachState();
  const path = forEachState();
  const open = forEachState();
  const lower = (state: number, index: number) => {
    if (index < low[state]!) low[state] = index;
  };

  return function* find(states) {
    for (const state of states) index[state] = 0;
    let met = 0;
    let depth = 0;
    let opened = 0;
    let pauseAt = PAUSE;
    const enter = (state: number) => {
      index[state] = low[state] = ++met;
      next[state] = graph.first[state]!;
      path[depth++] = state;
      open[opened++] = state;
    };
    for (const root of states) {
      const part = region[root];
      if (index[root] === 0) enter(root);
      while (depth > 0) {
        if (met >= pauseAt) {
          pauseAt += PAUSE;
          yield;
        }
        const state = path[depth - 1]!;
        if (next[state]! < graph.first[state + 1]!) {
          const to = graph.to[next[state]!++]!;
          if (region[to] !== part) continue;
          if (index[to] === 0) enter(to);
          else lower(state, index[to]!);
          continue;
        }
        depth--;
        if (depth > 0) lower(path[depth - 1]!, low[state]!);
        if (low[state] !== index[state]) continue;
        const end = opened;
        do index[open[--opened]!] = DONE;
        while (open[opened] !== state);
        yield open.subarray(opened, end);
      }
    }
  };
}
