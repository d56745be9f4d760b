import { origin, type StepGraph } from '../search/step-graph.js';
import { fairComponents, type FairGroups } from './fairness.js';
import { fairLoop } from './fair-loop.js';
import { PAUSE } from '../search/pause.js';

/** A run that never gets where it should: it goes somewhere, and then round for ever. Steps go by their numbers. */
export interface Lasso {
  /** The state that the stem starts from. */
  readonly start: number;
  readonly stem: readonly number[];
  /** From the last state of the stem back to it; empty when nothing is possible there. */
  readonly loop: readonly number[];
  /** How many states such a run can visit for ever. */
  readonly count: number;
}

/** Which lassos a search looks for. States go by their numbers. */
export interface LassoQuery {
  /** 1 for each state in which a run may start to wait. */
  readonly waits: Uint8Array;
  /** 1 for each state in which what the run waits for is not true. */
  readonly without: Uint8Array;
  /** For each state, its predecessor in the search, or -1. */
  readonly parents: Int32Array;
  /** 1 for each state that may be the one to come back to; any, if left out. */
  readonly again?: Uint8Array;
  readonly fair: FairGroups;
}

/**
 * Looks for a fair run that starts to wait for something and never gets it: one
 * with a shortest stem, and a loop as short as a greedy choice makes it. Pauses now and then.
 */
export function* findLasso(
  graph: StepGraph,
  { waits, without, parents, again, fair }: LassoQuery,
): Generator<void, Lasso | undefined> {
  const waiting = yield* reachWaiting(graph, waits, without, parents);
  const fairOnes = yield* fairComponents(graph, waiting.reached, fair);
  const isLast = (state: number) => graph.first[state] === graph.first[state + 1];

  let count = 0;
  let turn = -1; // the nearest state that a run can come back to for ever
  for (const state of waiting.order) {
    if ((fairOnes[state] === 0 && !isLast(state)) || again?.[state] === 0) continue;
    count++;
    if (turn < 0) turn = state;
  }
  if (turn < 0) return undefined;
  const { start, stem } = stemTo(graph, turn, waiting.arrival, parents);
  const loop = isLast(turn) ? [] : fairLoop(graph, fairOnes, turn, fair);
  return { start, stem, loop, count };
}

/**
 * The states on a shortest way to one that is wanted, waiting all the time; and how many such there are.
 * Pauses now and then.
 */
export function* findPath(
  graph: StepGraph,
  { waits, without, parents }: Omit<LassoQuery, 'fair'>,
  wanted: Uint8Array,
): Generator<void, { path: readonly number[]; count: number } | undefined> {
  const { order, arrival } = yield* reachWaiting(graph, waits, without, parents);
  const found = order.filter(state => wanted[state] === 1);
  if (found.length === 0) return undefined;
  const { start, stem } = stemTo(graph, found[0]!, arrival, parents);
  return { path: [start, ...stem.map(step => graph.to[step]!)], count: found.length };
}

/**
 * Every state that a waiting run can be in, nearest to the initial states first,
 * with the step by which it gets there, or -1 where the waiting starts.
 */
function* reachWaiting(graph: StepGraph, waits: Uint8Array, without: Uint8Array, parents: Int32Array) {
  const depth = depths(parents, graph.states);
  const distance = new Int32Array(graph.states);
  const reached = new Uint8Array(graph.states);
  const arrival = new Int32Array(graph.states);
  const order = new Int32Array(graph.states);
  let size = 0;
  let current = 0;
  const enter = (state: number, step: number, far: number) => {
    reached[state] = 1;
    arrival[state] = step;
    distance[state] = far;
    order[size++] = state;
  };

  let next = 0; // the next state where the waiting may start; these are in the order of their depths
  for (let level = 0; next < graph.states || current < size; level++) {
    for (; next < graph.states && depth[next] === level; next++) {
      if (waits[next] && without[next] && !reached[next]) enter(next, -1, level);
    }
    for (; current < size && distance[order[current]!] === level; current++) {
      const from = order[current]!;
      if (current % PAUSE === 0) yield;
      for (let step = graph.first[from]!; step < graph.first[from + 1]!; step++) {
        const to = graph.to[step]!;
        if (without[to] && !reached[to]) enter(to, step, level + 1);
      }
    }
  }
  return { reached, arrival, order: order.subarray(0, size) };
}

/** Steps from the nearest initial state to each state, by the parents that a breadth-first search gave them. */
function depths(parents: Int32Array, states: number): Int32Array {
  const depth = new Int32Array(states);
  for (let state = 0; state < states; state++) if (parents[state]! >= 0) depth[state] = depth[parents[state]!]! + 1;
  return depth;
}

/** The steps to a state: first to where the waiting starts, then on while waiting. */
function stemTo(graph: StepGraph, turn: number, arrival: Int32Array, parents: Int32Array) {
  const stem: number[] = [];
  let state = turn;
  for (let step = arrival[state]!; step >= 0; step = arrival[state]!) {
    stem.push(step);
    state = origin(graph, step);
  }
  for (let parent = parents[state]!; parent >= 0; parent = parents[state]!) {
    let step = graph.first[parent]!;
    while (graph.to[step] !== state) step++;
    stem.push(step);
    state = parent;
  }
  return { start: state, stem: stem.reverse() };
}
