import { ModelError } from './errors.js';
import { fire, isEnabled, type Machine } from './machine.js';
import { showState } from './show.js';

/**
 * Says which action failed, and in which state. Which one it was is found out by
 * trying them again. When none fails, the fault is not an action's, and comes back
 * as it was.
 */
export function actionFault<D>(fault: unknown, machine: Machine<D>, packed: Int32Array, state: number): unknown {
  const goBack = () => machine.read(packed, state * machine.words);
  const culprit = machine.transitions.find(transition => {
    goBack();
    return fails(() => {
      if (isEnabled(machine, transition)) {
        fire(machine, transition);
        machine.write(new Int32Array(machine.words), 0);
      }
    });
  });
  if (!culprit) return fault;
  goBack();
  return inContext(`Action '${culprit.label}'`, fault, machine.state as object);
}

/** A fault with the one who caused it, and the state that it happened in. */
export function inContext(culprit: string, fault: unknown, state: object): ModelError {
  const [problem, remedy] = fault instanceof ModelError
    ? splitMessage(fault.message)
    : [`It threw ${String(fault)}.`, `Guards, effects and properties must not throw in any reachable state.`];
  const error = new ModelError(`${culprit} failed in the state ${showState(state)}.\n${problem}`, remedy);
  error.cause = fault;
  return error;
}

function fails(run: () => void): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}

function splitMessage(message: string): [problem: string, remedy: string] {
  const end = message.lastIndexOf('\n');
  return [message.slice(0, end), message.slice(end + 1)];
}
