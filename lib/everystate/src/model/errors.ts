/**
 * Thrown when a model, or a question put to it, makes no sense.
 * The message says the problem first, with the name of the offender, and the
 * remedy last.
 */
export class ModelError extends Error {
  override readonly name: string = 'ModelError';
  declare readonly problem: string;
  declare readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(`${problem}\n${remedy}`);
    // Not to be listed: Node would write them once more below the message.
    Object.defineProperties(this, { problem: { value: problem }, remedy: { value: remedy } });
  }
}

/** A value is outside its domain, or there is no room for it: perhaps a mistake of the design, and not of the model. */
export class OutOfBounds extends ModelError {}

/** More names than these are not all told. */
const MANY_NAMES = 24;

/** The remedy for an unknown name: the nearest known one, and all there are, unless they are many. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = known
    .map(candidate => ({ candidate, edits: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0];
  const guess = near && near.edits <= Math.max(2, name.length / 3) ? `Did you mean '${near.candidate}'? ` : '';
  const told =
    known.length > MANY_NAMES ? [...known.slice(0, MANY_NAMES - 4), `… ${known.length - MANY_NAMES + 4} more`] : known;
  return `${guess}There are: ${told.join(', ')}.`;
}

/**
 * The one that has this name.
 * @throws ModelError when there is none
 */
export function named<T extends { readonly name: string }>(
  all: readonly T[],
  name: string,
  problem = `There is no property '${name}'.`,
): T {
  const one = all.find(each => each.name === name);
  if (one) return one;
  throw new ModelError(
    problem,
    didYouMean(
      name,
      all.map(each => each.name),
    ),
  );
}

/** Letters to add, drop or change to turn one word into the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** What was given in place of what was asked for, as error messages show it. */
export function shownAs(given: unknown): string {
  if (typeof given === 'string') return JSON.stringify(given);
  if (typeof given === 'function') return 'a function';
  if (Array.isArray(given)) return 'a list';
  if (typeof given !== 'object' || given === null) return String(given);
  try {
    const text = typeof given.toString === 'function' ? String(given) : '[object Object]';
    return text === '[object Object]' ? JSON.stringify(given) : text;
  } catch {
    return 'an object';
  }
}
