/**
 * Thrown when a model, or a question put to it, makes no sense.
 * The message says the problem first, with the name of the offender, and the
 * remedy last.
 */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  declare readonly problem: string;
  declare readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(`${problem}\n${remedy}`);
    // Not to be listed: Node would write them once more below the message.
    Object.defineProperties(this, { problem: { value: problem }, remedy: { value: remedy } });
  }
}
