import { nextTurn, takeInterrupts } from '#host';

/** Milliseconds to work between two turns of the event loop. */
const LONGEST_TURN = 20;

/** What to call when the process is interrupted: for each check that is running. */
const running = new Set<() => void>();
let giveBack = () => {};

/**
 * Runs a generator to its end, with pauses in which other things can happen.
 * @param interrupted is called when the signal aborts, or the process is interrupted
 */
export async function interruptible<T>(
  work: Generator<void, T>,
  signal: AbortSignal | undefined,
  interrupted: () => void,
): Promise<T> {
  if (signal?.aborted) interrupted();
  signal?.addEventListener('abort', interrupted);
  // A notebook's kernel handles interrupts in a way of its own until a cell first waits.
  await nextTurn();
  if (running.size === 0) giveBack = takeInterrupts(() => running.forEach(interrupt => interrupt()));
  running.add(interrupted);
  try {
    for (;;) {
      const pauseAt = performance.now() + LONGEST_TURN;
      while (performance.now() < pauseAt) {
        const { done, value } = work.next();
        if (done) return value;
      }
      await nextTurn();
    }
  } finally {
    signal?.removeEventListener('abort', interrupted);
    running.delete(interrupted);
    if (running.size === 0) giveBack();
  }
}
