import type { Accelerator, Search, Visitor } from '../search/interface.js';
import { PlainSearch } from '../search/search.js';
import type { Machine } from '../state/machine.js';
import { Batch } from './batch.js';
import { leastRoom } from './memo/effect-tables.js';
import { MemoisedSteps } from './memo/memoised-steps.js';
import { VisitedTable } from './store/visited-table.js';
import { makeExpand } from './successors.js';
import { Arena } from './wasm/memory.js';

/**
 * States that wait when it is time to memoise steps. To make the tables takes some hundredths
 * of a second: they pay only where many states are still to come.
 */
const WORTH_MEMOISING = 2 ** 12;
/** States that wait when it is time, for a model whose steps were memoised before: the engine has the code already. */
const WORTH_AGAIN = 2 ** 9;
/** States between two looks at whether new tables would know more. */
const BEFORE_IMPROVING = 2048;
/** Words of memory for tables of steps, besides what they need in any case. */
const ROOM_FOR_STEPS = 2 ** 20;
/** From these many states, what steps read is learnt before the first tables are made. */
const TO_STUDY = 16;

/** The models whose steps were memoised in this process: the engine knows the code. */
const memoised = new WeakSet<object>();

/**
 * The accelerator: takes steps a batch at a time, looks their successors up together in WebAssembly, and memoises
 * what steps do where many are still to come.
 */
export const accelerate: Accelerator = (
  search,
  machine,
  visitor,
  limit,
  memoiseAbove = memoised.has(machine.model) ? WORTH_AGAIN : WORTH_MEMOISING,
) => {
  if (typeof WebAssembly !== 'object') return undefined;
  try {
    return new AcceleratedSearch(search, machine, visitor, limit, memoiseAbove);
  } catch (fault) {
    if (fault instanceof RangeError || fault instanceof WebAssembly.CompileError) return undefined;
    throw fault;
  }
};

class AcceleratedSearch implements Search {
  readonly visited: VisitedTable;
  readonly #machine: Machine<any>;
  readonly #visitor: Visitor;
  readonly #limit: number;
  readonly #arena = new Arena();
  readonly #batch: Batch;
  /** For what is known of steps. */
  readonly #room: Int32Array;
  /** Takes steps one after the other, where it matters after which one the search stops. */
  readonly #plain: PlainSearch;
  readonly #memoiseAbove: number;
  #expand: () => void;
  #steps: MemoisedSteps | undefined;
  /** The number of the state at which to see whether new tables would know more. */
  #improveAt = 0;

  constructor(search: Search, machine: Machine<any>, visitor: Visitor, limit: number, memoiseAbove: number) {
    const { words, transitions, canonise } = machine;
    this.#machine = machine;
    this.#visitor = visitor;
    this.#limit = limit;
    // Of steps of which few are candidates, tables would need a guard for every one.
    this.#memoiseAbove = machine.candidates.areFew ? Infinity : memoiseAbove;
    this.#batch = new Batch(words, transitions.length, this.#arena);
    const canMemoise = this.#memoiseAbove < Infinity;
    this.#room = this.#arena.take(canMemoise ? ROOM_FOR_STEPS + leastRoom(transitions.length, words) : 0);
    this.#expand = makeExpand(machine, this.#batch, { stepping: visitor.stepping, canonise });
    this.visited = new VisitedTable(words, this.#arena, this.#batch, visitor.stepped !== undefined);
    this.visited.takeOver(search);
    this.#batch.taken.set(search.taken);
    this.#plain = new PlainSearch(machine, visitor, limit, this.visited, this.#batch.taken);
    this.#plain.next = search.next;
  }

  get next(): number {
    return this.#plain.next;
  }

  get taken(): Float64Array {
    return this.#batch.countTaken();
  }

  get complete(): boolean {
    return this.#plain.complete;
  }

  expand(end: number): void {
    while (this.complete && this.next < end) {
      if (this.visited.size + this.#batch.mostSuccessors > this.#limit) return this.#plain.expand(end);
      this.#expandBatch(end);
    }
  }

  /** Takes every step that is possible in the states from `next` on, up to `end` or as many as make a batch. */
  #expandBatch(end: number): void {
    const batch = this.#batch;
    const visited = this.visited;
    const { next } = this.#plain;
    if (this.#steps ? next >= this.#improveAt : visited.size - next > this.#memoiseAbove) this.#memoise();
    visited.fetch(next, end);
    try {
      this.#expand();
      if (this.#visitor.ended) this.#tellOfEnds();
    } catch (fault) {
      // One after the other, the first fault is found in its place.
      this.#plain.expand(batch.end);
      throw fault;
    }
    const known = visited.size;
    visited.addAll();
    if (this.#steps) this.#steps.note(known, visited.size);
    else if (this.#visitor.found) this.#tellOfNew(known);
    if (this.#visitor.stepped) this.#tellOfSteps();
    this.#plain.next = batch.end;
  }

  #memoise(): void {
    const { visited } = this;
    const { stepping, stepped } = this.#visitor;
    this.#improveAt = this.next + BEFORE_IMPROVING;
    if (!this.#steps) {
      memoised.add(this.#machine.model);
      // Where somebody is told of every step, or one state stands for another, none is left out.
      const sleeps = !stepping && !stepped && !this.#machine.canonise;
      this.#steps = new MemoisedSteps(this.#machine, this.#batch, this.#arena, this.#room, this.#visitor, sleeps);
      for (let i = 0; i < TO_STUDY; i++) {
        const state = Math.floor((i * visited.size) / TO_STUDY);
        this.#steps.study(visited.packed, state * this.#machine.words);
      }
    } else if (!this.#steps.isOutOfDate) return;
    this.#steps.prepare();
    const steps = this.#steps;
    this.#expand = () => steps.expand();
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
    const { visited } = this;
    for (let state = known; state < visited.size; state++) {
      this.#machine.read(visited.packed, state * this.#machine.words);
      this.#visitor.found!(state);
    }
  }

  #tellOfSteps(): void {
    const { size, from, by, to } = this.#batch;
    for (let i = 0; i < size; i++) this.#visitor.stepped!(from[i]!, by[i]!, to[i]!);
  }
}
