/** Makes calls wait for one another, for work that shares one browser window. */
export function inTurn<Arguments extends unknown[], Result>(
  work: (...args: Arguments) => Promise<Result>,
): (...args: Arguments) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (...args) => {
    const result = last.then(() => work(...args));
    last = result.catch(() => {}); // a failure is its own caller's affair
    return result;
  };
}
