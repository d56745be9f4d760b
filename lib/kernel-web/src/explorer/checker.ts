/** everystate in a worker, which lives in the same script as the page: so it works from a folder, too. */
import { checkAsync, outlookFrom, type Model } from 'everystate';
import { promises } from 'outage';
import { modelsOf, type Setup } from './design.js';
import type { Place } from './address.js';
import { stateAfter, walk } from './walking.js';

export interface Verdict {
  /** The promise's id. */
  readonly id: string;
  readonly name: string;
  readonly verdict: 'holds' | 'violated' | 'unknown';
  readonly model: Place['model'];
  /** A shortest trace, and the loop at its end for what never comes. */
  readonly labels?: readonly string[];
  readonly loop?: number;
}

export interface Found {
  /** Of the model with so many plans. */
  readonly states: number;
  readonly complete: boolean;
  readonly verdicts: readonly Verdict[];
}

/** What is left of the hope that the name always resolves. */
export interface Outlook {
  /** The walk that it is about. */
  readonly path: readonly string[];
  /** For each state of the walk, its start first. */
  readonly well: readonly boolean[];
  /** For each state, the labels of the steps after which it cannot go well any more. */
  readonly lost: readonly (readonly string[])[];
}

type Asked = { setup: Setup; path?: readonly string[] };

/** What is new about a setup. */
export interface Answer {
  readonly setup: Setup;
  readonly said: { search?: Search; found?: Found; outlook?: Outlook };
}

/** How a search is doing. */
export type Search =
  | { state: 'searching'; states: number }
  | { state: 'done' | 'stopped' }
  | { state: 'failed'; why: string };

/** More than these would not fit into many a reader's memory. */
const MOST_STATES = 3_000_000;
/** A search for the last chance cannot be watched: it is made where it takes a moment. */
export const MOST_FOR_OUTLOOK = 100_000;

const SAFE = promises[0]!.name;

/** The page's side. */
export class Checker {
  #worker: Worker | undefined;
  #busy = false;
  #checked: Setup | undefined;
  readonly #source: string;
  readonly #tell: (answer: Answer) => void;

  /** @param script the page's own script */
  constructor(script: string, tell: (answer: Answer) => void) {
    this.#source = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    this.#tell = tell;
  }

  check(setup: Setup): void {
    if (this.#busy) this.stop();
    this.#busy = true;
    this.#checked = setup;
    this.#started.postMessage({ setup } satisfies Asked);
  }

  /** For the setup checked last. */
  outlook(setup: Setup, path: readonly string[]): void {
    this.#started.postMessage({ setup, path } satisfies Asked);
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#busy = false;
  }

  get #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(this.#source);
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (this.#worker !== worker) return;
      const { search } = data.said;
      if (search && search.state !== 'searching') this.#busy = false;
      this.#tell(data);
    };
    worker.onerror = ({ message }) =>
      this.#tell({ setup: this.#checked!, said: { search: { state: 'failed', why: message } } });
    return (this.#worker = worker);
  }
}

/** The worker's side. */
export function serve(): void {
  const say = (setup: Setup, said: Answer['said']) => postMessage({ setup, said } satisfies Answer);
  let look: ReturnType<typeof outlookFrom> | undefined;
  let seen = Infinity;

  async function check(setup: Setup): Promise<void> {
    const { bounded, oneStops } = modelsOf(setup);
    look = undefined;
    const search = (of: Model) =>
      checkAsync(of, {
        maxStates: MOST_STATES,
        progress: ({ states }) => say(setup, { search: { state: 'searching', states } }),
      });
    const first = await search(bounded);
    seen = first.complete ? first.states : Infinity;
    const found = (properties: typeof first.properties): Found => ({
      states: first.states,
      complete: first.complete,
      verdicts: promises.map(({ id, name }) => {
        const property = properties.find(one => one.name === name);
        const model = first.properties.some(one => one.name === name) ? 'bounded' : 'oneStops';
        if (!property) return { id, name, model, verdict: 'unknown' };
        const { verdict, trace, loop } = property;
        const labels = trace && [...trace.labels, ...(loop?.labels ?? [])];
        return {
          id,
          name,
          model,
          verdict: verdict === 'holds' || verdict === 'violated' ? verdict : 'unknown',
          labels,
          loop: loop?.length,
        };
      }),
    });
    say(setup, { found: found(first.properties) });
    const second = await search(oneStops);
    say(setup, { found: found([...first.properties, ...second.properties]), search: { state: 'done' } });
  }

  function outlook(setup: Setup, path: readonly string[]): void {
    if (seen > MOST_FOR_OUTLOOK) return;
    const { bounded } = modelsOf(setup);
    look ??= outlookFrom(bounded, SAFE);
    const { trace } = walk(bounded, path);
    const looks = Array.from({ length: trace.length + 1 }, (_, i) => look!(stateAfter(trace, i)));
    const well = looks.map(({ canStillGoWell }) => canStillGoWell);
    const lost = looks.map(({ choices }) => choices.filter(one => !one.canStillGoWell).map(({ label }) => label));
    say(setup, { outlook: { path, well, lost } });
  }

  globalThis.onmessage = async ({ data: { setup, path } }: MessageEvent<Asked>) => {
    try {
      if (path) outlook(setup, path);
      else await check(setup);
    } catch (error) {
      say(setup, { search: { state: 'failed', why: (error as Error).message } });
    }
  };
}
