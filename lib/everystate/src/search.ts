import type { Machine } from './machine.js';
import { actionFault } from './model-fault.js';
import { Batch, type StateStore } from './state-store.js';

/** What a search reports while it runs. States and transitions go by their numbers. */
export interface Visitor {
  /** A state was found for the first time; the machine holds it. This comes some steps later, for many states at a time. */
  found?(state: number): void;
  /** A step is being taken; the machine holds the state after it. */
  stepping?(from: number, transition: number): void;
  /** A step was taken, and the state after it looked up. */
  stepped?(from: number, transition: number, to: number): void;
  /** No step is possible in this state; the machine holds it. */
  ended?(state: number): void;
}

export interface Search {
  /** Steps taken, counting those that lead to a known state. */
  readonly transitions: number;
  /** Steps on the shortest way to the state farthest from the start. */
  readonly depth: number;
  /** False when the limit was reached with states left to find. */
  readonly complete: boolean;
}

/**
 * Finds every state that the machine can reach, breadth first: all states one
 * step away, then all those two steps away, and so on. So the first way found to
 * any state is a shortest one.
 *
 * @param store where the states are kept; empty to begin with
 * @param limit states to hold at most
 * @throws ModelError when a guard or an effect fails, naming it and the state
 */
export function search<D>(machine: Machine<D>, store: StateStore, visitor: Visitor, limit: number): Search {
  const steps = new Steps(machine, store, visitor, limit);
  let depth = 0;
  let current = 0;

  steps.start();
  // The states found so far, in the order they were found, are also the queue.
  while (steps.complete && current < store.size) {
    const level = store.size; // up to here, states are `depth` steps away
    while (steps.complete && current < level) {
      if (steps.takeAll(current) === 0) visitor.ended?.(current);
      current++;
    }
    steps.lookUp();
    if (store.size > level) depth++;
  }
  return { transitions: steps.taken, depth, complete: steps.complete };
}

/**
 * Takes steps, and gathers the states that they lead to, to look them up in the
 * store many at a time: why is said there, in `StateStore.addAll`.
 */
class Steps<D> {
  taken = 0;
  /** False when a new state did not fit under the limit any more. */
  complete = true;
  #from = 0;
  readonly #batch: Batch;
  readonly #machine: Machine<D>;
  readonly #store: StateStore;
  readonly #visitor: Visitor;
  readonly #limit: number;

  constructor(machine: Machine<D>, store: StateStore, visitor: Visitor, limit: number) {
    this.#machine = machine;
    this.#store = store;
    this.#visitor = visitor;
    this.#limit = limit;
    this.#batch = new Batch(machine.words, machine.transitions.length);
  }

  start(): void {
    for (const packed of this.#machine.initial) {
      this.#machine.read(packed, 0);
      this.#gather(-1, -1);
      if (this.#batch.isFull) this.lookUp();
    }
    this.lookUp();
  }

  /** Takes every step that is possible in a state, and counts them. */
  takeAll(state: number): number {
    this.#from = state;
    let count: number;
    try {
      count = this.#machine.expand(this.#store.packed, this.#store.offsetOf(state), this.#take);
    } catch (fault) {
      throw actionFault(fault, this.#machine, this.#store, state);
    }
    this.taken += count;
    if (this.#batch.isFull) this.lookUp();
    return count;
  }

  /** Looks up what was gathered. */
  lookUp(): void {
    if (this.complete) this.complete = this.#store.addAll(this.#batch, this.#limit, this.#lookedUp);
    this.#batch.size = 0;
  }

  readonly #take = (transition: number): void => {
    this.#gather(this.#from, transition);
    this.#visitor.stepping?.(this.#from, transition);
  };

  #gather(from: number, transition: number): void {
    const batch = this.#batch;
    this.#machine.write(batch.packed, batch.size * this.#machine.words);
    batch.from[batch.size] = from;
    batch.by[batch.size] = transition;
    batch.size++;
  }

  readonly #lookedUp = (i: number, state: number, isNew: boolean): void => {
    const { from, by } = this.#batch;
    if (isNew && this.#visitor.found) {
      this.#machine.read(this.#store.packed, this.#store.offsetOf(state));
      this.#visitor.found(state);
    }
    if (from[i]! >= 0) this.#visitor.stepped?.(from[i]!, by[i]!, state);
  };
}
