import type * as node from './host.js';

// What `host.ts` offers, for where there is no Node: see "imports" in package.json.

/** By a message to itself: a browser would hold back `setTimeout` to 4 ms. */
export const nextTurn: typeof node.nextTurn = () =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => {
      port2.close();
      resolve();
    };
    port1.postMessage(0);
  });

export const residentBytes: typeof node.residentBytes = undefined;

/** As much of an event and of its target as interrupts need. */
interface Target {
  addEventListener?(name: 'interrupt', listener: (event: { preventDefault(): void }) => void): void;
  removeEventListener?(name: 'interrupt', listener: (event: { preventDefault(): void }) => void): void;
}
const target = globalThis as unknown as Target;

/** An event `interrupt` of the page or worker is for this listener, and no default is left to do. */
export const takeInterrupts: typeof node.takeInterrupts = interrupted => {
  const listener = (event: { preventDefault(): void }) => {
    event.preventDefault();
    interrupted();
  };
  target.addEventListener?.('interrupt', listener);
  return () => target.removeEventListener?.('interrupt', listener);
};
