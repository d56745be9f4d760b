/** What the checker said, kept with the setup that it spoke of: an answer is never shown for another setup. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Place } from './address.js';
import { Checker, type Answer, type Found, type Outlook, type Search } from './checker.js';
import { keyOf, type Setup } from './design.js';

export interface Answers {
  readonly search: Search;
  readonly found?: Found;
  readonly outlook?: Outlook;
}

/** Before the checker has said anything. */
export const NONE: Answers = { search: { state: 'searching', states: 0 } };

export interface Kept {
  readonly key: string;
  readonly answers: Answers;
}

/** @param key of the setup that is asked about */
export const answersFor = (key: string, kept: Kept): Answers => (kept.key === key ? kept.answers : NONE);

export function keep(kept: Kept, { setup, said }: Answer): Kept {
  const key = keyOf(setup);
  return { key, answers: { ...answersFor(key, kept), ...said } };
}

/**
 * Has a setup checked.
 * @param script the page's own script, for the worker
 */
export function useAnswers(script: string, setup: Setup) {
  const [kept, setKept] = useState<Kept>({ key: '', answers: NONE });
  const checker = useMemo(() => new Checker(script, answer => setKept(before => keep(before, answer))), [script]);
  const key = keyOf(setup);
  const { search, found, outlook } = answersFor(key, kept);

  useEffect(() => checker.check(setup), [checker, key]);

  return {
    search,
    found,
    /** What is left of the hope in each state of a walk, as soon as that is known. */
    useOutlook({ model, path }: Place): Outlook | undefined {
      const asks = search.state === 'done' && model === 'bounded';
      useEffect(() => {
        if (asks) checker.outlook(setup, path);
      }, [asks, path]);
      return asks && outlook?.path.join() === path.join() ? outlook : undefined;
    },
    stop() {
      checker.stop();
      setKept(before => keep(before, { setup, said: { search: { state: 'stopped' } } }));
    },
  };
}
