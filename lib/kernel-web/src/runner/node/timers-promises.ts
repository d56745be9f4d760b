/** In place of Node's `timers/promises`. */
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port2.onmessage = () => waiting.shift()?.();

/** A turn of the event loop. A browser would hold back `setTimeout` to 4 ms. */
export function setImmediate(): Promise<void> {
  return new Promise(resolve => {
    waiting.push(resolve);
    port1.postMessage(0);
  });
}
