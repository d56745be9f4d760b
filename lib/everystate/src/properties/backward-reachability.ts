import { arrivals, type StepGraph } from '../search/step-graph.js';
import { PAUSE } from '../search/pause.js';

/**
 * Marks with 1 every state from which some way leads to a good one: starting from
 * the good ones, and going back over the steps. Pauses now and then.
 */
export function* statesThatReach(graph: StepGraph, good: Uint8Array): Generator<void, Uint8Array> {
  const { first, froms } = arrivals(graph);
  const reaches = good.slice();
  const queue = new Int32Array(graph.states);
  let size = 0;
  for (let state = 0; state < graph.states; state++) if (good[state]) queue[size++] = state;
  for (let current = 0; current < size; current++) {
    if (current % PAUSE === 0) yield;
    const to = queue[current]!;
    for (let i = first[to]!; i < first[to + 1]!; i++) {
      const from = froms[i]!;
      if (reaches[from]) continue;
      reaches[from] = 1;
      queue[size++] = from;
    }
  }
  return reaches;
}
