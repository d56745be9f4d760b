import { origin, type StepGraph } from '../search/step-graph.js';
import { isPossible, type FairGroups } from './fairness.js';

/** Goes round in a fair component and back to where it started, fairly. */
export class FairLoop {
  readonly #graph: StepGraph;
  readonly #component: Int32Array;
  readonly #turn: number;
  readonly #fair: FairGroups;

  constructor(graph: StepGraph, component: Int32Array, turn: number, fair: FairGroups) {
    this.#graph = graph;
    this.#component = component;
    this.#turn = turn;
    this.#fair = fair;
  }

  /**
   * The shortest way back is tried first. While a way back is not fair to some
   * transition, the way goes on to the nearest place that is fair to one of them.
   */
  steps(): number[] {
    const way: number[] = [];
    for (;;) {
      const here = way.length === 0 ? this.#turn : this.#graph.to[way.at(-1)!]!;
      const back =
        here === this.#turn && way.length > 0 ? [] : this.#walk(here, step => this.#graph.to[step] === this.#turn);
      const loop = [...way, ...back];
      const weak = this.#fair.weak.filter(t => !this.#isFairToWeak(loop, t));
      const strong = this.#fair.strong.filter(t => !this.#isFairToStrong(loop, t));
      if (weak.length === 0 && strong.length === 0) return loop;
      way.push(
        ...this.#walk(here, step => {
          const by = this.#fair.groupOf[this.#graph.by[step]!]!;
          return (
            weak.includes(by) ||
            strong.includes(by) ||
            weak.some(t => !isPossible(this.#graph, this.#graph.to[step]!, t, this.#fair.groupOf))
          );
        }),
      );
    }
  }

  #isFairToWeak(loop: readonly number[], t: number): boolean {
    return loop.some(
      step =>
        this.#fair.groupOf[this.#graph.by[step]!] === t ||
        !isPossible(this.#graph, this.#graph.to[step]!, t, this.#fair.groupOf),
    );
  }

  #isFairToStrong(loop: readonly number[], t: number): boolean {
    return (
      loop.some(step => this.#fair.groupOf[this.#graph.by[step]!] === t) ||
      loop.every(step => !isPossible(this.#graph, this.#graph.to[step]!, t, this.#fair.groupOf))
    );
  }

  /** A shortest way within the component that ends with a step wanted. */
  #walk(from: number, isWanted: (step: number) => boolean): number[] {
    const { first, to } = this.#graph;
    const arrival = new Map([[from, -1]]);
    for (const state of arrival.keys()) {
      for (let step = first[state]!; step < first[state + 1]!; step++) {
        const target = to[step]!;
        if (this.#component[target] !== this.#component[from]) continue;
        if (isWanted(step)) return this.#wayBack(arrival, state, step);
        if (!arrival.has(target)) arrival.set(target, step);
      }
    }
    throw new Error(`No way on in the component of state ${from}.`);
  }

  #wayBack(arrival: ReadonlyMap<number, number>, state: number, last: number): number[] {
    const way = [last];
    for (let step = arrival.get(state)!; step >= 0; step = arrival.get(state)!) {
      way.push(step);
      state = origin(this.#graph, step);
    }
    return way.reverse();
  }
}
