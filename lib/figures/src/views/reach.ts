import type { Result } from 'everystate';
import { formatNumber } from '../output/format.js';

/** How far a check looked, in one markdown line. */
export function reach({ states, transitions, depth, complete, stopped }: Result): string {
  return (
    `**${formatNumber(states)}** states, ${formatNumber(transitions)} steps between them, at most ${formatNumber(depth)} from the start; ` +
    `${complete && !stopped ? 'every reachable state seen' : `not finished: ${WHY[stopped ?? 'states']}`}.`
  );
}

const WHY = {
  violation: 'a violation was found',
  depth: 'cut at the limit on steps',
  states: 'cut at the limit',
  time: 'the time was up',
  memory: 'the memory was used up',
  aborted: 'interrupted',
} as const;
