import type { Codec } from './codec.js';
import type { Transition } from './machine.js';

/**
 * Takes every possible step from the state packed at `offset`. After each one it
 * calls `reached` with the transition's number, while the state object holds the
 * state after it. Returns how many steps were possible.
 */
export type Expand = (words: Int32Array, offset: number, reached: (transition: number) => void) => number;

/**
 * Makes the expander of a machine. It is generated, one block a transition, so
 * that every guard and effect is called from a place of its own: only then does
 * the engine inline them, which makes a search several times faster than a loop.
 */
export function makeExpand(codec: Codec<unknown>, transitions: readonly Transition[]): Expand {
  const bound: Record<string, unknown> = { state: codec.state, read: codec.read };
  transitions.forEach(({ when, then, me }, i) => Object.assign(bound, { [`when${i}`]: when, [`then${i}`]: then, [`me${i}`]: me }));
  return new Function(...Object.keys(bound), expandSource(transitions))(...Object.values(bound));
}

/** The body of a function that returns the expander. */
function expandSource(transitions: readonly Transition[]): string {
  const blocks = transitions.map(({ label, when, me, process }, i) => {
    const given = me === undefined ? 'state' : `state, me${i}, ${process}`;
    return `  ${when ? `if (when${i}(${given})) ` : ''}{ // ${label.replace(/[^ -~]/g, '?')}
    then${i}(${given});
    reached(${i});
    read(words, offset);
    steps++;
  }`;
  });
  return `return function expand(words, offset, reached) {
  let steps = 0;
  read(words, offset);
${blocks.join('\n')}
  return steps;
};`;
}
