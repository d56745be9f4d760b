import { setImmediate } from 'node:timers/promises';

/** Ends the current turn of the event loop. */
export const nextTurn = (): Promise<void> => setImmediate();

/** Bytes of memory that the process has; undefined where nobody can tell. */
export const residentBytes: (() => number) | undefined = () => process.memoryUsage.rss();

const running = new Set<() => void>();
let others: NodeJS.SignalsListener[] = [];

/**
 * While something runs that can be interrupted, an interrupt (SIGINT) is for it alone. A
 * notebook's kernel would give up the whole cell, and what was found with it.
 */
export function takeInterrupts(interrupted: () => void): void {
  if (running.size === 0) {
    others = process.rawListeners('SIGINT') as NodeJS.SignalsListener[]; // those for once remain so
    process.removeAllListeners('SIGINT');
    process.on('SIGINT', interruptAll);
  }
  running.add(interrupted);
}

/** Gives interrupts back to whom they went to before. */
export function giveBackInterrupts(interrupted: () => void): void {
  running.delete(interrupted);
  if (running.size > 0) return;
  process.off('SIGINT', interruptAll);
  for (const other of others) process.on('SIGINT', other);
}

function interruptAll(): void {
  for (const interrupted of running) interrupted();
}
