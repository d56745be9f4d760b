/**
 * Thrown when a model, or a question put to it, makes no sense.
 * The message says the problem first, with the name of the offender, and the
 * remedy last.
 */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly problem: string;
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(`${problem}\n${remedy}`);
    this.problem = problem;
    this.remedy = remedy;
  }
}
