import { processName, type Declaration, type ViewOf } from '../model/domains.js';
import { BitSet } from '../model/finite-set.js';
import { fire, stepName, type Machine, type Transition } from '../state/machine.js';
import type { StepName } from '../model/model.js';
import { showState, showValue, snapshot } from '../state/show.js';

/** One field that a step changed. */
export interface Change {
  /** As people read it: `live`, or `enactor A.plan`. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

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
      const changes = step.changes.map(
        ({ field, before, after }) => `${field} ${showValue(before)} → ${showValue(after)}`,
      );
      return `${String(i + 1).padStart(3)}  ${step.label.padEnd(width)}  ${changes.join(', ')}`;
    });
    return [`  0  ${'start'.padEnd(width)}  ${showState(this.start as object)}`, ...lines].join('\n');
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
  fire(machine, transition);
  machine.settle();
  machine.write(new Int32Array(machine.words), 0); // refuses values outside their domains
  const after = snapshot(machine.state) as ViewOf<D>;
  return {
    ...stepName(transition),
    cites: transition.cites,
    before,
    after,
    changes: changesBetween(before as object, after as object),
  };
}

/** What differs between two states, in the fields that both have. */
export function changesBetween(before: object, after: object, prefix = ''): Change[] {
  return Object.entries(before).flatMap(([field, was]) => {
    if (!Object.hasOwn(after, field)) return [];
    const is = (after as Record<string, unknown>)[field];
    if (Array.isArray(was) && Array.isArray(is)) {
      return was.flatMap((member, i) =>
        i < is.length ? changesBetween(member, is[i], `${field} ${processName(i)}.`) : [],
      );
    }
    return isSame(was, is) ? [] : [{ field: prefix + field, before: was, after: is }];
  });
}

function isSame(was: unknown, is: unknown): boolean {
  // Two sets over other domains have other bits for the same elements.
  return (
    was === is ||
    (was instanceof BitSet &&
      is instanceof BitSet &&
      was.size === is.size &&
      [...was].every(element => is.has(element)))
  );
}
