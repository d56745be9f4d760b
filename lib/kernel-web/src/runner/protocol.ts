import type { Outcome, Output } from './runner.js';

/** What the kernel says to the worker that runs cells. One channel for all keeps the order. */
export type Request = { type: 'run'; script: string; count: number } | { type: 'interrupt' };

/** What that worker says to the kernel. */
export type Reply =
  | { type: 'ready' }
  | { type: 'output'; output: Output }
  | { type: 'done'; outcome: Outcome }
  | { type: 'interrupted'; handled: boolean };
