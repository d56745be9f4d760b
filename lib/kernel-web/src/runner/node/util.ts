/** In place of Node's `util`. */
import assert from 'assert';

export { format, inspect } from 'node-inspect-extracted';

export function isDeepStrictEqual(one: unknown, other: unknown): boolean {
  try {
    assert.deepStrictEqual(one, other);
    return true;
  } catch {
    return false;
  }
}
