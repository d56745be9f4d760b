import { accelerate } from './accelerate/accelerate.js';
import type { Declaration } from './model/domain.js';
import { now, withoutChance } from './purity/no-chance.js';
import { hold, type Search, type Visitor, type VisitedStates } from './search/interface.js';
import { withoutPauses } from './search/pause.js';
import { PlainSearch } from './search/search.js';
import type { Machine } from './state/machine.js';
import { actionFault } from './trace/action-fault.js';

/** States that wait when it is time to hand the search over: to begin with the accelerator takes some milliseconds. */
const WORTH_ACCELERATING = 2 ** 9;
/** States to expand before the first pause, and at most between two pauses. */
const FIRST_SLICE = 64;
const LARGEST_SLICE = 4096;
/** Milliseconds that a slice should not take longer than. */
const LONGEST_SLICE = 20;

/** What is told while states are explored: see `Visitor`. */
export interface ExploreVisitor extends Omit<Visitor, 'stepping'> {
  /** A step is being taken from the state in `before`; the machine holds the state after it, before any normal form. */
  stepping?(from: number, transition: number, before: object): void;
}

/** How states are explored. */
export interface ExploreOptions {
  /** States to hold at most; no limit, if left out. */
  readonly limit?: number;
  /** Steps from the start to explore at most; no limit, if left out. */
  readonly maxDepth?: number;
  /** States between two pauses; by the time they take, if left out. */
  readonly slice?: number | undefined;
  /** States that wait when the search is handed to the accelerator; never for Infinity. */
  readonly handOverAt?: number | undefined;
  /** States that wait when the accelerator begins to memoise steps; for tests, which ask small models both ways. */
  readonly memoiseAbove?: number | undefined;
}

/**
 * Finds every state that the machine can reach, breadth first: all states one step away,
 * then all those two steps away, and so on. A search begins plainly; a large one is
 * handed to the accelerator.
 */
export class Exploration<D extends Declaration> {
  /** Steps on the shortest way to the states being expanded; at the end, to the state farthest from the start. */
  depth = 0;
  readonly #machine: Machine<D>;
  readonly #visitor: Visitor;
  readonly #options: ExploreOptions;
  readonly #limit: number;
  /** States that wait when the search is handed over; Infinity once it was. */
  #handOverAt: number;
  #search: Search;
  /** Whether the limit on steps left states whose own steps were not taken. */
  #isCutAtDepth = false;

  constructor(machine: Machine<D>, visitor: ExploreVisitor, options: ExploreOptions = {}) {
    const { limit = Infinity, handOverAt = WORTH_ACCELERATING } = options;
    this.#machine = machine;
    this.#options = options;
    this.#limit = limit;
    this.#handOverAt = handOverAt;
    this.#visitor = { ...visitor, stepping: visitor.stepping && this.#showingBefore(visitor.stepping) };
    this.#search = new PlainSearch(machine, this.#visitor, limit);
  }

  get visited(): VisitedStates {
    return this.#search.visited;
  }

  /** How often each transition of the machine was taken. */
  get taken(): ArrayLike<number> {
    return this.#search.taken;
  }

  /** How many steps were taken, counting those that lead to a known state. */
  get transitions(): number {
    return Array.from(this.taken).reduce((sum, taken) => sum + taken, 0);
  }

  /** States whose own steps are still to be taken. */
  get waiting(): number {
    return this.visited.size - this.#search.next;
  }

  /** The limit that was reached with states left to find: on states, or on steps. */
  get cutBy(): 'states' | 'depth' | undefined {
    if (!this.#search.complete) return 'states';
    return this.#isCutAtDepth ? 'depth' : undefined;
  }

  /**
   * Explores in slices. At each pause whoever drives it may stop.
   * @throws ModelError when a guard or an effect fails, naming it and the state
   * @throws RangeError when there is no memory left; what was found stays
   */
  *inSlices(): Generator<void, void> {
    const { maxDepth = Infinity } = this.#options;
    let slice = this.#options.slice ?? FIRST_SLICE;
    let pauseAt = slice;
    let begin = now();
    withoutChance(() => (this.#search as PlainSearch).start());
    while (this.#search.complete && this.waiting > 0) {
      this.#isCutAtDepth = this.depth >= maxDepth;
      if (this.#isCutAtDepth) return;
      const level = this.visited.size; // the states before it are `depth` steps away, or fewer
      while (this.#search.complete && this.#search.next < level) {
        this.#expand(Math.min(pauseAt, level));
        if (this.#search.next < pauseAt) continue;
        if (this.#options.slice === undefined)
          slice = now() - begin > LONGEST_SLICE ? Math.max(1, slice >> 1) : Math.min(slice * 2, LARGEST_SLICE);
        pauseAt = this.#search.next + slice;
        yield;
        begin = now();
      }
      if (this.visited.size > level) this.depth++;
    }
  }

  /** Explores to the end without a pause. */
  run(): this {
    withoutPauses(this.inSlices());
    return this;
  }

  #expand(end: number): void {
    withoutChance(() => {
      if (this.waiting >= this.#handOverAt) this.#handOver();
      try {
        this.#search.expand(end);
      } catch (fault) {
        throw actionFault(fault, this.#machine, this.visited, this.#search.next);
      }
    });
  }

  #handOver(): void {
    this.#handOverAt = Infinity;
    const { memoiseAbove } = this.#options;
    this.#search = accelerate(this.#search, this.#machine, this.#visitor, this.#limit, memoiseAbove) ?? this.#search;
  }

  /** Keeps the state before a step in a state object of its own. */
  #showingBefore(tell: NonNullable<ExploreVisitor['stepping']>): NonNullable<Visitor['stepping']> {
    const before = this.#machine.another();
    let held = -1;
    return (from, transition) => {
      if (from !== held) hold(before, this.visited, from);
      held = from;
      tell(from, transition, before.state as object);
    };
  }
}
