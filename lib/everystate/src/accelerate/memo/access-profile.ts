import { maskOf, type BitField } from '../../state/bit-fields.js';
import type { Dependence } from './dependence.js';
import { Key } from './memo-key.js';
import { codeOf } from '../../model/domain.js';
import type { Slot } from '../../state/layout.js';
import type { Transition } from '../../state/machine.js';
import type { Recorder } from '../../state/recorder.js';
import type { TableMemory } from './table-memory.js';

/** How a step changes one word of a packed state: `word & keep | put`. */
export interface Change {
  readonly keep: number;
  readonly put: number;
}

/** What an effect does in one state. */
export interface Outcome {
  /** To each word. */
  readonly changes: readonly Change[];
  /** The fields that it changes, or may change: some are written without being read. */
  readonly changed: readonly Slot[];
}

/** What was seen of a guard or an effect in one state. */
export interface Seen<T> {
  readonly outcome: T;
  readonly reads: readonly BitField[];
}

/** What is known of one step from watching it: which bit fields its guard and its effect read. */
export class AccessProfile {
  readonly #guard = new Readings();
  readonly #effect = new Readings();
  /** The step as functions of the recorder's state. */
  readonly #step: Transition;
  readonly #number: number;
  readonly #recorder: Recorder;
  readonly #dependence: Dependence;

  constructor(step: Transition, number: number, recorder: Recorder, dependence: Dependence) {
    this.#step = step;
    this.#number = number;
    this.#recorder = recorder;
    this.#dependence = dependence;
  }

  /** What the guard depends on, as far as is known; undefined when that is too much. */
  guardKey(memory: TableMemory): Key | undefined {
    return this.#guard.key(memory);
  }

  effectKey(memory: TableMemory): Key | undefined {
    return this.#effect.key(memory);
  }

  /** Gives up tables that did not tell enough apart although nothing new was read. */
  review(): void {
    this.#guard.review();
    this.#effect.review();
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
      if (this.#recorder.writes.size > 0) throw new Error();
      return outcome;
    });
  }

  /** Watches the effect, in a state where the guard holds. */
  seeEffect(words: Int32Array, offset: number, count: number): Seen<Outcome> | undefined {
    const { then, me, process } = this.#step;
    return this.#see(this.#effect, words, offset, state => {
      then(state, me, process);
      return outcomeOf(this.#recorder, count);
    });
  }

  #see<T>(readings: Readings, words: Int32Array, offset: number, what: (state: unknown) => T): Seen<T> | undefined {
    if (readings.areClosed) return undefined;
    const recorder = this.#recorder;
    recorder.observe(words, offset);
    try {
      const outcome = what(recorder.state);
      const reads = [...recorder.reads];
      const isNew = readings.add(reads);
      if (isNew || recorder.writes.size > 0) this.#dependence.add(this.#number, reads, recorder.writes.keys());
      return { outcome, reads };
    } catch {
      readings.areClosed = true;
      this.#dependence.addWild(this.#number);
      return undefined;
    }
  }
}

/** Sets of bit fields that were read at a time, each kept once. */
class Readings {
  /** True once the function is called instead of looked up. */
  areClosed = false;
  /** How often a table with these as its key did not tell enough apart. */
  misses = 0;
  #reviewed = 0;
  readonly #sets: (readonly BitField[])[] = [];

  /** False when this set is known already. */
  add(cells: readonly BitField[]): boolean {
    const isKnown = this.#sets.some(set => set.length === cells.length && set.every((cell, i) => cell === cells[i]));
    if (!isKnown) this.#sets.push(cells);
    return !isKnown;
  }

  /** Closes these when there were misses and yet nothing new was read: another table would not do better. */
  review(): void {
    if (this.misses > 0 && this.#sets.length === this.#reviewed) this.areClosed = true;
    this.misses = 0;
    this.#reviewed = this.#sets.length;
  }

  key(memory: TableMemory): Key | undefined {
    return this.areClosed ? undefined : Key.of(this.#sets, memory);
  }
}

/** @throws when a value is outside its domain */
function outcomeOf(recorder: Recorder, words: number): Outcome {
  const changes = Array.from({ length: words }, () => ({ keep: -1, put: 0 }));
  const changed: Slot[] = [];
  for (const [cell, value] of recorder.writes) {
    const { domain, from } = cell.slot;
    const code = from === undefined ? codeOf(domain, value) : Number(value);
    if (code < 0) throw new Error();
    // What was read is part of the key: it is the same whenever this is remembered.
    if (recorder.reads.has(cell) && code === recorder.codeOf(cell)) continue;
    const change = changes[cell.word]!;
    change.keep &= ~maskOf(cell);
    change.put |= code << cell.shift;
    if (!changed.includes(cell.slot)) changed.push(cell.slot);
  }
  return { changes, changed };
}
