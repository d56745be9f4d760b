import type { Scalar } from '../domain.js';
import { ModelError, shownAs } from '../errors.js';
import type { DomainKind } from '../domain-kind.js';

const LARGEST_RANGE = 2 ** 20;
const MOST_NAMES = 256;

/**
 * Whole numbers from `lowest` to `highest`, both included.
 * @throws ModelError when the range is empty or not of whole numbers
 */
export function range(lowest: number, highest: number): Scalar<number> {
  if (!Number.isSafeInteger(lowest) || !Number.isSafeInteger(highest) || highest < lowest) {
    throw new ModelError(
      `range(${shownAs(lowest)}, ${shownAs(highest)}) holds no whole number.`,
      `Give two whole numbers, the lowest first.`,
    );
  }
  if (lowest < -(2 ** 31) || highest >= 2 ** 31) {
    throw new ModelError(
      `range(${lowest}, ${highest}) goes beyond 32 bits.`,
      `Shift it towards zero: only the differences between its values matter.`,
    );
  }
  if (highest - lowest >= LARGEST_RANGE) {
    throw new ModelError(
      `range(${lowest}, ${highest}) has more than ${LARGEST_RANGE} values.`,
      `A state space over it could not be searched: abstract the field to fewer values.`,
    );
  }
  const values = Array.from({ length: highest - lowest + 1 }, (_, i) => lowest + i);
  return { kind: 'scalar', values, lowest, shown: `${lowest}..${highest}` };
}

/**
 * One of the given names or numbers, such as the places of a program.
 * @throws ModelError when no value is given, one of them twice, or one that is neither
 */
export function oneOf<const V extends readonly (string | number)[]>(...values: V): Scalar<V[number]> {
  if (values.length === 0) {
    throw new ModelError(`oneOf() was given no value.`, `Name at least one.`);
  }
  const odd = values.find(value => typeof value !== 'string' && !Number.isFinite(value));
  if (odd !== undefined) {
    throw new ModelError(
      `oneOf(…) was given ${shownAs(odd)}.`,
      `Give names or finite numbers, one after the other: oneOf('a', 'b').`,
    );
  }
  if (values.length > MOST_NAMES) {
    throw new ModelError(
      `oneOf(…) was given ${values.length} values.`,
      `It takes at most ${MOST_NAMES}: use a range of numbers.`,
    );
  }
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) {
    throw new ModelError(`oneOf(…) was given '${twice}' twice.`, `Name each value once.`);
  }
  // Where 1 and '1' or an empty name could not be told from others, names are written in quotes.
  const isPlain = (value: unknown) =>
    value !== '' && !values.some(other => other !== value && String(other) === String(value));
  const text = (value: unknown) => (typeof value === 'string' && !isPlain(value) ? `'${value}'` : String(value));
  const domain = { kind: 'scalar', values, shown: values.map(text).join(' | ') } as const;
  return values.every(isPlain) ? domain : { ...domain, text };
}

/** True or false; false to begin with. */
export const flag: Scalar<boolean> = {
  kind: 'scalar',
  values: [false, true],
  shown: 'false | true',
};

export const scalarKind: DomainKind<Scalar<unknown>> = {
  element: domain => domain,
};
