import type { Watch } from './watch.js';

/** Warns of implications that say nothing, because their left side was never true. */
export function vacuous(watches: readonly Watch[]): string[] {
  return watches
    .filter(({ when, occasions }) => when && occasions === 0)
    .map(({ name }) => `vacuous: '${name}' holds only because its 'when' is never true`);
}
