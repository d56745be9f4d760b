import { ModelError } from '../model/errors.js';

/** What a function returned. If it is a promise, it is refused soon: that it may fail is of no interest. */
export function handled(returned: unknown): unknown {
  if (returned instanceof Promise) returned.catch(() => {});
  return returned;
}

/** @throws ModelError when a guard or a property returned neither true nor false */
export function refuseAnswer(answer: unknown): void {
  if (typeof answer === 'boolean') return;
  const shown =
    answer instanceof Promise ? 'a promise' : typeof answer === 'string' ? JSON.stringify(answer) : String(answer);
  throw new ModelError(`It returned ${shown}.`, `Return true or false.`);
}

/** @throws ModelError when an effect returned what would have to be done or kept by somebody; parts of the state are sealed */
export function refuseLost(returned: unknown): void {
  if (returned === undefined) return;
  if (handled(returned) instanceof Promise) {
    throw new ModelError(
      `Its effect is asynchronous.`,
      `An effect is one indivisible step: split it into several actions.`,
    );
  }
  const lost = whatIsLost(returned);
  if (lost)
    throw new ModelError(`Its effect returned ${lost}.`, `Change the given state in place: what is returned is lost.`);
}

function whatIsLost(returned: unknown): string | undefined {
  if (typeof returned === 'function') return 'a function';
  if (typeof returned !== 'object' || returned === null || Object.isSealed(returned)) return undefined;
  if (Array.isArray(returned)) return 'a list';
  if (typeof (returned as any).next === 'function') return 'a generator';
  return Object.getPrototypeOf(returned) === Object.prototype ? 'a new object' : undefined;
}
