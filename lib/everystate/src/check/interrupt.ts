import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds to work between two turns of the event loop. */
const STRETCH = 20;

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
  takeInterrupts(interrupted);
  try {
    for (;;) {
      const pauseAt = performance.now() + STRETCH;
      while (performance.now() < pauseAt) {
        const { done, value } = work.next();
        if (done) return value;
      }
      await nextTurn();
    }
  } finally {
    signal?.removeEventListener('abort', interrupted);
    giveBackInterrupts(interrupted);
  }
}

const running = new Set<() => void>();
let others: NodeJS.SignalsListener[] = [];

/**
 * While something runs that can be interrupted, an interrupt is for it alone. A
 * notebook's kernel would give up the whole cell, and what was found with it.
 */
function takeInterrupts(interrupted: () => void): void {
  if (running.size === 0) {
    others = process.rawListeners('SIGINT') as NodeJS.SignalsListener[]; // those for once remain so
    process.removeAllListeners('SIGINT');
    process.on('SIGINT', interruptAll);
  }
  running.add(interrupted);
}

function giveBackInterrupts(interrupted: () => void): void {
  running.delete(interrupted);
  if (running.size > 0) return;
  process.off('SIGINT', interruptAll);
  for (const other of others) process.on('SIGINT', other);
}

function interruptAll(): void {
  for (const interrupted of running) interrupted();
}
