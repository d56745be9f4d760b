import { ModelError } from './errors.js';
import { fire, isEnabled, type Machine } from './machine.js';
import { showState } from './show.js';

/**
 * Adds to a fault where it happened: the state, and the action that was under way
 * there. Which one that was is found out by trying them again.
 */
export function inContext<D>(fault: unknown, machine: Machine<D>, packed: Int32Array, state: number): ModelError {
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
  goBack();
  const [problem, remedy] = fault instanceof ModelError
    ? splitMessage(fault.message)
    : [`It threw ${String(fault)}.`, `Guards, effects and properties must not throw in any reachable state.`];
  const where = culprit ? `Action '${culprit.label}'` : `A property`;
  const error = new ModelError(`${where} failed in the state ${showState(machine.state as object)}.\n${problem}`, remedy);
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
