import { enlarged } from './enlarged.js';

/** Every step of a finished search. States and transitions go by their numbers. */
export interface StepGraph {
  readonly states: number;
  /** The steps from state s are numbers first[s] to first[s + 1] - 1. */
  readonly first: Int32Array;
  /** For each step, the state that it leads to. */
  readonly to: Int32Array;
  /** For each step, the transition that was taken. */
  readonly by: Int32Array;
}

/** The state that a step is taken in, found by halving. */
export function origin(graph: StepGraph, step: number): number {
  let [low, high] = [0, graph.states - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (graph.first[middle]! <= step) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * For each state, those with a step to it: froms[first[s]] to froms[first[s + 1] - 1].
 * @param counts which steps to look at; all, if left out
 */
export function arrivals({ states, first: leaves, to }: StepGraph, counts = (_step: number) => true) {
  const first = new Int32Array(states + 1);
  for (const [step, target] of to.entries()) if (counts(step)) first[target + 1]!++;
  for (let state = 0; state < states; state++) first[state + 1]! += first[state]!;
  const next = first.slice();
  const froms = new Int32Array(first[states]!);
  for (let state = 0; state < states; state++) {
    for (let step = leaves[state]!; step < leaves[state + 1]!; step++) {
      if (counts(step)) froms[next[to[step]!]!++] = state;
    }
  }
  return { first, froms };
}

/** Collects the steps of a search as it takes them, state after state, in arrays that grow. */
export class StepGraphBuilder {
  #count = 0;
  /** Entries of `first` that are filled. */
  #begun = 0;
  #first: Int32Array = new Int32Array(1 << 12);
  #to: Int32Array = new Int32Array(1 << 13);
  #by: Int32Array = new Int32Array(1 << 13);

  add(from: number, by: number, to: number): void {
    this.#begin(from + 1);
    if (this.#count === this.#to.length) {
      this.#to = enlarged(this.#to);
      this.#by = enlarged(this.#by);
    }
    this.#to[this.#count] = to;
    this.#by[this.#count++] = by;
  }

  /** The graph, once every step of so many states was added. */
  graph(states: number): StepGraph {
    this.#begin(states + 1);
    return {
      states,
      first: this.#first.subarray(0, states + 1),
      to: this.#to.subarray(0, this.#count),
      by: this.#by.subarray(0, this.#count),
    };
  }

  #begin(states: number): void {
    while (this.#begun < states) {
      if (this.#begun === this.#first.length) this.#first = enlarged(this.#first);
      this.#first[this.#begun++] = this.#count;
    }
  }
}
