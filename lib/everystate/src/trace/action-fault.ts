import { hold, type VisitedStates } from '../search/interface.js';
import { packedBy } from '../state/codec.js';
import { hasContext, inContext } from '../state/faults.js';
import { fire, isEnabled, type Machine } from '../state/machine.js';
import { traceTo } from './path.js';
import { SearchError } from './search-error.js';

/**
 * Says which action failed, in which state, and how that was reached. Which one it
 * was is found out by trying them again. A fault that has its context already, or
 * that no action causes, comes back as it was.
 */
export function actionFault<D>(fault: unknown, machine: Machine<D>, visited: VisitedStates, state: number): unknown {
  if (hasContext(fault)) return fault;
  const culprit = machine.transitions.find(transition => {
    hold(machine, visited, state);
    return fails(() => {
      if (isEnabled(machine, transition)) {
        fire(machine, transition);
        machine.canonise?.();
        packedBy(machine);
      }
    });
  });
  if (!culprit) return fault;
  const trace = traceTo(machine, visited, state);
  hold(machine, visited, state);
  const { state: held, model } = machine;
  const failure = inContext(`Action '${culprit.label}'`, fault, held as object, trace.labels, model.symmetric);
  return new SearchError(failure, trace);
}

function fails(run: () => void): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}
