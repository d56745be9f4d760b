import type { Actions } from 'everystate';

/** The same actions, and each is fair: what stays possible for somebody, or with `strong` comes back again and again, is done. */
export function fair<D>(fairness: 'weak' | 'strong', actions: Actions<D>): Actions<D> {
  return Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, { ...action, fair: fairness }]));
}
