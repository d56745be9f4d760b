import { generate } from '../state/generate.js';
import type { Machine } from '../state/machine.js';

/** Puts the numbers of the transitions that are possible in the machine's state into a list, and returns how many there are. */
export type Possible = (list: Int32Array) => number;

/** Generated, so that each guard is called from a place of its own: see `makeExpand`. */
export function makePossible({ state, transitions }: Machine<any>): Possible {
  const bound: Record<string, unknown> = { state };
  transitions.forEach(({ when, me }, i) => Object.assign(bound, { [`when${i}`]: when, [`me${i}`]: me }));
  return generate('possible', bound, [
    `return function possible(list) {`,
    `  let count = 0;`,
    ...transitions.map(({ when, me, process }, i) => {
      const given = me === undefined ? 'state' : `state, me${i}, ${process}`;
      return `  ${when ? `if (when${i}(${given})) ` : ''}list[count++] = ${i};`;
    }),
    `  return count;`,
    `};`,
  ]);
}
