import { residentBytes } from '#host';
import { ModelError, shownAs } from '../model/errors.js';
import type { Exploration } from '../explore.js';
import { limitOn, known } from '../model/validate.js';
import { refuseWithin } from '../purity/no-chance.js';

/** Why a search ended before it had seen every state. */
export type Stopped = 'violation' | 'depth' | 'states' | 'time' | 'memory' | 'aborted';

/** What a search tells while it runs. */
export interface Progress {
  /** Distinct states found. */
  readonly states: number;
  /** Steps taken between them. */
  readonly transitions: number;
  /** Steps from the start to the states that it is finding. */
  readonly depth: number;
  /** States found whose own steps are still to be taken. */
  readonly waiting: number;
  /** States found per second, since the last report. */
  readonly rate: number;
  /** Seconds since the search began. */
  readonly elapsed: number;
}

/** Limits of a check, and whom it tells how far it is. A check that meets a limit says so in `stopped`. */
export interface CheckOptions {
  /** States to hold at most; 20 million, if left out. */
  readonly maxStates?: number;
  /** Whether to stop at the first violation by a state, step or end; the rest stays open. False, if left out. */
  readonly stopAtFirst?: boolean;
  /** Steps from the start to search at most; no limit, if left out. */
  readonly maxDepth?: number;
  /** Seconds to search at most; no limit, if left out. */
  readonly maxSeconds?: number;
  /** Megabytes that the search may add to the memory of the process; no limit, if left out. */
  readonly maxMegabytes?: number;
  /** Called four times a second, and once when every state was found or the search had to stop. */
  readonly progress?: (progress: Progress) => void;
  /** Whether a search that has become large is handed to the accelerator; true, if left out. The result is the same. */
  readonly accelerate?: boolean;
}

/** Options of `checkAsync`: those of `check`, and a signal. */
export interface AsyncOptions extends CheckOptions {
  /** Ends the search when it aborts; what was found until then is kept. */
  readonly signal?: AbortSignal;
}

const OPTIONS = ['maxStates', 'maxSeconds', 'maxMegabytes', 'progress', 'accelerate', 'maxDepth', 'stopAtFirst'];
const SECONDS_BETWEEN_REPORTS = 0.25;
const SECONDS_BETWEEN_MEASUREMENTS = 0.05;

/** Looks after a running search: reports how far it is, and says when to stop. */
export class Control {
  readonly maxStates: number;
  readonly accelerate: boolean;
  readonly maxDepth: number;
  readonly stopAtFirst: boolean;
  /** Set by whoever interrupts the check, to end it at the next look. */
  aborted = false;
  readonly #options: CheckOptions;
  readonly #begin: number;
  readonly #bytesBefore: number;
  #reported = { elapsed: 0, states: 0 };
  /** When memory was measured last. */
  #measured = 0;

  /** @throws ModelError when an option is not known, or a limit is none */
  constructor(options: CheckOptions, caller: 'check' | 'checkAsync') {
    refuseWithin(caller);
    this.#begin = performance.now();
    known(options, caller === 'check' ? OPTIONS : [...OPTIONS, 'signal'], `The second argument of '${caller}'`);
    this.maxStates = limitOn(options.maxStates ?? 20_000_000);
    this.accelerate = options.accelerate ?? true;
    this.stopAtFirst = options.stopAtFirst ?? false;
    this.maxDepth = options.maxDepth ?? Infinity;
    if (this.maxDepth !== Infinity && !(Number.isSafeInteger(this.maxDepth) && this.maxDepth >= 0)) {
      throw new ModelError(
        `maxDepth is ${shownAs(options.maxDepth)}.`,
        `Give the steps from the start to look at most: a whole number, 0 or more.`,
      );
    }
    for (const name of ['maxSeconds', 'maxMegabytes'] as const) {
      const limit = options[name];
      if (limit !== undefined && !(typeof limit === 'number' && limit > 0)) {
        throw new ModelError(`${name} is ${String(limit)}.`, `Give a number greater than 0, or leave it out.`);
      }
    }
    if (options.progress !== undefined && typeof options.progress !== 'function') {
      throw new ModelError(
        `'progress' is no function.`,
        `Give a function, such as progress: p => console.log(p.states).`,
      );
    }
    const { signal } = options as AsyncOptions;
    if (signal !== undefined && !(signal instanceof AbortSignal)) {
      throw new ModelError(
        `'signal' is no AbortSignal.`,
        `Give that of an AbortController: signal: controller.signal.`,
      );
    }
    if (options.maxMegabytes !== undefined && !residentBytes) {
      throw new ModelError(`Nobody can tell how much memory this process has.`, `Give maxStates, not maxMegabytes.`);
    }
    this.#options = options;
    this.#bytesBefore = options.maxMegabytes === undefined ? 0 : residentBytes!();
  }

  /** Reports when it is time to. Says why the search should stop now, if it should. */
  look(sofar: Exploration<any>): Stopped | undefined {
    if (this.#elapsed - this.#reported.elapsed >= SECONDS_BETWEEN_REPORTS) this.report(sofar);
    const elapsed = this.#elapsed;
    if (this.aborted) return 'aborted';
    if (elapsed > (this.#options.maxSeconds ?? Infinity)) return 'time';
    if (this.#options.maxMegabytes !== undefined && elapsed - this.#measured > SECONDS_BETWEEN_MEASUREMENTS) {
      this.#measured = elapsed;
      const added = (residentBytes!() - this.#bytesBefore) / 2 ** 20;
      if (added > this.#options.maxMegabytes) return 'memory';
    }
    return undefined;
  }

  /** Seconds since the search began. */
  get #elapsed(): number {
    return (performance.now() - this.#begin) / 1_000;
  }

  /** Tells how far the search is. */
  report(sofar: Exploration<any>): void {
    const { progress } = this.#options;
    if (!progress) return;
    const elapsed = this.#elapsed;
    const { transitions, depth, waiting } = sofar;
    const states = sofar.visited.size;
    const since = elapsed - this.#reported.elapsed;
    const rate = since > 0 ? (states - this.#reported.states) / since : 0;
    this.#reported = { elapsed, states };
    progress({ states, transitions, depth, waiting, rate, elapsed });
  }
}
