import { hold, type VisitedStates } from '../search/interface.js';
import { packedBy } from '../state/codec.js';
import { hasContext, inContext } from '../state/faults.js';
import { fire, isEnabled, type Machine } from '../state/machine.js';
import { labelsTo } from './path.js';

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
  const way = labelsTo(machine, visited, state);
  hold(machine, visited, state);
  return inContext(`Action '${culprit.label}'`, fault, machine.state as object, way);
}

function fails(run: () => void): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}
