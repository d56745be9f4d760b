import type * as node from './host.js';

// What `host.ts` offers, for where there is no Node: see "imports" in package.json.

const waiting: (() => void)[] = [];
let port: MessagePort | undefined;

/** By a message to itself: a browser would hold back `setTimeout` to 4 ms. */
export const nextTurn: typeof node.nextTurn = () => {
  port ??= openPort();
  return new Promise(resolve => {
    waiting.push(resolve);
    port!.postMessage(0);
  });
};

function openPort(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = () => waiting.shift()?.();
  return port1;
}

export const residentBytes: typeof node.residentBytes = undefined;

/** As much of an event and of its target as interrupts need. */
interface Target {
  addEventListener?(name: 'interrupt', listener: (event: { preventDefault(): void }) => void): void;
  removeEventListener?(name: 'interrupt', listener: (event: { preventDefault(): void }) => void): void;
}
const target = globalThis as unknown as Target;
const running = new Set<() => void>();

/** While something runs, an event `interrupt` of the page or worker is for it, and no default is left to do. */
export const takeInterrupts: typeof node.takeInterrupts = interrupted => {
  running.add(interrupted);
  target.addEventListener?.('interrupt', interruptAll);
};

export const giveBackInterrupts: typeof node.giveBackInterrupts = interrupted => {
  running.delete(interrupted);
  if (running.size === 0) target.removeEventListener?.('interrupt', interruptAll);
};

function interruptAll(event: { preventDefault(): void }): void {
  event.preventDefault();
  for (const interrupted of running) interrupted();
}
