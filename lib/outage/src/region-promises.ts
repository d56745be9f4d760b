import type { ReadonlyFiniteSet } from 'everystate';

/** A promise for the Region, and for each endpoint by itself: `of` are the positions of the endpoints. */
export function promised<P>(
  endpoints: number,
  name: string,
  property: (of: readonly number[]) => P,
): Record<string, P> {
  const all = Array.from({ length: endpoints }, (_, i) => i);
  const apart = endpoints > 1 ? all.map(i => [`${name}: endpoint ${i + 1}`, property([i])] as const) : [];
  return Object.fromEntries([[name, property(all)] as const, ...apart]);
}

/** What the promises look at. */
export interface Region {
  readonly latest: number;
  readonly endpoint: readonly { live: number; deleted: ReadonlyFiniteSet<number> }[];
}
export const resolves = ({ endpoint }: Region, i: number) => !endpoint[i]!.deleted.has(endpoint[i]!.live);
export const isNewest = ({ latest, endpoint }: Region, i: number) => endpoint[i]!.live === latest;
