import type { Scalar } from '../model/domain.js';
import { ModelError } from '../model/errors.js';
import type { Cell } from './state-object.js';

/** Where a cell of the state lies among a packed state's bits. */
export interface Slot {
  /** As people read it: `latest`, or `enactor A.plan`. */
  readonly name: string;
  /** The domain of the value, or of the elements of the set. */
  readonly domain: Scalar<any>;
  /** For a set: the position in the domain of the first element that is here. */
  readonly from?: number;
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
}

/** Where every cell of a state is packed. */
export interface Layout {
  readonly slots: readonly Slot[];
  /** 32-bit words that one packed state takes. */
  readonly words: number;
}

/** Gives every cell of a state its place in a few machine words. */
export function layOut(cells: readonly Cell[]): Layout {
  let word = 0;
  let free = 32;
  const slots = cells.map(({ name, domain, from }): Slot => {
    const bits =
      from === undefined ? 32 - Math.clz32(domain.values.length - 1) : Math.min(32, domain.values.length - from);
    if (bits > free) {
      // A cell never straddles two words: reading it stays one shift and mask.
      word++;
      free = 32;
    }
    const slot = { name, domain, from, word, shift: 32 - free, bits };
    free -= bits;
    return slot;
  });
  if (slots.length === 0) {
    throw new ModelError(`The model declares no state.`, `Give at least one field in 'state'.`);
  }
  // The highest bit of the last word stays free: the codec sets it, to tell a packed state from a free place in
  // the accelerator's hash table, whose places are packed states themselves.
  return { slots, words: free > 0 ? word + 1 : word + 2 };
}
