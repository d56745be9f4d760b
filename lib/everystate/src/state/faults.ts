import { ModelError, OutOfBounds, shownAs } from '../model/errors.js';
import { isEnabled, type Machine, type Transition } from './machine.js';
import { showBriefly } from './show.js';

/** Errors that name the function at fault and the state. */
const withContext = new WeakSet<object>();

/** An error that names the function at fault, the state, and the steps that lead there. */
export function inContext(culprit: string, fault: unknown, state: object, way?: readonly string[]): ModelError {
  const { problem, remedy } = fault instanceof ModelError ? fault : explained(fault, state);
  const reached = way && way.length > 0 ? `\nIt was reached by: ${abridged(way)}.` : '';
  const Kind = fault instanceof OutOfBounds ? OutOfBounds : ModelError;
  const error = new Kind(`${culprit} failed in the state ${showBriefly(state)}.${reached}\n${problem}`, remedy);
  withContext.add(error);
  if (!(fault instanceof ModelError)) error.cause = fault;
  return error;
}

/** Whether an error names the function at fault already. */
export function hasContext(fault: unknown): boolean {
  return withContext.has(fault as object);
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

/** What an error of the JavaScript engine means for a model. */
function explained(fault: unknown, state: object): { problem: string; remedy: string } {
  const text = fault instanceof Error ? String(fault) : '';
  const added = /Cannot add property (\w+), object is not extensible/.exec(text)?.[1];
  if (added && /^\d+$/.test(added)) {
    return {
      problem: `There is no element ${added} in a list of fixed length.`,
      remedy: `Declare it with sequenceOf to let it grow and shrink, or stay below its length. In a sequence, use push or replaceWith.`,
    };
  }
  if (added) {
    return {
      problem: `There is no field '${added}' that can be changed here.`,
      remedy: `An element of a set or a sequence is not changed in place: take it out, and put in another one.`,
    };
  }
  if (/Cannot assign to read only property '\d+'/.test(text)) {
    return {
      problem: `It replaced a process or an element of a list as a whole, or changed a set that is a value by itself.`,
      remedy: `Change fields in place, also with Object.assign, or with replaceWith where it is a set or the like. Of a set that is an element or a parameter, make another one: union, difference.`,
    };
  }
  const fixed = /Cannot assign to read only property '(\w+)'/.exec(text)?.[1];
  if (fixed && Array.isArray((state as any)[fixed])) {
    return {
      problem: `'${fixed}' was replaced as a whole.`,
      remedy: `Instead, change its processes, such as ${fixed}[0], in place.`,
    };
  }
  if (fixed) {
    return {
      problem: `It changed '${fixed}' of a record that is a value by itself, such as an element of a set.`,
      remedy: `Take it out, and put in another one: { ...old, ${fixed}: … }.`,
    };
  }
  const method = /\.(\w+) is not a function/.exec(text)?.[1];
  return {
    problem: `It threw ${fault instanceof Error ? String(fault).replace(/\.$/, '') : shownAs(fault)}.`,
    remedy: `Guards, effects and properties must not throw in any reachable state.${method ? ` A set, sequence, map or bag has only the methods of its row in the README: spread it first, [...it].${method}(…).` : ''}`,
  };
}
