import { proxy, type Remote } from 'comlink';
import type { Language } from '../language/language.js';
import type { Outcome, Output, Runner } from '../runner/runner.js';

/** What a worker exposes, from afar. */
export interface Port<T> {
  readonly remote: Remote<T>;
  /** Ends the worker. */
  end(): void;
}

const NOT_LOADED =
  'A part of the kernel could not be loaded. Look whether you are connected, and reload this page. Save your ' +
  'changes first: they stay in this browser.';

/** Runs cells, one after another: has them compiled by one worker and run by another. */
export class Session {
  #runner: Port<Runner>;
  #finish?: (outcome: Outcome) => void;
  /** A worker cannot be loaded. */
  breakDown!: () => void;
  readonly #broken = new Promise<never>((_, reject) => {
    this.breakDown = () => reject(new Error(NOT_LOADED));
  });

  /** @param patience milliseconds in which a cell must listen to an interrupt, or it ends with its worker */
  constructor(
    readonly language: Port<Language>,
    private readonly startRunner: () => Port<Runner>,
    private readonly patience = 700,
  ) {
    this.#runner = startRunner();
    // Who runs a cell hears of it; if nobody does, it is no fault of the page.
    this.#broken.catch(() => {});
  }

  /** Until both workers answer, or one cannot: the next cell says so. */
  async ready(): Promise<void> {
    const both = Promise.all([this.#runner.remote.isReady, this.language.remote.complete('', 0)]);
    await Promise.race([both, this.#broken]).catch(() => {});
  }

  async run(cell: string, count: number, show: (output: Output) => void): Promise<Outcome> {
    return Promise.race([this.#run(cell, count, show), this.#broken]).catch(({ message }) => failed('Error', message));
  }

  async #run(cell: string, count: number, show: (output: Output) => void): Promise<Outcome> {
    const compiled = await this.language.remote.compile(cell, count);
    if (!('script' in compiled)) return { status: 'error', name: 'TypeScript', ...compiled };
    return new Promise(finish => {
      this.#finish = outcome => {
        this.#finish = undefined;
        finish(outcome);
      };
      const hear = (said: Output | Outcome) => ('status' in said ? this.#finish?.(said) : show(said));
      void this.#runner.remote.run(compiled.script, count, proxy(hear));
    });
  }

  /** Asks the cell to stop. If it does not listen, its worker ends, and all that was declared is lost. */
  async interrupt(): Promise<void> {
    if (!this.#finish) return;
    const tired = new Promise<boolean>(resolve => setTimeout(resolve, this.patience, false));
    const isHeard = await Promise.race([this.#runner.remote.interrupt(), tired]);
    if (isHeard || !this.#finish) return;
    this.#runner.end();
    this.#runner = this.startRunner();
    await this.language.remote.forget();
    this.#finish?.(
      failed('Interrupted', 'The cell was stopped, and the kernel started anew: run the cells above again.'),
    );
  }

  dispose() {
    this.#runner.end();
    this.language.end();
  }
}

function failed(name: string, message: string): Outcome {
  return { status: 'error', name, message, traceback: [message] };
}
