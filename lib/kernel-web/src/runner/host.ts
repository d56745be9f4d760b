/** What everystate asks of where it runs (its `#host`): here it hears the kernel's interrupts. */

const running = new Set<() => void>();

/** Called for whoever can be interrupted while it runs. */
export function takeInterrupts(interrupted: () => void): void {
  running.add(interrupted);
}

export function giveBackInterrupts(interrupted: () => void): void {
  running.delete(interrupted);
}

/** Asks what runs to stop: true if something listened. */
export function interrupt(): boolean {
  for (const interrupted of running) interrupted();
  return running.size > 0;
}

const waiting: (() => void)[] = [];
let port: MessagePort | undefined;

/** Ends the current turn of the event loop. A browser would hold back `setTimeout` to 4 ms. */
export function nextTurn(): Promise<void> {
  port ??= openPort();
  return new Promise(resolve => {
    waiting.push(resolve);
    port!.postMessage(0);
  });
}

function openPort(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = () => waiting.shift()?.();
  return port1;
}

/** A page cannot tell. */
export const residentBytes = undefined;
