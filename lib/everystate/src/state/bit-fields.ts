import type { Layout, Slot } from './layout.js';

/** What a step reads or changes by itself: the value of a field, or one possible element of a set. */
export interface BitField {
  readonly slot: Slot;
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
}

/** The bit fields of each slot: one for a single value; one an element, in order, for a set. */
export function bitFieldsOf(layout: Layout): BitField[][] {
  return layout.slots.map(slot => {
    const { from, word, shift, bits } = slot;
    return from === undefined
      ? [{ slot, word, shift, bits }]
      : Array.from({ length: bits }, (_, i) => ({ slot, word, shift: shift + i, bits: 1 }));
  });
}

/** The bits of its word that a bit field takes. */
export function maskOf({ shift, bits }: Pick<BitField, 'shift' | 'bits'>): number {
  return (bits === 32 ? -1 : (1 << bits) - 1) << shift;
}
