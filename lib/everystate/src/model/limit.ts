import { shownAs } from './domain.js';
import { ModelError } from './errors.js';

/**
 * A limit on states, once it is seen to be one.
 * @throws ModelError when it is not a whole number of at least one, or Infinity
 */
export function limitOn(maxStates: number): number {
  if (maxStates === Infinity || (Number.isSafeInteger(maxStates) && maxStates >= 1)) return maxStates;
  throw new ModelError(
    `maxStates is ${shownAs(maxStates)}.`,
    `Give the number of states to hold at most: a whole number, 1 or more.`,
  );
}
