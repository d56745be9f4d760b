import type { Machine } from './machine.js';
import { actionFault } from './model-fault.js';
import { Batch, type StateStore } from './state-store.js';

/** What a search reports while it runs. States and transitions go by their numbers. */
export interface Visitor {
  /** A state was reached for the first time; the machine holds it. */
  found?(state: number): void;
  /** A step is being taken; the machine holds the state after it. */
  took?(from: number, transition: number): void;
  /** A step was taken, and the state after it looked up. */
  linked?(from: number, transition: number, to: number): void;
  /** No step is possible in this state; the machine holds it. */
  stuck?(state: number): void;
}

export interface Search {
  /** Steps taken, counting those that lead to a known state. */
  readonly transitions: number;
  /** Steps on the shortest way to the state farthest from the start. */
  readonly depth: number;
  /** False when the limit was reached with states left to find. */
  readonly complete: boolean;
}

/** Successors are looked up in batches of about this many; see `StateStore`. */
const BATCH = 128;

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
  const { words } = machine;
  const batch = new Batch(words, BATCH + machine.transitions.length);
  let current = 0;
  let transitions = 0;
  let depth = 0;
  let complete = true;

  /** Gathers the machine's state, reached by a step from the current one. */
  function reached(transition: number): void {
    machine.write(batch.packed, batch.size * words);
    batch.from[batch.size] = current;
    batch.by[batch.size] = transition;
    batch.size++;
    transitions++;
    visitor.took?.(current, transition);
  }

  /** A gathered state was looked up. */
  function told(i: number, state: number, isNew: boolean): void {
    if (isNew && visitor.found) {
      machine.read(store.packed, state * words);
      visitor.found(state);
    }
    if (visitor.linked && batch.from[i]! >= 0) visitor.linked(batch.from[i]!, batch.by[i]!, state);
  }

  function settle(): void {
    complete &&= store.addAll(batch, limit, told);
    batch.size = 0;
  }

  /** Gathers every state that one step leads to, and counts the steps. */
  function expand(state: number): number {
    try {
      return machine.expand(store.packed, state * words, reached);
    } catch (fault) {
      throw actionFault(fault, machine, store.packed, state);
    }
  }

  for (const start of machine.initial) {
    batch.packed.set(start, batch.size * words);
    batch.from[batch.size++] = -1;
    if (batch.size >= BATCH) settle();
  }
  settle();

  // The states found so far, in the order they were found, are also the queue.
  for (let level = store.size; current < level; level = store.size) {
    for (; current < level && complete; current++) {
      const steps = expand(current);
      if (steps === 0) visitor.stuck?.(current);
      if (batch.size >= BATCH) settle();
    }
    settle();
    if (!complete) break;
    if (store.size > level) depth++;
  }
  return { transitions, depth, complete };
}
