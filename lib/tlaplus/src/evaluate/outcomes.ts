import { from, mergeStores, now, resume, type Store } from './store.js';
import { merge, UNDEFINED, type Value } from './value.js';
import { and, not, or } from '../terms/simplify.js';
import { FALSE, TRUE, type Term } from '../terms/term.js';

/** How a list of statements can come to its end, and when. */
export interface Outcome {
  readonly kind: 'normal' | 'return' | 'break' | 'continue';
  readonly when: Term;
  readonly store: Store;
  readonly value: Value;
}

/** Statements to run from where the translation is. */
export type Runner = () => Outcome[];

/** The end of something, here and now. */
export const done = (kind: Outcome['kind'] = 'normal', value = UNDEFINED): Outcome => ({
  kind,
  when: TRUE,
  store: now,
  value,
});

/** One outcome of each kind. */
export function combine(outcomes: readonly Outcome[]): Outcome[] {
  const combined: Outcome[] = [];
  for (const one of outcomes) {
    if (one.when === FALSE) continue;
    const at = combined.findIndex(({ kind }) => kind === one.kind);
    if (at < 0) combined.push(one);
    else {
      const { kind, when, store, value } = combined[at]!;
      combined[at] = {
        kind,
        when: or(when, one.when),
        store: mergeStores(when, store, one.store),
        value: merge(when, value, one.value),
      };
    }
  }
  return combined;
}

/** One way or the other, and what comes of both. */
export function choose(when: Term, then: Runner, otherwise: Runner): Outcome[] {
  if (when === TRUE) return then();
  if (when === FALSE) return otherwise();
  const given = (condition: Term, run: Runner) =>
    from(now, run)[0].map(one => ({ ...one, when: and(condition, one.when) }));
  return combine([...given(when, then), ...given(not(when), otherwise)]);
}

/** One after the other, each from where the one before it comes to its end. */
export function inTurn(steps: Iterable<Runner>): Outcome[] {
  const ended: Outcome[] = [];
  let going = done();
  for (const step of steps) {
    const outcomes = step().map(one => ({ ...one, when: and(going.when, one.when) }));
    ended.push(...outcomes.filter(({ kind }) => kind !== 'normal'));
    const normal = outcomes.find(({ kind }) => kind === 'normal');
    if (!normal) return ended;
    going = normal;
    resume(going.store);
  }
  return [...ended, going];
}
