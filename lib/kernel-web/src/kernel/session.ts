import type { Completions, Fault, Language } from '../language/language.js';
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

const NOT_LOADED =
  'A part of the kernel could not be loaded. Look whether you are connected, and reload this page. Save your ' +
  'changes first: they stay in this browser.';

/** Runs cells, one after another: has them compiled by one worker and run by another. */
export class Session {
  #runner!: RunnerPort;
  #started!: Promise<void>;
  #breakDown!: (why: Error) => void;
  /** Never comes, but for a worker that cannot be loaded. */
  readonly #broken = new Promise<never>((_, reject) => {
    this.#breakDown = reject;
  });
  #show: (output: Output) => void = () => {};
  #finish?: (outcome: Outcome) => void;
  #heard?: (handled: boolean) => void;

  constructor(
    private readonly language: RemoteLanguage,
    private readonly startRunner: () => RunnerPort,
    private readonly patience = PATIENCE,
  ) {
    // Who runs a cell hears of it; if nobody does, it is no fault of the page.
    this.#broken.catch(() => {});
    this.#start();
  }

  /** Until both workers answer, or one cannot: the next cell says so. */
  async ready(): Promise<void> {
    await Promise.race([Promise.all([this.#started, this.language.complete('', 0)]), this.#broken]).catch(() => {});
  }

  async run(cell: string, count: number, show: (output: Output) => void): Promise<Outcome> {
    return Promise.race([this.#run(cell, count, show), this.#broken]).catch(({ message }) => failed('Error', message));
  }

  async #run(cell: string, count: number, show: (output: Output) => void): Promise<Outcome> {
    const compiled = await this.language.compile(cell);
    if ('faults' in compiled) return wrong(cell, count, compiled.faults);
    await this.#started;
    this.#show = show;
    return new Promise(finish => {
      this.#finish = finish;
      this.#runner.postMessage({ type: 'run', count, ...compiled });
    });
  }

  /** A worker cannot be loaded. */
  breakDown(): void {
    this.#breakDown(new Error(NOT_LOADED));
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
    this.#end(failed('Interrupted', 'The cell was stopped, and the kernel started anew: run the cells above again.'));
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
    this.#started = new Promise(resolve => {
      let isLoaded = false;
      this.#runner.onmessage = ({ data }) => {
        if (data.type === 'output') this.#show(data.output);
        else if (data.type === 'interrupted') this.#heard?.(data.handled);
        else if (data.type === 'done') this.#end(data.outcome);
        else resolve();
        isLoaded = true;
      };
      this.#runner.onerror = ({ message }) => (isLoaded ? this.#end(failed('Error', message)) : this.breakDown());
    });
  }

  #end(outcome: Outcome) {
    this.#finish?.(outcome);
    this.#finish = undefined;
  }
}

function failed(name: string, message: string): Outcome {
  return { status: 'error', name, message, traceback: [message] };
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
