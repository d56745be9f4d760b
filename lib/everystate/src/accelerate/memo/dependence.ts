import type { BitField } from '../../state/bit-fields.js';
import type { Slot } from '../../state/layout.js';

/** Steps that have a bit each in one word, with a bit left over: later ones have none here, and never sleep. */
export const STEPS_IN_WORD = 31;

/** Who reads or writes a field, its guard counted with it: steps as bits. */
interface Users {
  touchedBy: number;
  writtenBy: number;
}

/** What each step has read or written so far, in whatever state. Of a set, one element stands for all. */
export class Dependence {
  /** True if a step was seen to read or write more since the caller reset this. */
  grew = false;
  readonly #users = new Map<Slot, Users>();
  /** Steps that cannot be watched: they may do anything. */
  #wild = 0;

  add(step: number, reads: Iterable<BitField>, writes: Iterable<BitField>): void {
    const bit = bitOf(step);
    for (const { slot } of reads) this.#note(slot, bit, 0);
    for (const { slot } of writes) this.#note(slot, bit, bit);
  }

  addWild(step: number): void {
    this.grew = true;
    this.#wild |= bitOf(step);
  }

  /**
   * A bit for each step that might do something else after this one than before it,
   * or this one after that. All that the other ever touched counts against what this one
   * changes here, and all that the other ever wrote against what this one ever touched.
   * @param changed the fields that this one changes here
   */
  conflicts(step: number, changed: readonly Slot[]): number {
    const bit = bitOf(step);
    if (bit === 0 || (this.#wild & bit) !== 0) return -1;
    let conflicts = this.#wild;
    for (const [slot, { touchedBy, writtenBy }] of this.#users) {
      if (changed.includes(slot)) conflicts |= touchedBy;
      else if ((touchedBy & bit) !== 0) conflicts |= writtenBy;
    }
    return conflicts;
  }

  #note(slot: Slot, touches: number, writes: number): void {
    let users = this.#users.get(slot);
    if (!users) this.#users.set(slot, (users = { touchedBy: 0, writtenBy: 0 }));
    if ((users.touchedBy & touches) === touches && (users.writtenBy & writes) === writes) return;
    users.touchedBy |= touches;
    users.writtenBy |= writes;
    this.grew = true;
  }
}

/** The bit of a step; later ones have none, and never sleep. */
function bitOf(step: number): number {
  return step < STEPS_IN_WORD ? 1 << step : 0;
}
