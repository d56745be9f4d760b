import { ModelError } from '../model/errors.js';
import { generate } from '../state/generate.js';
import { inContext } from '../state/faults.js';
import type { Implication, Model, StepName } from '../model/model.js';
import type { IsQuiet } from '../search/engine.js';
import type { PropertyKind, Verdict } from '../check/result.js';
import { hasEnds, NO_DEADLOCK } from '../model/validate.js';

/** What is known of one property while the search runs. */
export interface Watch {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly test: Function;
  /** For an implication, its left side. */
  readonly when?: Function;
  /** How often the left side was true. */
  occasions: number;
  /** States, or steps, that tell against it; for a witness, that tell for it. */
  count: number;
  /** The first of these states, which is also the nearest to the start; for a step, the state before it. */
  first: number | undefined;
}

type Properties = Readonly<Record<string, Function | Implication<any>>>;

export function watch(kind: PropertyKind, properties: Properties = {}): Watch[] {
  return Object.entries(properties).map(([name, property]) => {
    const sides = typeof property === 'function' ? { test: property } : { when: property.when, test: property.then };
    return { name, kind, ...sides, occasions: 0, count: 0, first: undefined };
  });
}

/** What is asked of states with no step left. */
export function watchEnds(model: Model): Watch[] {
  return watch('ends', hasEnds(model) ? model.ends : { [NO_DEADLOCK]: () => false });
}

/** Asks whether a property holds of a state. */
export function ask(one: Watch, state: object): boolean {
  try {
    if (one.when) {
      if (!one.when(state)) return true;
      one.occasions++;
    }
    return boolean(one.test(state));
  } catch (fault) {
    throw inContext(`Property '${one.name}'`, fault, state);
  }
}

/**
 * Makes a function that asks all these properties of the state object, and notes what
 * tells against them, or for a witness. Generated, so that each is called from a place
 * of its own: see `makeExpand`.
 */
export function makeAsk(watches: readonly Watch[], state: object): (number: number) => void {
  const bound = watches.flatMap((one, i) => [
    [`one${i}`, one],
    [`test${i}`, one.test],
    [`when${i}`, one.when],
  ]);
  return generate(
    'ask',
    { state, note, askAgain: () => watches.forEach(one => ask(one, state)), ...Object.fromEntries(bound) },
    [
      `return function ask(number) {`,
      `  try {`,
      ...watches.map(({ kind, when }, i) => {
        const answer = `${kind === 'sometimes' ? '' : '!'}test${i}(state)`;
        return `    ${when ? `if (when${i}(state) && ++one${i}.occasions && ${answer})` : `if (${answer})`} note(one${i}, number);`;
      }),
      `  } catch (fault) {`,
      `    askAgain(); // says which one it was`,
      `    throw fault;`,
      `  }`,
      `};`,
    ],
  );
}

/** Says of a state whether there would be nothing to note of it. */
export function isQuiet({ kind, test, when }: Watch): IsQuiet {
  if (when) return state => !when(state);
  return kind === 'sometimes' ? state => !test(state) : state => test(state);
}

/** Asks whether a property holds of a step. */
export function askOfStep({ name, test }: Watch, before: object, after: object, by: StepName): boolean {
  try {
    return boolean(test(before, after, by));
  } catch (fault) {
    throw inContext(`Property '${name}'`, fault, after);
  }
}

/** @throws ModelError when the answer is neither true nor false */
function boolean(answer: unknown): boolean {
  if (typeof answer === 'boolean') return answer;
  throw new ModelError(`It returned ${String(answer)}.`, `Return true or false.`);
}

export function note(watch: Watch, state: number): void {
  watch.count++;
  watch.first ??= state;
}

/** A counterexample or a witness decides at once; the lack of one only when every state was seen. */
export function verdictOf({ kind, count }: Watch, complete: boolean): Verdict {
  if (count > 0) return kind === 'sometimes' ? 'holds' : 'violated';
  if (!complete) return 'not finished';
  return kind === 'sometimes' ? 'violated' : 'holds';
}
