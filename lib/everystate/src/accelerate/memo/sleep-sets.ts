import type { Arena } from '../wasm/memory.js';
import { instantiate } from '../wasm/instantiate.js';
import type { Batch } from '../batch.js';

/** States to have room for at first; the ones that wait for their steps need it. */
const ROOM = 1 << 14;

/**
 * Sleep sets: steps that need not be looked up, as the state that they lead to is there already.
 *
 * Say that steps a and b are possible in a state, in either order, and that neither
 * touches what the other changes. Then both orders lead to the same state:
 *
 *     state --a--> one          If the other one has a lower number than this one, its steps
 *       |           |           are taken before. Among them is a, so the corner is found. When
 *       b           b           the turn comes to this one, its step b leads to a known state:
 *       v           v           b sleeps there. The same holds for what slept already in the
 *     other --a--> corner       state they come from, as the other one is then known too.
 *
 * The two are never one state: then a and b would change the same, and so would conflict.
 * Nothing else is left out: all states are found, each first in the same place, by the same
 * step. After P. Godefroid, "Partial-Order Methods for the Verification of Concurrent
 * Systems" (1996), where sleep sets are for steps as well as for states found again.
 */
export class SleepSets {
  readonly #batch: Batch;
  readonly #code: { note(count: number, first: number, isSure: number): void };
  /** For each state that waits, the steps asleep in it as bits; in a ring, by the number of the state. */
  #asleep = new Int32Array(ROOM);

  constructor(batch: Batch, arena: Arena) {
    this.#batch = batch;
    const { from, bit, conflicts, known, fresh, asleep } = batch;
    this.#code = instantiate(
      'sleep',
      arena,
      { from, bit, conflicts, known, fresh, asleep },
      {},
      noteCode(from.length - 1),
    );
  }

  /** Tells the batch what sleeps in its states. */
  fetch(): void {
    const { first, end, known } = this.#batch;
    const ring = this.#asleep;
    for (let state = first; state < end; state++) known[state - first + 1] = ring[state & (ring.length - 1)]!;
  }

  /**
   * Notes what sleeps in the states that were new among the successors just looked up.
   * @param before how many states there were before
   * @param after and how many there are now
   * @param isSure false when conflicts came up that not all of the batch was told of
   */
  note(before: number, after: number, isSure: boolean): void {
    const { first, asleep } = this.#batch;
    while (after - first > this.#asleep.length) this.#grow();
    this.#code.note(after - before, first, isSure ? 1 : 0);
    const ring = this.#asleep;
    for (let state = before; state < after; state++) ring[state & (ring.length - 1)] = asleep[state - before]!;
  }

  /** Makes room for more states that wait. */
  #grow(): void {
    const old = this.#asleep;
    this.#asleep = new Int32Array(old.length * 2);
    // By one bit more of its number, a state's place is in one half or in the other.
    this.#asleep.set(old);
    this.#asleep.set(old, old.length);
  }
}

/** @param none the place of a successor that has no source */
function noteCode(none: number): string[] {
  return [
    `
export function note(count, first, isSure) {
  fresh[count] = ${none};
  for (let k = 0; k < count; k++) {
    const i = fresh[k];
    const next = fresh[k + 1];
    const source = from[i] - first + 1;
    // A later step may lead to the next new state, if it has the same source. That one is not known
    // before this one: of the steps from the one that leads to it on, none counts.
    const earlier = bit[next] - 1 | -(from[next] != from[i]);
    asleep[k] = known[source] & earlier & ~conflicts[i] & -isSure;
    known[source] |= bit[i];
  }
}`,
  ];
}
