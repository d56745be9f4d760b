import { isSame, merge, type Value } from './value.js';
import { ite, read, write } from '../terms/simplify.js';
import { FALSE, TRUE, type Step, type Term } from '../terms/term.js';

/** Everything that a function may change: the state, and its own variables. */
export class Store {
  roots: Map<string, Term>;
  locals: Map<string, Value>;

  constructor(roots: Iterable<readonly [string, Term]>, locals: Iterable<readonly [string, Value]> = []) {
    this.roots = new Map(roots);
    this.locals = new Map(locals);
  }

  copy(): Store {
    return new Store(this.roots, this.locals);
  }

  become({ roots, locals }: Store): void {
    this.roots = roots;
    this.locals = locals;
  }

  read({ root, path }: { root: string; path: readonly Step[] }): Term {
    return read(this.roots.get(root)!, path);
  }

  write({ root, path }: { root: string; path: readonly Step[] }, value: Term): void {
    this.roots.set(root, write(this.roots.get(root)!, path, value));
  }

  isSame(other: Store): boolean {
    return (
      [...this.roots].every(([root, term]) => (other.roots.get(root) ?? term) === term) &&
      [...this.locals].every(([slot, value]) => isSame(value, other.locals.get(slot) ?? value))
    );
  }
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
export function branch(
  when: Term,
  store: Store,
  then: (store: Store) => Value,
  otherwise: (store: Store) => Value,
): Value {
  if (when === TRUE) return then(store);
  if (when === FALSE) return otherwise(store);
  const [one, other] = [store.copy(), store.copy()];
  const [a, b] = [then(one), otherwise(other)];
  store.become(mergeStores(when, one, other));
  return merge(when, a, b);
}
