import type { Expand } from './expand.js';
import type { Machine } from './machine.js';
import { actionFault } from './model-fault.js';
import { Ahead } from './ahead.js';
import { Batch } from './batch.js';
import type { StateStore } from './state-store.js';

/** What a search reports while it runs. States and transitions go by their numbers. */
export interface Visitor {
  /** A state was found for the first time; the machine holds it. This comes some steps later, for many states at a time. */
  found?(state: number): void;
  /** A step is being taken; the machine holds the state after it, before any normal form is applied. */
  stepping?(from: number, transition: number): void;
  /** A step was taken, and the state after it looked up: for each `stepping` one of these, in the same order. */
  stepped?(from: number, transition: number, to: number): void;
  /** No step is possible in this state; the machine holds it. */
  ended?(state: number): void;
}

/** How far a search has come. */
export interface Search {
  /** Steps taken, counting those that lead to a known state. */
  readonly transitions: number;
  /** The same for each transition of the machine. */
  readonly taken: ArrayLike<number>;
  /** Steps on the shortest way to the state farthest from the start. */
  readonly depth: number;
  /** States found whose own steps are still to be taken. */
  readonly waiting: number;
  /** False when the limit was reached with states left to find. */
  readonly complete: boolean;
}

/** States to expand between two looks at the clock. */
const SLICE = 128;

/**
 * Finds every state that the machine can reach, breadth first: all states one
 * step away, then all those two steps away, and so on. So the first way found to
 * any state is a shortest one. Every now and then it yields, and says how far it
 * has come: whoever drives it may then stop.
 *
 * @param store where the states are kept; empty to begin with
 * @param limit states to hold at most
 * @throws ModelError when a guard or an effect fails, naming it and the state
 */
export function* search<D>(
  machine: Machine<D>, store: StateStore, visitor: Visitor, limit: number,
): Generator<Search, Search> {
  const steps = new Steps(machine, store, visitor, limit);
  let depth = 0;
  let current = 0;
  const sofar = () => ({ transitions: steps.count, taken: steps.taken, depth, waiting: store.size - current, complete: steps.complete });

  steps.start();
  // The states found so far, in the order they were found, are also the queue.
  while (steps.complete && current < store.size) {
    const level = store.size; // up to here, states are `depth` steps away
    while (steps.complete && current < level) {
      if (steps.takeAll(current) === 0) visitor.ended?.(current);
      current++;
      if (current % SLICE === 0) yield sofar();
    }
    steps.lookUp();
    if (store.size > level) depth++;
  }
  return sofar();
}

/** Runs a search to its end without a pause. */
export function searchAll<D>(machine: Machine<D>, store: StateStore, visitor: Visitor, limit: number): Search {
  const running = search(machine, store, visitor, limit);
  for (;;) {
    const { done, value } = running.next();
    if (done) return value;
  }
}

/**
 * Takes steps, and gathers the states that they lead to, to look them up in the
 * store many at a time: why is said there, in `StateStore.addAll`.
 */
class Steps<D> {
  count = 0;
  /** How often each transition was taken. */
  readonly taken: Float64Array;
  /** False when a new state did not fit under the limit any more. */
  complete = true;
  readonly #expand: Expand;
  readonly #batch: Batch;
  /** The next states to take steps from. */
  readonly #ahead: Ahead;
  readonly #machine: Machine<D>;
  readonly #store: StateStore;
  readonly #visitor: Visitor;
  readonly #limit: number;

  constructor(machine: Machine<D>, store: StateStore, visitor: Visitor, limit: number) {
    this.#machine = machine;
    this.#store = store;
    this.#visitor = visitor;
    this.#limit = limit;
    if (visitor.stepped) store.keepNumbers();
    this.#expand = machine.expander(visitor.stepping?.bind(visitor));
    this.taken = new Float64Array(machine.transitions.length);
    this.#ahead = new Ahead(machine.words);
    this.#batch = new Batch(machine.words, machine.transitions.length);
  }

  start(): void {
    const batch = this.#batch;
    for (const packed of this.#machine.initial) {
      this.#machine.read(packed, 0);
      this.#machine.canonise?.();
      this.#machine.write(batch.packed, batch.size * this.#machine.words);
      batch.from[batch.size] = -1;
      batch.by[batch.size] = -1;
      batch.size++;
      if (batch.isFull) this.#lookUp();
    }
    this.#lookUp();
  }

  /** Takes every step that is possible in a state, and counts them. */
  takeAll(state: number): number {
    let count: number;
    try {
      if (state >= this.#ahead.end) this.#store.fetch(state, this.#ahead);
      count = this.#expand(this.#ahead.packed, this.#ahead.offsetOf(state), state, this.#batch);
    } catch (fault) {
      throw actionFault(fault, this.#machine, this.#store, state);
    }
    this.count += count;
    if (this.#batch.isFull) this.lookUp();
    return count;
  }

  /** Looks up what was gathered, and reports it. */
  lookUp(): void {
    const { size, by } = this.#batch;
    for (let i = 0; i < size; i++) this.taken[by[i]!]!++;
    this.#lookUp();
  }

  #lookUp(): void {
    const batch = this.#batch;
    const store = this.#store;
    const visitor = this.#visitor;
    if (this.complete) {
      const known = store.size;
      this.complete = store.addAll(batch, this.#limit);
      if (visitor.found) {
        for (let state = known; state < store.size; state++) {
          this.#machine.read(store.packed, store.offsetOf(state));
          visitor.found(state);
        }
      }
      if (visitor.stepped) {
        for (let i = 0; i < batch.size; i++) {
          if (batch.from[i]! >= 0) visitor.stepped(batch.from[i]!, batch.by[i]!, batch.to[i]!);
        }
      }
    }
    batch.size = 0;
  }
}
