/** Thrown when another checker cannot be run, or did not finish. The message ends with the remedy. */
export class PeerError extends Error {
  override readonly name = 'PeerError';

  constructor(problem: string, remedy: string) {
    super(`${problem}\n${remedy}`);
  }
}
