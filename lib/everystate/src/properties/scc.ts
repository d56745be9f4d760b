import type { StepGraph } from '../search/step-graph.js';
import { PAUSE } from '../search/pause.js';

/** The index of a state whose component is known. */
const DONE = 2 ** 31 - 1;

/**
 * Finds strongly connected components of parts of a graph: largest sets of states
 * in which every state can reach every other. Tarjan's algorithm, with a path of
 * its own instead of recursion, which would overflow.
 */
export class Components {
  readonly #graph: StepGraph;
  readonly #region: Int32Array;
  /** When a state was first met, from 1 on; 0 when it was not. */
  readonly #index: Int32Array;
  /** The earliest state still open that it is known to reach. */
  readonly #low: Int32Array;
  /** The next step to follow from a state on the path. */
  readonly #next: Int32Array;
  readonly #path: Int32Array;
  readonly #open: Int32Array;

  /** @param region for each state, the part of the graph that it is in; steps between two parts do not count */
  constructor(graph: StepGraph, region: Int32Array) {
    this.#graph = graph;
    this.#region = region;
    this.#index = new Int32Array(graph.states);
    this.#low = new Int32Array(graph.states);
    this.#next = new Int32Array(graph.states);
    this.#path = new Int32Array(graph.states);
    this.#open = new Int32Array(graph.states);
  }

  /**
   * Gives each component as it is found, and nothing for a pause now and then. The
   * array of a component is overwritten afterwards.
   * @param states all states of one region
   */
  *find(states: Int32Array): Generator<Int32Array | undefined> {
    for (const state of states) this.#index[state] = 0;
    let met = 0;
    let open = 0;
    let pauseAt = PAUSE;
    for (const root of states) {
      if (this.#index[root] !== 0) continue;
      const region = this.#region[root]!;
      let depth = 0;
      const enter = (state: number) => {
        this.#index[state] = this.#low[state] = ++met;
        this.#next[state] = this.#graph.first[state]!;
        this.#path[depth++] = state;
        this.#open[open++] = state;
      };
      enter(root);
      while (depth > 0) {
        if (met === pauseAt) {
          pauseAt += PAUSE;
          yield;
        }
        const state = this.#path[depth - 1]!;
        if (this.#next[state]! < this.#graph.first[state + 1]!) {
          const to = this.#graph.to[this.#next[state]!++]!;
          if (this.#region[to] !== region) continue;
          if (this.#index[to] === 0) enter(to);
          else this.#lower(state, this.#index[to]!);
          continue;
        }
        depth--;
        if (depth > 0) this.#lower(this.#path[depth - 1]!, this.#low[state]!);
        if (this.#low[state] !== this.#index[state]) continue;
        const end = open;
        do this.#index[this.#open[--open]!] = DONE;
        while (this.#open[open] !== state);
        yield this.#open.subarray(open, end);
      }
    }
  }

  #lower(state: number, index: number): void {
    if (index < this.#low[state]!) this.#low[state] = index;
  }
}
