// biome-ignore-all lint/suspicious/noExplicitAny: works on a model of any state
import type { Model } from 'everystate';

/**
 * The search of notebook 2, for any model: plain objects, and a Map from each
 * state's JSON. It is what a checker costs that is written without a thought of
 * speed, and the measure for `npm run bench`.
 */
export function naiveStateCount(model: Model): number {
  const blank = (fields: Record<string, any>): any =>
    Object.fromEntries(
      Object.entries(fields).map(([field, domain]) => [
        field,
        domain.kind === 'set'
          ? new Set()
          : domain.kind === 'family'
            ? Array.from({ length: domain.count }, () => blank(domain.fields))
            : domain.values[0],
      ]),
    );
  const key = (state: any) => JSON.stringify(state, (_, value) => (value instanceof Set ? [...value].sort() : value));
  const start = blank(model.state);
  for (const [field, value] of Object.entries<any>(model.init ?? {})) {
    if (Array.isArray(start[field])) for (const member of start[field]) Object.assign(member, value);
    else start[field] = value;
  }

  const seen = new Map([[key(start), start]]);
  const queue = [start];
  const take = (state: any, action: any, i?: number) => {
    const of = (s: any) => (i === undefined ? undefined : s[action.by][i]);
    if (action.when && !action.when(state, of(state), i)) return;
    const next = structuredClone(state);
    action.then(next, of(next), i);
    const text = key(next);
    if (seen.has(text)) return;
    seen.set(text, next);
    queue.push(next);
  };
  for (const state of queue) {
    for (const action of Object.values<any>(model.actions)) {
      if (action.by === undefined) take(state, action);
      else for (let i = 0; i < state[action.by].length; i++) take(state, action, i);
    }
  }
  return seen.size;
}
