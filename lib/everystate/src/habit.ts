import { maskOf, type Cell } from './cells.js';
import { Key } from './key.js';
import type { Transition } from './machine.js';
import type { Observer } from './observer.js';

/** How a step changes one word of a packed state: `word & keep | put`. */
export interface Change {
  readonly keep: number;
  readonly put: number;
}

/** What was seen of a guard or an effect in one state. */
export interface Seen<T> {
  readonly outcome: T;
  readonly reads: readonly Cell[];
}

/** What is known of one step from watching it: which cells its guard and its effect read. */
export class Habit {
  readonly #guard = new Readings();
  readonly #effect = new Readings();
  /** The step as functions of the observer's state. */
  readonly #step: Transition;
  readonly #observer: Observer;

  constructor(step: Transition, observer: Observer) {
    this.#step = step;
    this.#observer = observer;
  }

  /** What the guard depends on, as far as is known; undefined when that is too much. */
  get guardKey(): Key | undefined {
    return this.#guard.key;
  }

  get effectKey(): Key | undefined {
    return this.#effect.key;
  }

  /** Makes the most of what was learnt; what was read from a table in vain, and brought nothing new, is not tried again. */
  settle(): void {
    this.#guard.settle();
    this.#effect.settle();
  }

  /** Notes that a table did not tell enough apart, though it was made of what was known. */
  missedGuard(): void {
    this.#guard.misses++;
  }

  missedEffect(): void {
    this.#effect.misses++;
  }

  /** Watches the guard in a packed state; undefined when it cannot be watched, as it threw. */
  seeGuard(words: Int32Array, offset: number): Seen<boolean> | undefined {
    const { when, me, process } = this.#step;
    return this.#see(this.#guard, words, offset, state => {
      const outcome = !when || Boolean(when(state, me, process));
      if (this.#observer.writes.size > 0) throw new Error();
      return outcome;
    });
  }

  /** Watches the effect, in a state where the guard holds: what it does to each word. */
  seeEffect(words: Int32Array, offset: number, count: number): Seen<Change[]> | undefined {
    const { then, me, process } = this.#step;
    return this.#see(this.#effect, words, offset, state => {
      then(state, me, process);
      return changesOf(this.#observer.writes, count);
    });
  }

  #see<T>(readings: Readings, words: Int32Array, offset: number, what: (state: unknown) => T): Seen<T> | undefined {
    if (readings.areClosed) return undefined;
    const observer = this.#observer;
    observer.observe(words, offset);
    try {
      const outcome = what(observer.state);
      const reads = [...observer.reads];
      readings.add(reads);
      return { outcome, reads };
    } catch {
      readings.areClosed = true;
      return undefined;
    }
  }
}

/** Sets of cells that were read at a time, each kept once. */
class Readings {
  /** Nothing is to be learnt any more. */
  areClosed = false;
  /** How often a table made of these did not tell enough apart. */
  misses = 0;
  #settled = 0;
  readonly #sets = new Map<string, readonly Cell[]>();

  add(cells: readonly Cell[]): void {
    const name = cells.map(({ word, shift }) => word * 32 + shift).join();
    if (!this.#sets.has(name)) this.#sets.set(name, cells);
  }

  /** When there were misses and yet nothing new was read, there is no better table to be had. */
  settle(): void {
    if (this.misses > 0 && this.#sets.size === this.#settled) this.areClosed = true;
    this.misses = 0;
    this.#settled = this.#sets.size;
  }

  get key(): Key | undefined {
    return this.areClosed ? undefined : Key.of([...this.#sets.values()]);
  }
}

/** @throws when a value is outside its domain */
function changesOf(writes: ReadonlyMap<Cell, unknown>, words: number): Change[] {
  const changes = Array.from({ length: words }, () => ({ keep: -1, put: 0 }));
  for (const [cell, value] of writes) {
    const { domain } = cell.slot;
    const code = domain.kind === 'set' ? Number(value) : domain.values.indexOf(value);
    if (code < 0) throw new Error();
    const change = changes[cell.word]!;
    change.keep &= ~maskOf(cell);
    change.put |= code << cell.shift;
  }
  return changes;
}
