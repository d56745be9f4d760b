import { didYouMean } from './did-you-mean.js';
import type { Declaration, ViewOf } from './domains.js';
import { ModelError } from './errors.js';
import { isEnabled, makeMachine } from './machine.js';
import type { Model } from './model.js';
import { showState, snapshot } from './show.js';
import { take, Trace } from './trace.js';

/**
 * Walks a model through the given steps, named as traces name them: `publish`,
 * or with the process, `apply A`.
 *
 * @throws ModelError when a name is unknown, or a step is not possible where it stands
 */
export function replay<D extends Declaration>(model: Model<D>, labels: readonly string[]): Trace<D> {
  const machine = makeMachine<D>(model);
  machine.read(machine.initial[0]!, 0);
  const start = snapshot(machine.state) as ViewOf<D>;

  const steps = labels.map((label, i) => {
    const transition = machine.transitions.find(candidate => candidate.label === label);
    if (!transition) {
      throw new ModelError(
        `Step ${i + 1}: the model has no action '${label}'.`,
        didYouMean(label, machine.transitions.map(({ label }) => label)),
      );
    }
    if (!isEnabled(machine, transition)) {
      const possible = machine.transitions.filter(candidate => isEnabled(machine, candidate)).map(({ label }) => label);
      throw new ModelError(
        `Step ${i + 1}: '${label}' is not possible in the state ${showState(machine.state)}.`,
        possible.length > 0 ? `Possible there: ${possible.join(', ')}.` : `Nothing is possible there.`,
      );
    }
    return take(machine, candidate => candidate === transition);
  });
  return new Trace(start, steps);
}
