import type { Outcome } from './evaluator.js';
import { mergeStores, type Store } from './store.js';
import { merge } from './value.js';
import { and, not, or } from '../terms/simplify.js';
import { FALSE, TRUE, type Term } from '../terms/term.js';

/** Runs something from a store on. */
export type Runner = (store: Store) => Outcome[];

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
export function choose(when: Term, store: Store, then: Runner, otherwise: Runner): Outcome[] {
  if (when === TRUE) return then(store);
  if (when === FALSE) return otherwise(store);
  const given = (condition: Term) => (one: Outcome) => ({ ...one, when: and(condition, one.when) });
  return combine([...then(store.copy()).map(given(when)), ...otherwise(store.copy()).map(given(not(when)))]);
}
