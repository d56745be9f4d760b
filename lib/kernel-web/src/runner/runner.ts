import { format } from 'node-inspect-extracted';
import { NeedsNode } from './needs-node.js';

/** What a cell shows while it runs. */
export type Output =
  | { type: 'stream'; name: 'stdout' | 'stderr'; text: string }
  | { type: 'display'; data: object; metadata: object; transient: { display_id?: string }; update: boolean };

/** How a cell ended. */
export type Outcome = { status: 'ok' } | { status: 'error'; name: string; message: string; traceback: string[] };

/** Modules that a cell may import, by name without `node:`. */
export type Modules = Readonly<Record<string, () => Promise<object>>>;

type Message = Omit<Extract<Output, { type: 'display' }>, 'type' | 'update'>;

/** Characters of an error's message, which may hold all that an assertion compared. */
const LONGEST = 2_000;

/** figures looks for a notebook's writer by this name. */
const WRITER = Symbol.for('notebook.writeDisplayData');

/** The global object of the cells, as far as the runner knows it. */
type Scope = Record<string | symbol, unknown>;

/** Runs cells, as scripts: what they declare becomes global. */
export class Runner {
  readonly #scope = globalThis as unknown as Scope;

  constructor(modules: Modules) {
    this.#scope['$import'] = async (name: string) => {
      const load = modules[name.replace(/^node:/, '')];
      if (!load) throw new Error(`There is no module '${name}' here: there are ${Object.keys(modules).join(', ')}.`);
      return load();
    };
    this.#scope['$declare'] = (names: Record<string, [get: () => unknown, set: (to: unknown) => void]>) => {
      for (const [name, [get, set]] of Object.entries(names))
        Object.defineProperty(this.#scope, name, { get, set, enumerable: true, configurable: true });
    };
  }

  /**
   * Runs the script of a cell.
   * @param count the cell's number, by which errors name it
   */
  async run(script: string, count: number, show: (output: Output) => void): Promise<Outcome> {
    this.#writeTo(show);
    try {
      const value = await evaluated(`${script}\n//# sourceURL=cell-${count}.ts`)();
      if (value !== undefined && value !== null) show({ type: 'stream', name: 'stdout', text: `${format(value)}\n` });
      return { status: 'ok' };
    } catch (error) {
      return failure(error);
    }
  }

  #writeTo(show: (output: Output) => void) {
    this.#scope[WRITER] = (message: Message, update: boolean) => show({ type: 'display', update, ...message });
    const stream =
      (name: 'stdout' | 'stderr') =>
      (...values: unknown[]) =>
        show({ type: 'stream', name, text: `${format(...values)}\n` });
    Object.assign(console, { log: stream('stdout'), info: stream('stdout'), debug: stream('stdout') });
    Object.assign(console, { warn: stream('stderr'), error: stream('stderr') });
  }
}

/** An error of a cell, with the places in cells that it went through. */
export function failure(error: unknown): Outcome {
  if (!(error instanceof Error)) {
    const message = `A cell threw ${format(error)}, which is no Error.`;
    return { status: 'error', name: 'Error', message, traceback: [message] };
  }
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

/** What a script stands for: it sees the global names alone. */
export function evaluated(script: string): () => Promise<unknown> {
  // biome-ignore lint/security/noGlobalEval: running code from a string is what a notebook is for
  return globalThis.eval(script) as () => Promise<unknown>;
}
