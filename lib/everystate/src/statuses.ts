import type { Declaration, ViewOf } from './domains.js';
import { fire, makeMachine, stepName } from './machine.js';
import type { Model } from './model.js';
import { transitionOf } from './replay.js';
import { snapshot } from './show.js';
import type { Trace } from './trace.js';
import { ask, askOfStep, watch } from './watch.js';

/** For each `always`, `everyStep` and `sometimes` property, whether it is true. */
export interface Status {
  readonly [property: string]: boolean;
}

/**
 * Which properties hold where along a trace: first at its start, then after each
 * step. A property of steps is asked of the step that leads there; at the start
 * there is none, so that it holds.
 *
 * @throws ModelError when the trace is not of this model: see `replay`
 */
export function statuses<D extends Declaration>(model: Model<D>, trace: Trace<D>): Status[] {
  const machine = makeMachine<D>(model);
  const ofStates = [...watch('always', model.always), ...watch('sometimes', model.sometimes)];
  const ofSteps = watch('everyStep', model.everyStep);
  const held = (step?: (one: typeof ofSteps[number]) => boolean) => Object.fromEntries([
    ...ofSteps.map(one => [one.name, step ? step(one) : true]),
    ...ofStates.map(one => [one.name, ask(one, machine.state as object)]),
  ]) as Status;

  machine.hold(trace.start);
  return [held(), ...trace.steps.map(({ label, before, after }) => {
    const transition = transitionOf(machine, label);
    machine.hold(before);
    fire(machine, transition);
    const raw = snapshot(machine.state) as ViewOf<D>;
    machine.hold(after);
    return held(one => askOfStep(one, before as object, raw as object, stepName(transition)));
  })];
}
