import { processName, type Declaration, type ViewOf } from './domains.js';
import { ModelError } from './errors.js';
import { BitSet } from './finite-set.js';
import { fire, isEnabled, stepName, type Machine, type Transition } from './machine.js';
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

  /** The steps' labels, such as `apply A`. */
  get labels(): string[] {
    return this.steps.map(step => step.label);
  }

  /** One line a step: its number, its name, what it changed. */
  toString(): string {
    const width = this.labels.reduce((widest, label) => Math.max(widest, label.length), 5);
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
  const path = pathTo(store, state);
  machine.read(store.packed, store.offsetOf(path[0]!));
  const start = snapshot(machine.state) as ViewOf<D>;
  const steps = path.slice(1).map((target, i) => take(machine, stepBetween(machine, store, path[i]!, target)));
  if (last) {
    machine.read(store.packed, store.offsetOf(state));
    steps.push(take(machine, last));
  }
  return new Trace(start, steps);
}

/** The labels of the steps by which a search first reached a state. */
export function labelsTo<D>(machine: Machine<D>, store: StateStore, state: number): string[] {
  const path = pathTo(store, state);
  return path.slice(1).map((target, i) => stepBetween(machine, store, path[i]!, target).label);
}

/** Takes a step from the machine's state, and tells what it did. */
export function take<D>(machine: Machine<D>, transition: Transition): Step<D> {
  const before = snapshot(machine.state) as ViewOf<D>;
  fire(machine, transition);
  machine.write(new Int32Array(machine.words), 0); // refuses values outside their domains
  const after = snapshot(machine.state) as ViewOf<D>;
  return { ...stepName(transition), cites: transition.cites, before, after, changes: changesBetween(before as object, after as object) };
}

/** The numbers of the states on the way, the initial one first. */
function pathTo(store: StateStore, state: number): number[] {
  const path = [];
  for (let at = state; at >= 0; at = store.parents[at]!) path.push(at);
  return path.reverse();
}

/**
 * Which step led from one state to the other is not stored for every state: it is
 * found again here. The machine holds the first of them afterwards.
 * @throws ModelError when no step does, because the model is not deterministic
 */
function stepBetween<D>(machine: Machine<D>, store: StateStore, from: number, to: number): Transition {
  const packed = new Int32Array(machine.words);
  const step = machine.transitions.find(transition => {
    machine.read(store.packed, store.offsetOf(from));
    if (!isEnabled(machine, transition)) return false;
    machine.read(store.packed, store.offsetOf(from));
    fire(machine, transition);
    machine.write(packed, 0);
    return store.find(packed) === to;
  });
  machine.read(store.packed, store.offsetOf(from));
  if (step) return step;
  throw new ModelError(
    `The model does not do the same thing twice in the state ${showState(machine.state as object)}: a step that was taken there is not found again.`,
    `Let guards and effects depend on the state alone, and guards change nothing: no Math.random, no clock, no variable outside the model.`,
  );
}

function changesBetween(before: object, after: object, prefix = ''): Change[] {
  return Object.entries(before).flatMap(([field, was]) => {
    const is = (after as Record<string, unknown>)[field];
    if (Array.isArray(was)) {
      return was.flatMap((member, i) =>
        changesBetween(member, (is as object[])[i]!, `${field} ${processName(i)}.`));
    }
    const same = was instanceof BitSet ? was.bits === (is as BitSet<unknown>).bits : was === is;
    return same ? [] : [{ field: prefix + field, before: was, after: is }];
  });
}
