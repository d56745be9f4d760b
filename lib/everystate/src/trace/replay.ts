import type { Declaration } from '../model/domain.js';
import { didYouMean, ModelError } from '../model/errors.js';
import { makeMachine, type Machine, type Transition } from '../state/machine.js';
import type { Model } from '../model/model.js';
import { hasContext, inContext, isPossible } from '../state/faults.js';
import { showBriefly, snapshot, written } from '../state/show.js';
import { changesBetween } from './changes.js';
import { labelOf, take, traceOf, Trace, type Step } from './trace.js';

/** Thrown by `replay` where a walk stops fitting the model. */
export class ReplayError<D = any> extends ModelError {
  override readonly name: string = 'ReplayError';
  /** The part that still fits. */
  readonly fits: Trace<D>;
  /** The step that does not: 1 for the first. */
  readonly step: number;

  constructor({ problem, remedy, cause }: ModelError, fits: Trace<D>) {
    const step = fits.length + 1;
    super(`Step ${step}: ${problem}`, remedy);
    this.cause = cause;
    this.fits = fits;
    this.step = step;
  }
}

/**
 * Walks a model through the given steps, named as traces name them: `publish`,
 * or with the process, `apply A`. A trace must start where the model still starts, and
 * lead through the same states, as far as the model still has their fields. The loop
 * of a lasso is walked after its stem: `new Trace(trace.start, [...trace.steps, ...loop.steps])`.
 * Of several initial states, the walk begins at the first from which all steps fit.
 *
 * @throws ReplayError where a name is unknown, a step is not possible where it
 *   stands, or leads to another state than in the trace; of several initial states, for the one from which most fits
 * @throws ModelError when there are no steps, or the model does not start where the trace does
 */
export function replay<D extends Declaration>(model: Model<D>, steps: readonly string[] | Trace): Trace<D> {
  const machine = makeMachine<D>(model);
  if (!(steps instanceof Trace) && !Array.isArray(steps)) {
    throw new ModelError(
      `'replay' was given no steps.`,
      `Give their names in a list, such as ['publish', 'apply A'], or a trace.`,
    );
  }
  let furthest: ReplayError<D> | undefined;
  for (const initial of steps instanceof Trace ? startsOf(machine, steps) : machine.initial) {
    goTo(machine, initial);
    try {
      return walkFromHere(machine, steps);
    } catch (fault) {
      if (!(fault instanceof ReplayError)) throw fault;
      if (!furthest || fault.step > furthest.step) furthest = fault;
    }
  }
  throw furthest;
}

function walkFromHere<D extends Declaration>(machine: Machine<D>, steps: readonly string[] | Trace): Trace<D> {
  const { start } = traceOf(machine, []);
  const taken: Step<D>[] = [];
  for (const next of steps instanceof Trace ? steps.steps : steps) {
    try {
      const step = follow(machine, next);
      if (typeof next !== 'string') expectSame(next, step);
      taken.push(step);
    } catch (fault) {
      throw fault instanceof ModelError ? new ReplayError<D>(fault, new Trace(start, taken)) : fault;
    }
  }
  return new Trace(start, taken);
}

/** Makes the machine hold an initial state. */
function goTo(machine: Machine<any>, initial: Int32Array): void {
  machine.read(initial, 0);
  machine.normalise();
}

/** The initial states where a trace may start, as far as it has the same fields. */
function startsOf(machine: Machine<any>, { start }: Trace): readonly Int32Array[] {
  const starts = machine.initial.filter(initial => {
    goTo(machine, initial);
    return changesBetween(start, machine.state).length === 0;
  });
  if (starts.length > 0) return starts;
  goTo(machine, machine.initial[0]!);
  const { field, was, is } = changesBetween(start, machine.state)[0]!;
  throw new ModelError(
    `The model does not start where the trace does: there ${field} is ${was}, here it is ${is}.`,
    `Replay its labels alone to start where the model does: replay(model, trace.labels). A loop starts where its stem ends: replay both as one trace.`,
  );
}

/** Takes a step, given by its name or as one of a trace, from the machine's state. */
function follow<D>(machine: Machine<D>, next: string | Step): Step<D> {
  const candidates = transitionsLike(machine, next);
  const here = snapshot(machine.state) as object;
  const transition = candidates.find(candidate => isPossible(machine, candidate));
  if (transition) {
    try {
      return take(machine, transition);
    } catch (fault) {
      throw hasContext(fault) ? fault : inContext(`Action '${transition.label}'`, fault, here);
    }
  }
  const possible = machine.transitions
    .filter(candidate => isPossible(machine, candidate))
    .map(candidate => labelOf(machine, candidate));
  const name = typeof next === 'string' ? next : next.label;
  throw new ModelError(
    candidates.length > 0
      ? `'${name}' is not possible in the state ${showBriefly(here)}.`
      : `No step that is possible in the state ${showBriefly(here)} is called '${name}'.`,
    possible.length > 0 ? `Possible there: ${possible.join(', ')}.` : `Nothing is possible there.`,
  );
}

/**
 * The transitions that go by this name, or are of the same action, process and parameters as a step. Labels are
 * asked of steps that are possible alone: only there is what they look at. So of a name that none of them has, it is
 * not known whether it is that of a step: then there are none.
 * @throws ModelError when the model has no such step
 */
export function transitionsLike(machine: Machine<any>, step: string | Step): readonly Transition[] {
  const label = typeof step === 'string' ? step : step.label;
  const isSame = (candidate: Transition) =>
    typeof step !== 'string' &&
    candidate.action === step.action &&
    candidate.process === step.process &&
    written(candidate.given ?? {}) === written(step.given ?? {});
  const { transitions } = machine;
  const found = [
    () => transitions.filter(isSame),
    () => transitions.filter(candidate => candidate.label === label),
    () => transitions.filter(one => one.labelIn && isPossible(machine, one) && labelOf(machine, one) === label),
  ];
  for (const find of found) {
    const some = find();
    if (some.length > 0) return some;
  }
  if (transitions.some(({ labelIn }) => labelIn)) return [];
  throw new ModelError(
    `'${label}' is no action of this model.`,
    didYouMean(
      label,
      transitions.map(candidate => candidate.label),
    ),
  );
}

function expectSame(recorded: Step, { label, after }: Step): void {
  const [difference] = changesBetween(recorded.after, after);
  if (!difference) return;
  const { field, was, is } = difference;
  throw new ModelError(
    `'${label}' no longer does the same: in the trace ${field} is ${was} after it, now it is ${is}.`,
    `Replay its labels alone to go on from there: replay(model, trace.labels).`,
  );
}
