import { didYouMean } from './did-you-mean.js';
import type { Declaration, ViewOf } from './domains.js';
import { ModelError } from './errors.js';
import { isEnabled, makeMachine } from './machine.js';
import type { Model } from './model.js';
import { inContext } from './model-fault.js';
import { showState, snapshot } from './show.js';
import { take, Trace } from './trace.js';

/**
 * Walks a model through the given steps, named as traces name them: `publish`,
 * or with the process, `apply A`. A trace is walked again from where it starts.
 *
 * @throws ModelError when a name is unknown, or a step is not possible where it stands
 */
export function replay<D extends Declaration>(model: Model<D>, steps: readonly string[] | Trace<D>): Trace<D> {
  const machine = makeMachine<D>(model);
  if (!(steps instanceof Trace) && !Array.isArray(steps)) {
    throw new ModelError(`'replay' was given no steps.`, `Give their names in a list, such as ['publish', 'apply A'], or a trace.`);
  }
  if (steps instanceof Trace) machine.hold(steps.start);
  else machine.read(machine.initial[0]!, 0);
  machine.write(new Int32Array(machine.words), 0); // refuses a start that is not this model's
  const start = snapshot(machine.state) as ViewOf<D>;

  const taken = (steps instanceof Trace ? steps.labels : steps).map((label, i) => {
    const transition = machine.transitions.find(candidate => candidate.label === label);
    if (!transition) {
      throw new ModelError(
        `Step ${i + 1}: the model has no action '${label}'.`,
        didYouMean(label, machine.transitions.map(({ label }) => label)),
      );
    }
    const here = snapshot(machine.state) as ViewOf<D>;
    try {
      if (isEnabled(machine, transition)) return take(machine, transition);
    } catch (fault) {
      throw inContext(`Step ${i + 1}: '${label}'`, fault, here as object);
    }
    const possible = machine.transitions.filter(candidate => isEnabled(machine, candidate)).map(({ label }) => label);
    throw new ModelError(
      `Step ${i + 1}: '${label}' is not possible in the state ${showState(here as object)}.`,
      possible.length > 0 ? `Possible there: ${possible.join(', ')}.` : `Nothing is possible there.`,
    );
  });
  return new Trace(start, taken);
}
