import { isSame, merge, type Place, type Value } from './value.js';
import { ite, read, write } from '../terms/simplify.js';
import { FALSE, TRUE, type Term } from '../terms/term.js';

/** Everything that a function may change: the state, and its own variables. */
export class Store {
  readonly roots: Map<string, Term>;
  readonly locals: Map<string, Value>;

  constructor(roots: Iterable<readonly [string, Term]>, locals: Iterable<readonly [string, Value]> = []) {
    this.roots = new Map(roots);
    this.locals = new Map(locals);
  }

  copy(): Store {
    return new Store(this.roots, this.locals);
  }

  isSame(other: Store): boolean {
    return (
      [...this.roots].every(([root, term]) => (other.roots.get(root) ?? term) === term) &&
      [...this.locals].every(([slot, value]) => isSame(value, other.locals.get(slot) ?? value))
    );
  }
}

/** Everything as it is where the translation has come to. */
export let now = new Store([]);

/** Goes on with everything as it is there. */
export function resume(store: Store): void {
  now = store;
}

/** Does something where everything is as in a store, which stays as it is: the answer, and what the store becomes. */
export function from<T>(store: Store, does: () => T): [T, Store] {
  const before = now;
  now = store.copy();
  try {
    return [does(), now];
  } finally {
    now = before;
  }
}

type Where = Pick<Place, 'root' | 'path'>;
export const readAt = ({ root, path }: Where, store = now): Term => read(store.roots.get(root)!, path);
export function writeAt({ root, path }: Where, value: Term, store = now): void {
  store.roots.set(root, write(store.roots.get(root)!, path, value));
}

export function mergeStores(when: Term, one: Store, other: Store): Store {
  const merged = new Store([]);
  for (const [root, term] of one.roots) {
    const otherwise = other.roots.get(root);
    if (otherwise) merged.roots.set(root, ite(when, term, otherwise));
  }
  for (const [slot, value] of one.locals) {
    const otherwise = other.locals.get(slot);
    if (otherwise) merged.locals.set(slot, merge(when, value, otherwise));
  }
  return merged;
}

/** Two ways to go on, of which a condition chooses one. */
export function branch(when: Term, then: () => Value, otherwise: () => Value): Value {
  if (when === TRUE) return then();
  if (when === FALSE) return otherwise();
  const [a, one] = from(now, then);
  const [b, other] = from(now, otherwise);
  now = mergeStores(when, one, other);
  return merge(when, a, b);
}
