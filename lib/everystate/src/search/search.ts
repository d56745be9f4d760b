import type { CompiledSteps } from '../accelerate/memo/memoised-steps.js';
import { leastRoom } from '../accelerate/memo/effect-tables.js';
import type { Expand } from '../accelerate/successors.js';
import type { Machine } from '../state/machine.js';
import { actionFault } from '../state/faults.js';
import { Arena } from '../accelerate/wasm/memory.js';
import { Batch } from '../accelerate/batch.js';
import type { IsQuiet } from '../accelerate/memo/property-tables.js';
import type { StateStore } from '../accelerate/store/visited-table.js';
import { withoutChance } from '../purity/no-chance.js';

/** What a search reports while it runs. States and transitions go by their numbers. */
export interface Visitor {
  /** A state was found for the first time; the machine holds it. This comes some steps later, for many states at a time. */
  found?(state: number): void;
  /** Of a state for which each of these is true, `found` need not be told. */
  readonly quiet?: readonly IsQuiet[];
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

/**
 * States that wait when it is time to compile. That takes some hundredths of a second,
 * as much as it saves on half a million states: it pays only where many are still to come.
 */
const WORTH_COMPILING = 2 ** 15;
/** The same for a model that was compiled before, as most of that time is not needed again. */
const WORTH_AGAIN = 2 ** 9;
/** States between two looks at whether new tables would remember more. */
const BEFORE_IMPROVING = 2048;
/** States to expand before it first yields, and at most. */
const FIRST_SLICE = 64;
const LARGEST_SLICE = 4096;
/** Milliseconds that it should not work for without yielding. */
const STRETCH = 20;

/**
 * Finds every state that the machine can reach, breadth first: all states one
 * step away, then all those two steps away, and so on. So the first way found to
 * any state is a shortest one. Every now and then it yields, and says how far it
 * has come: whoever drives it may then stop. It is told how many milliseconds it worked.
 *
 * @param store where the states are kept; empty to begin with
 * @param limit states to hold at most
 * @param compileAbove when more states wait than this, what steps do is remembered from then on: see `CompiledSteps`
 * @throws ModelError when a guard or an effect fails, naming it and the state
 */
export function* search<D>(
  machine: Machine<D>,
  store: StateStore,
  visitor: Visitor,
  limit: number,
  compileAbove = machine.wasCompiled ? WORTH_AGAIN : WORTH_COMPILING,
): Generator<Search, Search, number> {
  const steps = new Steps(machine, store, visitor, limit, compileAbove);
  let depth = 0;
  let current = 0;
  let slice = FIRST_SLICE;
  let pause = slice;
  const sofar = () => ({
    get transitions() {
      return steps.count;
    },
    get taken() {
      return steps.taken;
    },
    depth,
    waiting: store.size - current,
    complete: steps.complete,
  });

  steps.start();
  // The states found so far, in the order they were found, are also the queue.
  while (steps.complete && current < store.size) {
    const level = store.size; // up to here, states are `depth` steps away
    while (steps.complete && current < level) {
      current = steps.takeAll(current, level);
      if (current < pause) continue;
      const milliseconds = yield sofar();
      slice = milliseconds > STRETCH ? slice / 2 : Math.min(slice * 2, LARGEST_SLICE);
      pause = current + slice;
    }
    if (store.size > level) depth++;
  }
  return sofar();
}

/** Runs a search to its end without a pause. */
export function searchAll<D>(
  machine: Machine<D>,
  store: StateStore,
  visitor: Visitor,
  limit: number,
  compileAbove?: number,
): Search {
  const running = search(machine, store, visitor, limit, compileAbove);
  for (;;) {
    const { done, value } = withoutChance(() => running.next(0));
    if (done) return value;
  }
}

/** Words of memory for what is remembered of steps, besides what they need in any case. */
const ROOM_FOR_STEPS = 2 ** 20;
/** From these many states, what steps read is learnt before they are compiled. */
const TO_STUDY = 16;

/** Takes steps a batch at a time, and tells the visitor. */
class Steps<D> {
  /** False when a new state did not fit under the limit any more. */
  complete = true;
  readonly #machine: Machine<D>;
  readonly #store: StateStore;
  readonly #visitor: Visitor;
  readonly #limit: number;
  readonly #arena = new Arena();
  readonly #batch: Batch;
  /** For what is remembered of steps. */
  readonly #room: Int32Array;
  #expand: Expand;
  #compiled: CompiledSteps | undefined;
  readonly #compileAbove: number;
  /** The number of the state at which to see whether new tables would remember more. */
  #improveAt = 0;

  constructor(machine: Machine<D>, store: StateStore, visitor: Visitor, limit: number, compileAbove: number) {
    this.#machine = machine;
    this.#store = store;
    this.#visitor = visitor;
    this.#limit = limit;
    this.#batch = new Batch(machine.words, machine.transitions.length, this.#arena);
    this.#room = this.#arena.take(
      compileAbove < Infinity ? ROOM_FOR_STEPS + leastRoom(machine.transitions.length, machine.words) : 0,
    );
    this.#compileAbove = compileAbove;
    this.#expand = machine.expander(this.#batch, visitor);
    store.open(this.#arena, this.#batch, visitor.stepped !== undefined);
  }

  /** How many steps were taken. */
  get count(): number {
    return this.taken.reduce((sum, taken) => sum + taken, 0);
  }

  /** How often each transition was taken. */
  get taken(): Float64Array {
    return this.#batch.countTaken();
  }

  start(): void {
    const batch = this.#batch;
    for (const packed of this.#machine.initial) {
      this.#machine.read(packed, 0);
      this.#machine.canonise?.();
      batch.turnTo(0, 0);
      this.#machine.write(batch.packed, 0);
      batch.from[0] = -1;
      batch.by[0] = -1;
      batch.size = 1;
      this.#lookUp();
    }
  }

  /**
   * Takes every step that is possible in the states from `first` on, up to `end` or
   * as many as make a batch. Returns the number of the first state after them.
   */
  takeAll(first: number, end: number): number {
    const batch = this.#batch;
    this.#store.fetch(first, end);
    if (this.#compiled ? first >= this.#improveAt : this.#store.size - first > this.#compileAbove) this.#compile();
    try {
      this.#expand();
    } catch (fault) {
      throw actionFault(fault, this.#machine, this.#store, batch.at);
    }
    if (this.#visitor.ended) this.#tellOfEnds();
    this.#lookUp();
    return batch.end;
  }

  #compile(): void {
    this.#improveAt = this.#batch.first + BEFORE_IMPROVING;
    const store = this.#store;
    if (!this.#compiled) {
      const { stepping, stepped } = this.#visitor;
      // Where somebody is told of every step, or one state stands for another, none is left out.
      const sleeps = !stepping && !stepped && !this.#machine.canonise;
      this.#compiled = this.#machine.compile(
        this.#batch,
        this.#arena,
        this.#room,
        this.#visitor,
        this.#visitor.quiet ?? [() => false],
        sleeps,
      );
      for (let i = 0; i < TO_STUDY; i++) {
        this.#compiled.study(store.packed, store.offsetOf(Math.floor((i * store.size) / TO_STUDY)));
      }
    } else if (!this.#compiled.isOutOfDate) return;
    this.#compiled.prepare();
    const compiled = this.#compiled;
    this.#expand = () => compiled.expand();
  }

  /** Looks up where the steps led, and tells of it. */
  #lookUp(): void {
    const store = this.#store;
    const known = store.size;
    this.complete &&= store.addAll(this.#limit);
    if (this.#compiled) {
      this.#compiled.settle(known, store.size);
    } else if (this.#visitor.found) this.#tellOfNew(known);
    if (this.#visitor.stepped) this.#tellOfSteps();
  }

  #tellOfEnds(): void {
    const { first, end, ends, sources } = this.#batch;
    for (let i = 0; i < end - first; i++) {
      if (ends[i] === 0) continue;
      this.#machine.read(sources, i * this.#machine.words);
      this.#visitor.ended!(first + i);
    }
  }

  #tellOfNew(known: number): void {
    const store = this.#store;
    for (let state = known; state < store.size; state++) {
      this.#machine.read(store.packed, store.offsetOf(state));
      this.#visitor.found!(state);
    }
  }

  #tellOfSteps(): void {
    const { size, from, by, to } = this.#batch;
    for (let i = 0; i < size; i++) {
      if (from[i]! >= 0) this.#visitor.stepped!(from[i]!, by[i]!, to[i]!);
    }
  }
}
