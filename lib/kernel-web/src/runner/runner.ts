import { format } from 'node-inspect-extracted';
import { NeedsNode } from './needs-node.js';

/** What a cell shows while it runs. */
export type Output =
  | { type: 'stream'; name: 'stdout' | 'stderr'; text: string }
  | { type: 'display'; data: object; metadata: object; transient: { display_id?: string }; update: boolean };

/** How a cell ended. */
export type Outcome = { status: 'ok' } | Failure;
type Failure = { status: 'error'; name: string; message: string; traceback: string[] };

/** Modules that a cell may import, by name without `node:`. */
export type Modules = Readonly<Record<string, () => Promise<object>>>;

type Message = Omit<Extract<Output, { type: 'display' }>, 'type' | 'update'>;

/** Characters of an error's message, which may hold all that an assertion compared. */
const LONGEST = 2_000;

/** figures looks for a notebook's writer by this name. */
const WRITER = Symbol.for('notebook.writeDisplayData');

/** Runs cells, as scripts: what they declare becomes global. */
export class Runner {
  readonly isReady = true;
  #hear: (said: Output | Outcome) => void = () => {};

  constructor(modules: Modules) {
    const out = (...values: unknown[]) => this.#print('stdout', values);
    const err = (...values: unknown[]) => this.#print('stderr', values);
    Object.assign(console, { log: out, info: out, debug: out, warn: err, error: err });
    Object.assign(globalThis, {
      [WRITER]: (message: Message, update: boolean) => this.#hear({ type: 'display', update, ...message }),
      async $import(name: string) {
        const load = modules[name.replace(/^node:/, '')];
        if (!load) throw new Error(`There is no module '${name}' here: there are ${Object.keys(modules).join(', ')}.`);
        return load();
      },
      $declare(names: Record<string, [get: () => unknown, set: (to: unknown) => void]>) {
        for (const [name, [get, set]] of Object.entries(names))
          Object.defineProperty(globalThis, name, { get, set, enumerable: true, configurable: true });
      },
    });
  }

  /**
   * Runs the script of a cell.
   * @param count the cell's number, by which errors name it
   * @param hear is told what the cell shows, and then how it ended: one listener for both keeps the order
   */
  async run(script: string, count: number, hear: (said: Output | Outcome) => void): Promise<void> {
    this.#hear = hear;
    try {
      // biome-ignore lint/security/noGlobalEval: running code from a string is what a notebook is for
      const value = await globalThis.eval(`${script}\n//# sourceURL=cell-${count}.ts`)();
      if (value !== undefined && value !== null) this.#print('stdout', [value]);
      hear({ status: 'ok' });
    } catch (error) {
      this.fail(error);
    }
  }

  /** Ends the cell with an error, which may come from what it has left to be done. */
  fail(error: unknown): void {
    this.#hear(failure(error));
  }

  /** Whether the cell has heard of it: everystate listens while it searches, and keeps what it found. */
  interrupt(): boolean {
    return !dispatchEvent(new Event('interrupt', { cancelable: true }));
  }

  #print(name: 'stdout' | 'stderr', values: unknown[]): void {
    this.#hear({ type: 'stream', name, text: `${format(...values)}\n` });
  }
}

/** An error of a cell, with the places in cells that it went through. */
export function failure(error: unknown): Failure {
  if (!(error instanceof Error))
    return failure(Object.assign(new Error(`A cell threw ${format(error)}, which is no Error.`), { stack: '' }));
  const { name, stack = '' } = error;
  const message = error.message.length > LONGEST ? `${error.message.slice(0, LONGEST)} …` : error.message;
  if (error instanceof NeedsNode) return { status: 'error', name, message, traceback: [message] };
  const places = [...stack.matchAll(/^(?:\s+at )?(?:async )?(.*?)[ (@]*cell-(\d+)\.ts:(\d+):\d+\)?$/gm)];
  const calls = places.map(([, caller, cell, line]) => {
    const from = !caller || /^(eval|async\*?)$|[/*]/.test(caller) ? '' : `${caller}, `;
    return `    at ${from}cell ${cell}, line ${line}`;
  });
  return { status: 'error', name, message, traceback: [`${name}: ${message}`, ...calls] };
}
