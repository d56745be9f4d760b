import type { Machine } from '../state/machine.js';

/** The states that a search has found, numbered from 0 in the order of discovery. */
export interface VisitedStates {
  readonly size: number;
  /** How many of them are initial: the first ones. */
  readonly initial: number;
  /** The words of every state, one state after the other. Another array whenever the set has grown. */
  readonly packed: Int32Array;
  /** Whether the state packed in `words` is among them. */
  has(words: Int32Array): boolean;
  /** The number of the state packed in `words`, or -1 if it is not among them. In the accelerator every state is compared, unless the visitor is told of steps. */
  find(words: Int32Array): number;
  /** The state from which this one was first reached, or -1 for an initial state. */
  predecessor(state: number): number;
  /** The predecessor of every state. */
  predecessors(): Int32Array;
}

/** What a search reports while it runs. States and transitions go by their numbers. */
export interface Visitor {
  /** A state was found for the first time; the machine holds it. */
  found?(state: number): void;
  /** Of a state of which each of these is true, `found` need not be told. The accelerator makes use of that. */
  readonly quiet?: readonly IsQuiet[];
  /** A step is being taken; the machine holds the state after it, before any normal form is applied. */
  stepping?(from: number, transition: number): void;
  /** A step was taken, and the state after it looked up: for each `stepping` one of these, in the same order. */
  stepped?(from: number, transition: number, to: number): void;
  /** No step is possible in this state; the machine holds it. */
  ended?(state: number): void;
}

/** Says of a state whether there is nothing to tell of it. */
export type IsQuiet = (state: any) => boolean;

/** A breadth-first search between two slices of its work. */
export interface Search {
  readonly visited: VisitedStates;
  /** Every step of the states before this one was taken. */
  readonly next: number;
  /** How often each transition was taken. */
  readonly taken: ArrayLike<number>;
  /** False once a state was left out because the limit was reached. */
  readonly complete: boolean;
  /** Takes the steps of the states from `next` on, up to the one before `end`, unless the limit is reached. */
  expand(end: number): void;
}

/**
 * Goes on with a search by other means: same numbers, same verdicts, same traces. What each
 * function of the visitor is told is the same, and in the same order; only how these
 * functions take turns may differ.
 * @param limit states to hold at most
 * @param memoiseAbove how many states wait when it begins to memoise what steps do
 * @returns undefined where there is no memory for it: then the search goes on as it is
 */
export type Accelerator = (
  search: Search,
  machine: Machine<any>,
  visitor: Visitor,
  limit: number,
  memoiseAbove?: number,
) => Search | undefined;

/** Makes the machine hold one of the states found. */
export function hold(machine: Pick<Machine<any>, 'read' | 'words'>, visited: VisitedStates, state: number): void {
  machine.read(visited.packed, state * machine.words);
}
