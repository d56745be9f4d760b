import type { Declaration, ViewOf } from './domains.js';
import { processName } from './domains.js';
import { fire, isEnabled, type Machine, type Transition } from './machine.js';
import type { StepName } from './model.js';
import { showState, showValue, snapshot } from './show.js';
import type { StateStore } from './state-store.js';

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

  /** The steps' labels, as `replay` takes them. */
  get labels(): string[] {
    return this.steps.map(step => step.label);
  }

  /** One line a step: its number, its name, what it changed. */
  toString(): string {
    const width = Math.max(5, ...this.labels.map(label => label.length));
    const lines = this.steps.map((step, i) => {
      const changes = step.changes.map(({ field, before, after }) => `${field} ${showValue(before)} → ${showValue(after)}`);
      return `${String(i + 1).padStart(3)}  ${step.label.padEnd(width)}  ${changes.join(', ')}`;
    });
    return [`  0  ${'start'.padEnd(width)}  ${showState(this.start as object)}`, ...lines].join('\n');
  }
}

/**
 * The way by which a search first reached a state; one step more when a
 * transition is given to end with.
 */
export function traceTo<D extends Declaration>(
  machine: Machine<D>, store: StateStore, state: number, last?: Transition,
): Trace<D> {
  const path = [state];
  while (store.parents[path[0]!]! >= 0) path.unshift(store.parents[path[0]!]!);

  machine.read(store.packed, path[0]! * machine.words);
  const start = snapshot(machine.state) as ViewOf<D>;
  const steps = path.slice(1).map((target, i) => {
    // Which step it was is not stored for every state: it is found again here.
    machine.read(store.packed, path[i]! * machine.words);
    return take(machine, transition => leadsTo(machine, store, path[i]!, transition, target));
  });
  if (last) {
    machine.read(store.packed, state * machine.words);
    steps.push(take(machine, transition => transition === last));
  }
  return new Trace(start, steps);
}

/** Takes the first step that is wanted from the machine's state, and tells what it did. */
export function take<D>(machine: Machine<D>, wanted: (transition: Transition) => boolean): Step<D> {
  const before = snapshot(machine.state) as ViewOf<D>;
  const transition = machine.transitions.find(wanted);
  if (!transition) throw new Error('A state was reached by no step: its model is not deterministic.');
  const packed = new Int32Array(machine.words);
  machine.write(packed, 0);
  machine.read(packed, 0);
  fire(machine, transition);
  machine.write(packed, 0);
  machine.read(packed, 0);
  const after = snapshot(machine.state) as ViewOf<D>;
  const { action, family, process, label, cites } = transition;
  return { action, family, process, label, cites, before, after, changes: changesBetween(before as object, after as object) };
}

function leadsTo<D>(
  machine: Machine<D>, store: StateStore, from: number, transition: Transition, target: number,
): boolean {
  if (!isEnabled(machine, transition)) return false;
  fire(machine, transition);
  const packed = new Int32Array(machine.words);
  machine.write(packed, 0);
  machine.read(store.packed, from * machine.words);
  return store.find(packed) === target;
}

function changesBetween(before: object, after: object, prefix = ''): Change[] {
  return Object.entries(before).flatMap(([field, was]) => {
    const is = (after as Record<string, unknown>)[field];
    if (Array.isArray(was)) {
      return was.flatMap((member, i) =>
        changesBetween(member, (is as object[])[i]!, `${field} ${processName(i)}.`));
    }
    return showValue(was) === showValue(is) ? [] : [{ field: prefix + field, before: was, after: is }];
  });
}
