import { setImmediate } from 'node:timers/promises';

/** Ends the current turn of the event loop. */
export const nextTurn = (): Promise<void> => setImmediate();

/** Bytes of memory that the process has; undefined where nobody can tell. */
export const residentBytes: (() => number) | undefined = () => process.memoryUsage.rss();

/**
 * Has interrupts (SIGINT) go to this listener alone. A notebook's kernel would give up the whole cell, and
 * what was found with it.
 * @returns gives interrupts back to whom they went to before
 */
export function takeInterrupts(interrupted: () => void): () => void {
  const others = process.rawListeners('SIGINT') as NodeJS.SignalsListener[]; // those for once remain so
  process.removeAllListeners('SIGINT');
  process.on('SIGINT', interrupted);
  return () => {
    process.off('SIGINT', interrupted);
    for (const other of others) process.on('SIGINT', other);
  };
}
