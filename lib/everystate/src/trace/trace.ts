import type { Domain } from '../model/domain.js';
import type { Declaration, ViewOf } from '../model/domains.js';
import { isCollection } from '../model/collection.js';
import { fire, stepName, type Machine, type Transition } from '../state/machine.js';
import type { StepName } from '../model/model.js';
import { fieldsOf, isFamily, nameOf, showBriefly, showValue, snapshot } from '../state/show.js';

/** One field that a step changed. */
export interface Change {
  /** As people read it: `live`, or `enactor A.plan`. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
  /** The two as people read them. */
  readonly was: string;
  readonly is: string;
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
      const changes = step.changes.map(({ field, was, is }) => `${field} ${was} → ${is}`);
      return `${String(i + 1).padStart(3)}  ${step.label.padEnd(width)}  ${changes.join(', ')}`;
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
  machine.write(new Int32Array(machine.words), 0); // refuses values outside their domains
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

/** What a step is called that is taken from the machine's state. */
export function labelOf<D>({ state }: Machine<D>, { label, labelIn }: Transition): string {
  return labelIn ? labelIn(state) : label;
}

/** What differs between two states, in the fields that both have. */
export function changesBetween(before: object, after: object): Change[] {
  return changesIn(before, after, fieldsOf(before), '');
}

function changesIn(
  before: object,
  after: object,
  fields: Readonly<Record<string, Domain>> = {},
  prefix: string,
): Change[] {
  return Object.entries(before).flatMap(([field, was]) =>
    Object.hasOwn(after, field) ? changesOf(was, (after as any)[field], fields[field], prefix + field) : [],
  );
}

function changesOf(was: unknown, is: unknown, domain: Domain | undefined, name: string): Change[] {
  const { of, fields } = (domain ?? {}) as { of?: Domain; fields?: Record<string, Domain> };
  if (Array.isArray(was) && Array.isArray(is)) {
    const isProcesses = isFamily(was, domain);
    return was.flatMap((one, i) => {
      if (i >= is.length) return [];
      return isProcesses
        ? changesIn(one, is[i], fields, `${name} ${nameOf(domain as object, i)}.`)
        : changesOf(one, is[i], of, `${name}[${i}]`);
    });
  }
  if (isRecord(was) && isRecord(is) && domain?.kind !== 'scalar') return changesIn(was, is, fields, `${name}.`);
  if (was === is || (isCollection(was) && was.equals(is))) return [];
  return [{ field: name, before: was, after: is, was: showValue(was, domain), is: showValue(is, domain) }];
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isCollection(value);
}
