import type { Completions, Fault } from '../language/language.js';
import type { Language } from '../language/language.js';
import type { Reply, Request } from '../runner/protocol.js';
import type { Outcome, Output } from '../runner/runner.js';

/** A worker that runs cells, as far as a session needs it. */
export interface RunnerPort {
  postMessage(request: Request): void;
  onmessage: ((event: { data: Reply }) => void) | null;
  onerror: ((event: { message: string }) => void) | null;
  terminate(): void;
}

/** `Language` from afar: each method answers a promise. */
export type RemoteLanguage = {
  [method in 'compile' | 'complete' | 'explain' | 'forget']: (
    ...args: Parameters<Language[method]>
  ) => Promise<ReturnType<Language[method]>>;
};

/** Milliseconds in which a cell must listen to an interrupt, or it ends with its worker. */
const PATIENCE = 700;

/** Runs cells, one after another: has them compiled by one worker and run by another. */
export class Session {
  #runner!: RunnerPort;
  #started!: Promise<void>;
  #show: (output: Output) => void = () => {};
  #finish?: (outcome: Outcome) => void;
  #heard?: (handled: boolean) => void;

  constructor(
    private readonly language: RemoteLanguage,
    private readonly startRunner: () => RunnerPort,
    private readonly patience = PATIENCE,
  ) {
    this.#start();
  }

  /** Until both workers answer. */
  async ready(): Promise<void> {
    await Promise.all([this.#started, this.language.complete('', 0)]);
  }

  async run(cell: string, count: number, show: (output: Output) => void): Promise<Outcome> {
    const compiled = await this.language.compile(cell);
    if ('faults' in compiled) return wrong(cell, count, compiled.faults);
    await this.#started;
    this.#show = show;
    return new Promise(finish => {
      this.#finish = finish;
      this.#runner.postMessage({ type: 'run', count, ...compiled });
    });
  }

  /** Asks the cell to stop. If it does not listen, its worker ends, and all that was declared is lost. */
  async interrupt(): Promise<void> {
    if (!this.#finish) return;
    const handled = await new Promise<boolean>(heard => {
      this.#heard = heard;
      this.#runner.postMessage({ type: 'interrupt' });
      setTimeout(heard, this.patience, false);
    });
    if (handled || !this.#finish) return;
    this.#runner.terminate();
    this.#start();
    await this.language.forget();
    const message = 'The cell was stopped, and the kernel started anew: run the cells above again.';
    this.#end({ status: 'error', name: 'Interrupted', message, traceback: [message] });
  }

  complete(cell: string, at: number): Promise<Completions> {
    return this.language.complete(cell, at);
  }

  explain(cell: string, at: number): Promise<string | undefined> {
    return this.language.explain(cell, at);
  }

  dispose() {
    this.#runner.terminate();
  }

  #start() {
    this.#runner = this.startRunner();
    this.#started = new Promise((resolve, reject) => {
      this.#runner.onmessage = ({ data }) => {
        if (data.type === 'ready') resolve();
        else if (data.type === 'output') this.#show(data.output);
        else if (data.type === 'interrupted') this.#heard?.(data.handled);
        else this.#end(data.outcome);
      };
      this.#runner.onerror = ({ message }) => {
        reject(new Error(message));
        this.#end({ status: 'error', name: 'Error', message, traceback: [message] });
      };
    });
    // Whoever waits for it hears of it; if nobody waits, it is no fault of the page.
    this.#started.catch(() => {});
  }

  #end(outcome: Outcome) {
    this.#finish?.(outcome);
    this.#finish = undefined;
  }
}

/** What is wrong with a cell, with the lines where it is. */
function wrong(cell: string, count: number, faults: readonly Fault[]): Outcome {
  const lines = cell.split('\n');
  const traceback = faults.flatMap(({ line, column, message }) => [
    `Cell ${count}, line ${line}: ${message}`,
    `    ${lines[line - 1]!}`,
    `    ${' '.repeat(column - 1)}^`,
  ]);
  return { status: 'error', name: 'TypeScript', message: faults[0]!.message, traceback };
}
