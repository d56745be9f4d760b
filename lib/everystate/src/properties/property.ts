import { ModelError } from '../model/errors.js';
import type { Implication, Model, StateProperty, StepImplication, StepName } from '../model/model.js';
import { hasEnds, NO_DEADLOCK, PROPERTY_KINDS, type PropertyKind, type Verdict } from '../model/property-kinds.js';
import type { IsQuiet } from '../search/interface.js';
import { inContext } from '../state/faults.js';
import type { Trace } from '../trace/trace.js';

/** What a check says of one property. */
export interface PropertyResult<D = any> {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly verdict: Verdict;
  /**
   * How many states or steps violate it; for `sometimes`, how many states bear it
   * out; for `eventually` and `leadsTo`, how many states a run that violates it
   * can visit for ever. NaN where another engine checked, and counted none of this.
   */
  readonly count: number;
  /**
   * A shortest way to the first violation; for `sometimes`, to the first witness;
   * for `eventually` and `leadsTo`, to where the loop begins.
   */
  readonly trace?: Trace<D>;
  /**
   * For `eventually` and `leadsTo`: what a violating run does for ever, from the
   * end of the trace back to it. Without steps, nothing more can happen there.
   */
  readonly loop?: Trace<D>;
}

/** What a model gives, called with a state or with a step. */
export type Test = (...given: any[]) => unknown;

/** One property of a model, and what a search has found of it. */
export interface Property {
  readonly name: string;
  readonly kind: PropertyKind;
  /** For an implication, its right side. */
  readonly test: Test;
  /** For an implication, its left side. */
  readonly when?: Test;
  /** How often the left side was true. */
  occasions: number;
  /** States, or steps, that decide it: that violate it or, for `sometimes`, are witnesses. */
  count: number;
  /** The first of these states, which is also the nearest to the start; for a step, the state before it. */
  first: number | undefined;
}

type AskedOf = (typeof PROPERTY_KINDS)[PropertyKind]['askedOf'];

/** A model's properties that are asked of one of these, in the order of results; all, if left out. */
export function propertiesOf(model: Model, ...askedOf: readonly AskedOf[]): Property[] {
  const kinds = Object.keys(PROPERTY_KINDS) as PropertyKind[];
  return kinds
    .filter(kind => askedOf.length === 0 || askedOf.includes(PROPERTY_KINDS[kind].askedOf))
    .flatMap(kind => {
      const given = kind === 'ends' && !hasEnds(model) ? { [NO_DEADLOCK]: () => false } : (model[kind] ?? {});
      return Object.entries<Test | Implication<any> | StepImplication<any>>(given).map(([name, property]) => {
        const sides: { test: Test; when?: Test } =
          typeof property === 'function' ? { test: property } : { when: property.when, test: property.then };
        return { name, kind, ...sides, occasions: 0, count: 0, first: undefined };
      });
    });
}

/** Asks whether a property holds of a state. */
export function ask(property: Property, state: object): boolean {
  return answer(property, state, state);
}

/** Asks whether a property holds of a step. */
export function askOfStep(property: Property, before: object, after: object, by: StepName): boolean {
  return answer(property, after, before, after, by);
}

/** @param state where it is asked, as an error shows it */
function answer(property: Property, state: object, first: object, after?: object, by?: StepName): boolean {
  let side: 'when' | 'then' = 'when';
  try {
    if (property.when) {
      if (!boolean(property.when(first, after, by))) return true;
      property.occasions++;
    }
    side = 'then';
    return boolean(property.test(first, after, by));
  } catch (fault) {
    throw inContext(whoAnswers(property, side), fault, state);
  }
}

/** How errors name a property, or one side of an implication. */
export function whoAnswers({ name, when }: Property, side: 'when' | 'then'): string {
  return when ? `The '${side}' of property '${name}'` : `Property '${name}'`;
}

/** @throws ModelError when the answer is neither true nor false */
function boolean(answer: unknown): boolean {
  if (typeof answer === 'boolean') return answer;
  throw new ModelError(`It returned ${String(answer)}.`, `Return true or false.`);
}

/** What a property answers where it is decided: true for a witness, false for a violation. */
export function decidingAnswer({ kind }: Property): boolean {
  return PROPERTY_KINDS[kind].onceFound === 'holds';
}

/** A function that is true of the states of which there is nothing to note for a property. */
export function quietOf(property: Property): IsQuiet {
  const { test, when } = property as Property & { test: StateProperty<any>; when?: StateProperty<any> };
  const quiet = !decidingAnswer(property);
  return when ? state => when(state) === false : state => test(state) === quiet;
}

/** Notes a state, or a step from a state, that decides a property. */
export function note(property: Property, state: number): void {
  property.count++;
  property.first ??= state;
}

/** A violation or a witness decides at once; that there is none is known only when every state was seen. */
export function verdictOf({ kind, count }: Property, complete: boolean): Verdict {
  const { onceFound } = PROPERTY_KINDS[kind];
  if (count > 0) return onceFound;
  if (!complete) return 'not finished';
  return onceFound === 'holds' ? 'violated' : 'holds';
}
