import type { Batch } from './batch.js';
import type { Codec, CodecCode } from './codec.js';
import { generate } from './generate.js';
import type { Transition } from './machine.js';

/**
 * Takes every possible step from a state of the batch, packed at `offset` of its
 * sources, and adds the states that they lead to. `from` is the state's number.
 * Returns how many steps were possible.
 */
export type Expand = (offset: number, from: number) => number;

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
export function makeExpand({ code }: Codec<unknown>, transitions: readonly Transition[], batch: Batch, onStep: OnStep): Expand {
  const bound = { ...code.bound, ...arraysOf(batch), ...onStep, ...functionsOf(transitions) };
  const blocks = transitions.map((transition, i) => stepBlock(transition, i, code, onStep));
  return generate('expand', bound, expandSource(code, inGroups(blocks, TOGETHER), true));
}

/** The arrays of a batch by the names that generated code calls them. */
export function arraysOf(batch: Batch): Record<string, unknown> {
  return { batch, sources: batch.sources, packed: batch.packed, froms: batch.from, by: batch.by };
}

/** The guards and effects by the names that `stepBlock` calls them. */
export function functionsOf(transitions: readonly Transition[]): Record<string, unknown> {
  return Object.fromEntries(transitions.flatMap(({ when, then, me }, i) => [[`when${i}`, when], [`then${i}`, then], [`me${i}`, me]]));
}

/** The lines that take one step, if it is possible, by calling its guard and effect. */
export function stepBlock({ when, me, process, label }: Transition, i: number, code: CodecCode, { stepping, canonise }: OnStep): string[] {
  const words = code.pack.map((_, word) => word);
  const given = me === undefined ? 'state' : `state, me${i}, ${process}`;
  return [
    `${when ? `if (when${i}(${given})) ` : ''}{ ${comment(label)}`,
    `  then${i}(${given});`,
    ...(stepping ? [`  stepping(from, ${i});`] : []),
    ...(canonise ? [`  canonise();`] : []),
    ...code.check.map(line => `  ${line}`),
    ...words.map(word => `  const after${word} = ${code.pack[word]};`),
    ...words.map(word => `  packed[size * ${words.length} + ${word}] = after${word};`),
    `  froms[size] = from;`,
    `  by[size++] = ${i};`,
    // What a step left as it was need not be read again.
    ...words.flatMap(word => [
      `  if (after${word} !== word${word}) {`,
      ...code.read(word, `word${word}`).map(line => `    ${line}`),
      `  }`]),
    `}`,
  ];
}

/** The body of a function that returns the expander: what each group of blocks does, one after the other. */
export function expandSource(code: CodecCode, groups: readonly (readonly string[])[], usesState: boolean): string[] {
  const words = code.pack.map((_, word) => word);
  const given = [...words.map(word => `word${word}`), 'offset', 'from', 'size'].join(', ');
  return [
    ...groups.flatMap((lines, i) => [
      `function expand${i}(${given}) {`,
      ...lines.map(line => `  ${line}`),
      `  return size;`,
      `}`,
    ]),
    `return function expand(offset, from) {`,
    ...words.map(word => `  const word${word} = sources[offset + ${word}];`),
    ...(usesState ? words.flatMap(word => code.read(word, `word${word}`)).map(line => `  ${line}`) : []),
    `  let size = batch.size;`,
    ...groups.map((_, i) => `  size = expand${i}(${given});`),
    `  const steps = size - batch.size;`,
    `  batch.size = size;`,
    `  return steps;`,
    `};`,
  ];
}

export function inGroups(blocks: readonly (readonly string[])[], size: number): string[][] {
  const groups: string[][] = [];
  for (let i = 0; i < blocks.length; i += size) groups.push(blocks.slice(i, i + size).flat());
  return groups;
}

export function comment(label: string): string {
  return `// ${label.replace(/[^ -~]/g, '?')}`;
}
