import type { Int } from './terms.js';
import type { Solve, Z3 } from './z3.js';

/** A number of which no more is known than the least that it may be. */
export interface Size {
  readonly name: string;
  readonly least: number;
  readonly term: Int;
}

/** Z3, and the sizes that systems may have. */
export interface Session {
  readonly z3: Z3;
  readonly solve: Solve;
  readonly sizes: Size[];
}

/** How large a system at most, where nothing is asked of larger ones. */
export interface Bounds {
  readonly sizes: Readonly<Record<string, number>>;
  /** The largest number in a state. */
  readonly numbers: number;
}

/** How many parts there are at most, within the bounds. */
export function mostParts({ sizes }: Session, count: Int, bounds: Bounds): number {
  const size = sizes.find(({ term }) => term === count);
  if (!size) throw new TypeError("'each' has a count that is no size of this solver. Make the count with 'any'.");
  return bounds.sizes[size.name]!;
}
