import type { Declaration } from '../model/domain.js';
import { ModelError } from '../model/errors.js';
import type { ViewOf } from '../model/state-types.js';
import { fire, stepName, type Machine, type Transition } from '../state/machine.js';
import type { StepName } from '../model/model.js';
import { packedBy } from '../state/codec.js';
import { inContext } from '../state/faults.js';
import { showBriefly, snapshot } from '../state/show.js';
import { type Change, changesBetween, showChange } from './changes.js';

/** One step of a trace, with the states on both sides of it. */
export interface Step<D = any> extends StepName {
  /** The ids that the action cites. */
  readonly cites: readonly string[];
  readonly before: ViewOf<D>;
  readonly after: ViewOf<D>;
  /** Only what the step changed. */
  readonly changes: readonly Change[];
}

/** A way through the model: where it starts, then step after step. */
export class Trace<D = any> {
  readonly start: ViewOf<D>;
  readonly steps: readonly Step<D>[];

  constructor(start: ViewOf<D>, steps: readonly Step<D>[]) {
    this.start = start;
    this.steps = steps;
  }

  get length(): number {
    return this.steps.length;
  }

  /** The state after the last step. */
  get end(): ViewOf<D> {
    return this.steps.at(-1)?.after ?? this.start;
  }

  /** The steps' labels, such as `apply A`. */
  get labels(): string[] {
    return this.steps.map(step => step.label);
  }

  /** One line a step: its number, its name, what it changed. */
  toString(): string {
    const width = this.labels.reduce((widest, label) => Math.max(widest, label.length), 5);
    const lines = this.steps.map((step, i) => {
      return `${String(i + 1).padStart(3)}  ${step.label.padEnd(width)}  ${step.changes.map(showChange).join(', ')}`;
    });
    return [`  0  ${'start'.padEnd(width)}  ${showBriefly(this.start as object)}`, ...lines].join('\n');
  }
}

/** Takes the given steps, one after the other, from the state that the machine holds. */
export function traceOf<D extends Declaration>(machine: Machine<D>, transitions: readonly Transition[]): Trace<D> {
  const start = snapshot(machine.state) as ViewOf<D>;
  return new Trace(
    start,
    transitions.map(transition => take(machine, transition)),
  );
}

/** Takes a step from the machine's state, and tells what it did. */
export function take<D>(machine: Machine<D>, transition: Transition): Step<D> {
  const before = snapshot(machine.state) as ViewOf<D>;
  const label = labelOf(machine, transition);
  fire(machine, transition);
  machine.normalise();
  packedBy(machine); // refuses values outside their domains
  const after = snapshot(machine.state) as ViewOf<D>;
  return {
    ...stepName(transition),
    label,
    cites: transition.cites,
    before,
    after,
    changes: changesBetween(before as object, after as object),
  };
}

/**
 * What a step is called that is possible in the machine's state.
 * @throws ModelError naming it when its label is a function that throws, returns no string, or writes a record as JavaScript does
 */
export function labelOf({ state }: Pick<Machine<any>, 'state'>, { label, labelIn }: Transition): string {
  if (!labelIn) return label;
  try {
    const text: unknown = labelIn(state);
    if (typeof text !== 'string') throw new ModelError(`It returned ${String(text)}.`, `Return a string.`);
    if (!text.includes('[object ')) return text;
    throw new ModelError(
      `It writes a record as JavaScript does: '${text}'.`,
      `Write its fields, or, as traces do: showValue(record, domain, s), with the domain as 'state' has it.`,
    );
  } catch (fault) {
    throw inContext(`The label of '${label}'`, fault, state);
  }
}
