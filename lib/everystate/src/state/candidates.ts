import type { Transition } from './transitions.js';

/** So many choices of an element of a set are no longer asked one by one: a search looks at those in the set. */
const MANY = 32;

/**
 * Which transitions may be possible. Where the last parameter of a step is an element of a
 * set, there is a transition for each value that it may have, and few of these are in the set.
 */
export class Candidates {
  /** For a transition that is one of many over a set, the number of the first of these. */
  readonly first: readonly (number | undefined)[];
  /** Whether some transitions are passed over. */
  readonly areFew: boolean;
  readonly #transitions: readonly Transition[];

  constructor(transitions: readonly Transition[]) {
    this.#transitions = transitions;
    this.first = transitions.map(({ among }, i) =>
      among && among.set.elements.values.length >= MANY ? i - among.bit : undefined,
    );
    this.areFew = this.first.some(first => first !== undefined);
  }

  /** The number of this transition, or of the next one after it, that may be possible in the state held. */
  from(number: number): number {
    for (;;) {
      const first = this.first[number];
      if (first === undefined) return number;
      const { set } = this.#transitions[number]!.among!;
      const bit = set.bitFrom(number - first);
      if (bit >= 0) return first + bit;
      number = first + set.elements.values.length;
    }
  }
}
