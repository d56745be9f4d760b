/**
 * Thrown when a model, or a question put to it, makes no sense.
 * The message names the offender first and the remedy last.
 */
export class ModelError extends Error {
  override readonly name = 'ModelError';

  constructor(problem: string, remedy: string) {
    super(`${problem}\n${remedy}`);
  }
}
