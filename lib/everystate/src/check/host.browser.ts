import type * as node from './host.js';

// What `host.ts` offers, for where there is no Node: see "imports" in package.json.

export const nextTurn: typeof node.nextTurn = () => new Promise(resolve => setTimeout(resolve));

export const residentBytes: typeof node.residentBytes = undefined;

export const takeInterrupts: typeof node.takeInterrupts = () => {};

export const giveBackInterrupts: typeof node.giveBackInterrupts = () => {};
