import type { Batch } from './batch.js';
import type { Codec } from './codec.js';
import { generate } from './generate.js';
import type { Transition } from './machine.js';

/**
 * Takes every possible step from the state packed at `offset`, which has the number
 * `from`, and puts the states that they lead to into the batch.
 * Returns how many steps were possible.
 */
export type Expand = (words: Int32Array, offset: number, from: number, batch: Batch) => number;

/** What else happens on each step, while the state object holds the state after it. */
export interface OnStep {
  /** Is told of the step. */
  readonly stepping?: ((from: number, transition: number) => void) | undefined;
  /** Turns the state into the one that stands for it. */
  readonly canonise?: (() => void) | undefined;
}

/** Steps in one function: with more of them, the engine would stop building guards and effects in. */
const TOGETHER = 8;

/**
 * Makes the expander of a machine. It is generated, one block a transition, so
 * that every guard and effect is called from a place of its own: only then does
 * the engine build them in, which makes a search several times faster than a loop.
 */
export function makeExpand(codec: Codec<unknown>, transitions: readonly Transition[], onStep: OnStep): Expand {
  const bound: Record<string, unknown> = { ...codec.code.bound, ...onStep };
  transitions.forEach(({ when, then, me }, i) => Object.assign(bound, { [`when${i}`]: when, [`then${i}`]: then, [`me${i}`]: me }));
  return generate('expand', bound, expandSource(codec, transitions, onStep));
}

/** The body of a function that returns the expander. */
function expandSource({ code }: Codec<unknown>, transitions: readonly Transition[], { stepping, canonise }: OnStep): string[] {
  const words = code.pack.map((_, word) => word);
  const blocks = transitions.map(({ label, when, me, process }, i) => {
    const given = me === undefined ? 'state' : `state, me${i}, ${process}`;
    return [
      `  ${when ? `if (when${i}(${given})) ` : ''}{ // ${label.replace(/[^ -~]/g, '?')}`,
      `    then${i}(${given});`,
      ...(stepping ? [`    stepping(from, ${i});`] : []),
      ...(canonise ? [`    canonise();`] : []),
      ...code.check.map(line => `    ${line}`),
      ...words.map(word => `    const after${word} = ${code.pack[word]};`),
      ...words.map(word => `    packed[size * ${words.length} + ${word}] = after${word};`),
      `    froms[size] = from;`,
      `    by[size++] = ${i};`,
      // What a step left as it was need not be read again.
      ...words.flatMap(word => [
        `    if (after${word} !== word${word}) {`,
        ...code.read(word, `word${word}`).map(line => `      ${line}`),
        `    }`]),
      `  }`,
    ];
  });
  const groups: string[][][] = [];
  for (let i = 0; i < blocks.length; i += TOGETHER) groups.push(blocks.slice(i, i + TOGETHER));
  const wordList = words.map(word => `word${word}`).join(', ');
  return [
    ...groups.flatMap((group, i) => [
      `function expand${i}(${wordList}, from, size, packed, froms, by) {`,
      ...group.flat(),
      `  return size;`,
      `}`,
    ]),
    `return function expand(words, offset, from, batch) {`,
    `  const { packed, from: froms, by } = batch;`,
    ...words.map(word => `  const word${word} = words[offset + ${word}];`),
    ...words.flatMap(word => code.read(word, `word${word}`)).map(line => `  ${line}`),
    `  let size = batch.size;`,
    ...groups.map((_, i) => `  size = expand${i}(${wordList}, from, size, packed, froms, by);`),
    `  const steps = size - batch.size;`,
    `  batch.size = size;`,
    `  return steps;`,
    `};`,
  ];
}
