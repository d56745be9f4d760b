import type { Batch } from './batch.js';
import type { CodecCode } from '../state/codec.js';
import { generate } from '../state/generate.js';
import type { Machine } from '../state/machine.js';

/** Takes every possible step from the states of the batch, and adds the states that they lead to. */
export type Expand = () => void;

/** What else happens meanwhile. States and transitions go by their numbers. */
export interface OnStep {
  /** Is told of a step, while the state object holds the state after it. */
  readonly stepping?: ((from: number, transition: number) => void) | undefined;
  /** Turns the state after a step, in the state object, into the one that stands for it. */
  readonly canonise?: (() => void) | undefined;
}

/** Steps in one function: with more of them, the engine would stop building guards and effects in. */
const STEPS_IN_FUNCTION = 8;

/**
 * Makes the expander of a machine. It is generated, a line a transition, so that
 * every guard and effect is called from a place of its own: only then does the
 * engine build them in, which makes a search several times faster than a loop.
 */
export function makeExpand(machine: Machine<any>, batch: Batch, onStep: OnStep): Expand {
  const { code, transitions, candidates } = machine;
  const functions = transitions.flatMap(({ when, then, me }, i) => [
    [`when${i}`, when],
    [`then${i}`, then],
    [`me${i}`, me],
  ]);
  const { sources, packed, from: froms, by, taken, ends } = batch;
  const arrays = { sources, packed, froms, by, taken, ends };
  const bound = {
    ...code.bound,
    batch,
    ...arrays,
    ...onStep,
    ...Object.fromEntries(functions),
    transitions,
    candidates,
  };
  return generate('expand', bound, expandSource(code, machine, onStep));
}

/** The body of a function that returns the expander. */
function expandSource(
  code: CodecCode,
  { transitions, candidates }: Machine<any>,
  { stepping, canonise }: OnStep,
): string[] {
  const words = code.pack.map((_, word) => word);
  const given = ['from', 'size', ...words.map(word => `word${word}`)].join(', ');
  const steps = transitions.flatMap(({ when, me, process, label, action, among }, i) => {
    const first = candidates.first[i];
    if (first !== undefined && first !== i) return [];
    const held = me === undefined ? 'state' : `state, me${i}, ${process}`;
    if (first === i) {
      return [
        `  for (let i = candidates.from(${i}); i < ${i + among!.set.elements.values.length}; i = candidates.from(i + 1))`,
        `    if (transitions[i].when(${held})) { transitions[i].then(${held}); size = took(i, ${given}); } // ${action}`,
      ].join('\n');
    }
    const isPossible = when ? `if (when${i}(${held})) ` : '';
    return [`  ${isPossible}{ then${i}(${held}); size = took(${i}, ${given}); } // ${label.replace(/[^ -~]/g, '?')}`];
  });
  const groups = [];
  for (let i = 0; i < steps.length; i += STEPS_IN_FUNCTION) groups.push(steps.slice(i, i + STEPS_IN_FUNCTION));

  return [
    `function took(step, ${given}) {`,
    ...(stepping ? [`  stepping(from, step);`] : []),
    ...(canonise ? [`  canonise();`] : []),
    ...code.check.map(line => `  ${line}`),
    ...words.map(word => `  const after${word} = ${code.pack[word]};`),
    ...words.map(word => `  packed[size * ${words.length} + ${word}] = after${word};`),
    `  froms[size] = from;`,
    `  by[size] = step;`,
    `  taken[step]++;`,
    // What the step left as it was need not be read again.
    ...words.flatMap(word => [
      `  if (after${word} !== word${word}) {`,
      ...code.read(word, `word${word}`).map(line => `    ${line}`),
      `  }`,
    ]),
    `  return size + 1;`,
    `}`,
    ``,
    ...groups.flatMap((lines, i) => [`function steps${i}(${given}) {`, ...lines, `  return size;`, `}`, ``]),
    `return function expand() {`,
    `  let size = 0;`,
    `  for (let from = batch.first, i = 0; from < batch.end; from++, i++) {`,
    `    batch.at = from;`,
    ...words.map(word => `    const word${word} = sources[i * ${words.length} + ${word}];`),
    ...words.flatMap(word => code.read(word, `word${word}`)).map(line => `    ${line}`),
    `    const before = size;`,
    ...groups.map((_, i) => `    size = steps${i}(${given});`),
    `    ends[i] = size === before ? 1 : 0;`,
    `  }`,
    `  batch.size = size;`,
    `};`,
  ];
}
