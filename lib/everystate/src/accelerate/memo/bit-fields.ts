import type { Layout, Slot } from '../../state/layout.js';

/**
 * The smallest parts of a packed state that an action reads or changes by
 * themselves: the value of a field, or one possible element of a set.
 */
export interface Cell {
  readonly slot: Slot;
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
}

/** The cells of each slot: one for a single value; one an element, in order, for a set. */
export function cellsOf(layout: Layout): Cell[][] {
  return layout.slots.map(slot => {
    const { from, word, shift, bits } = slot;
    return from === undefined
      ? [{ slot, word, shift, bits }]
      : Array.from({ length: bits }, (_, i) => ({ slot, word, shift: shift + i, bits: 1 }));
  });
}

/** The bits of its word that a cell takes. */
export function maskOf({ shift, bits }: Pick<Cell, 'shift' | 'bits'>): number {
  return (bits === 32 ? -1 : (1 << bits) - 1) << shift;
}
