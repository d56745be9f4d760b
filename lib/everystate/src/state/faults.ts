import { didYouMean } from '../model/did-you-mean.js';
import { ModelError } from '../model/errors.js';
import { isEnabled, type Machine, type Transition } from './machine.js';
import { showState } from './show.js';

/** A fault with the one who caused it, the state that it happened in, and the steps that lead there. */
export function inContext(culprit: string, fault: unknown, state: object, way?: readonly string[]): ModelError {
  const { problem, remedy } = fault instanceof ModelError ? fault : explained(fault, state);
  const reached = way && way.length > 0 ? `\nIt was reached by: ${abridged(way)}.` : '';
  const error = new ModelError(`${culprit} failed in the state ${showState(state)}.${reached}\n${problem}`, remedy);
  error.cause = fault;
  return error;
}

/** Whether it was said already who caused a fault. */
export function hasContext(fault: unknown): boolean {
  return fault instanceof ModelError && fault.cause !== undefined;
}

/** Whether a step is possible in the machine's state. A guard that fails is named. */
export function isPossible(machine: Machine<any>, transition: Transition): boolean {
  try {
    return isEnabled(machine, transition);
  } catch (fault) {
    throw inContext(`Action '${transition.label}'`, fault, machine.state);
  }
}

/** At most the first and the last ten steps. */
function abridged(way: readonly string[]): string {
  const steps = way.length <= 20 ? way : [...way.slice(0, 10), `… ${way.length - 20} more …`, ...way.slice(-10)];
  return steps.join(', ');
}

/** What a fault of the engine's means for a model. */
function explained(fault: unknown, state: object): { problem: string; remedy: string } {
  const field = /Cannot add property ([A-Za-z_]\w*), object is not extensible/.exec(String(fault))?.[1];
  if (field) {
    const fields = Object.entries(state).flatMap(([name, value]) =>
      Array.isArray(value) ? [name, ...Object.keys(value[0])] : [name],
    );
    return { problem: `There is no field '${field}'.`, remedy: didYouMean(field, [...new Set(fields)]) };
  }
  if (/Cannot assign to read only property '\d+'/.test(String(fault))) {
    return { problem: `It replaced a process as a whole.`, remedy: `Change the process's fields in place.` };
  }
  return {
    problem: `It threw ${String(fault)}.`,
    remedy: `Guards, effects and properties must not throw in any reachable state.`,
  };
}
