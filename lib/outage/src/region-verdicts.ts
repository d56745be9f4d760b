import { check } from 'everystate';
import { promises } from './ledger.js';
import type { RegionDesign } from './region-design.js';
import { endlessRegion, watchedRegion, watchedRegionOneStops, type EndlessRegionSize } from './region-endless.js';

/** Which endpoints break a promise; none, if it is kept. */
export interface Broken {
  /** The promise's id. */
  readonly promise: string;
  /** Counted from 1. */
  readonly endpoints: readonly number[];
}

/**
 * Asks a design for the five promises, for the Region and at each endpoint, for any number
 * of plans: P-2 also when the Planner stops, P-4 of a Planner that goes on.
 */
export function judgeRegion(size: EndlessRegionSize, design: RegionDesign): Broken[] {
  const found = [
    endlessRegion(size, design),
    watchedRegion(size, design, 'may stop'),
    watchedRegionOneStops(size, design, 'goes on'),
  ].flatMap(of => check(of).properties);
  const isKept = (name: string) => found.find(property => property.name === name)!.verdict === 'holds';
  return promises.map(({ id, name }) => {
    const all = Array.from({ length: size.endpoints }, (_, i) => i + 1);
    const endpoints = isKept(name) ? [] : all.filter(i => all.length === 1 || !isKept(`${name}: endpoint ${i}`));
    return { promise: id, endpoints };
  });
}
