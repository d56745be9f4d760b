import type { PropertyKind } from 'everystate';
import type { Term } from '../terms/term.js';

/** A property, and how TLC is asked about it. */
export interface Question {
  /** As the model names it. */
  readonly name: string;
  readonly kind: PropertyKind;
  /** The operator that says it; undefined where TLC has a question of its own, or none. */
  readonly operator?: string;
  /** How TLC takes the operator, in the words of its configuration. */
  readonly asks: 'INVARIANT' | 'PROPERTY' | 'deadlock' | 'nothing';
  /** What stands before the definition. */
  readonly comment: string;
  readonly body?: Term;
  /** Said of a state, where everystate says it of the step after it: TLC's trace is one step shorter. */
  readonly isOfNextStep?: boolean;
}

/** Whether a property is about whole runs, and so about fairness. */
export const isTemporal = ({ kind }: Pick<Question, 'kind'>): boolean =>
  ['eventually', 'leadsTo', 'eventuallyAlways', 'infinitelyOften'].includes(kind);
