import { fire, isEnabled, type Machine } from '../state/machine.js';
import { hold, type Search, type Visitor, type VisitedStates } from './interface.js';
import { VisitedSet } from './visited.js';

/** A set of visited states that takes in more of them: `VisitedSet`, or the accelerator's, whose rest this loop searches near a limit. */
export interface GrowingStates extends VisitedStates {
  add(words: Int32Array, predecessor: number, limit: number): number;
}

/**
 * The plain breadth-first search. The states found so far, in the order in which they were
 * found, are also the queue: those before `next` are done with. So the first way
 * found to any state is a shortest one. Levels, pauses and the hand-over are in `explore.ts`;
 * `accelerate.ts` has the same loop, by batches.
 */
export class PlainSearch implements Search {
  readonly visited: GrowingStates;
  readonly taken: Float64Array;
  next = 0;
  complete = true;
  readonly #machine: Machine<any>;
  readonly #visitor: Visitor;
  readonly #limit: number;
  /** A place to pack a state. */
  readonly #packed: Int32Array;

  /**
   * @param limit states to hold at most
   * @param visited the states found so far; none, unless another search began with them
   * @param taken how often each transition was taken so far
   */
  constructor(
    machine: Machine<any>,
    visitor: Visitor,
    limit: number,
    visited: GrowingStates = new VisitedSet(machine.words),
    taken: Float64Array = new Float64Array(machine.transitions.length),
  ) {
    this.#machine = machine;
    this.#visitor = visitor;
    this.#limit = limit;
    this.visited = visited;
    this.taken = taken;
    this.#packed = new Int32Array(machine.words);
  }

  /** Finds the initial states. */
  start(): void {
    for (const initial of this.#machine.initial) {
      this.#machine.read(initial, 0);
      this.#machine.canonise?.();
      if (this.complete) this.#reach(-1);
    }
  }

  expand(end: number): void {
    while (this.complete && this.next < end) {
      this.#takeSteps(this.next);
      if (this.complete) this.next++;
    }
  }

  /** Takes every step that is possible in a state. */
  #takeSteps(from: number): void {
    const machine = this.#machine;
    const visitor = this.#visitor;
    hold(machine, this.visited, from);
    let number = nextEnabled(machine, 0);
    if (number === this.taken.length) visitor.ended?.(from);
    for (; number < this.taken.length; number = nextEnabled(machine, number + 1)) {
      fire(machine, machine.transitions[number]!);
      visitor.stepping?.(from, number);
      machine.canonise?.();
      const to = this.#reach(from);
      if (!this.complete) return;
      this.taken[number]!++;
      visitor.stepped?.(from, number, to);
      hold(machine, this.visited, from);
    }
  }

  /** The number of the state that the machine holds, which is new or known. */
  #reach(from: number): number {
    const known = this.visited.size;
    this.#machine.write(this.#packed, 0);
    const state = this.visited.add(this.#packed, from, this.#limit);
    if (state < 0) this.complete = false;
    if (this.visited.size > known) this.#visitor.found?.(state);
    return state;
  }
}

/** The number of the first transition, from this one on, that is possible in the machine's state; how many there are, if none is. */
function nextEnabled(machine: Machine<any>, number: number): number {
  const { transitions, candidates } = machine;
  let next = candidates.from(number);
  while (next < transitions.length && !isEnabled(machine, transitions[next]!)) next = candidates.from(next + 1);
  return next;
}
