import type { Exploration } from '../explore.js';
import { OutOfBounds } from '../model/errors.js';
import { withoutChance } from '../purity/no-chance.js';
import { SearchError } from '../trace/search-error.js';
import type { Control, Stopped } from './control.js';

/** Whether a search, or what is tried out beside it, failed as a value did not fit into its field. */
export function isOutOfBounds(fault: unknown): boolean {
  return fault instanceof OutOfBounds || (fault instanceof SearchError && isOutOfBounds(fault.failure));
}

/** Explores until every state is found or there is a reason to stop, and returns that. */
export function* drive(
  exploration: Exploration<any>,
  control: Control,
  isViolated: () => boolean,
): Generator<void, Stopped | undefined> {
  const isEnough = () => control.stopAtFirst && isViolated();
  let stopped: Stopped | undefined;
  try {
    const search = unlessStopped(exploration.inSlices(), () => {
      const reason = control.look(exploration);
      return isEnough() ? 'violation' : reason;
    });
    stopped = (yield* search).stopped ?? exploration.cutBy;
    if (stopped && isEnough()) stopped = 'violation';
  } catch (fault) {
    if (fault instanceof RangeError && /allocation failed|array length/i.test(fault.message)) stopped = 'memory';
    else if (isOutOfBounds(fault) && isEnough()) stopped = 'violation';
    else throw fault;
  }
  control.report(exploration);
  return stopped;
}

/** Runs what pauses now and then to its end, unless there is a reason to stop at a pause. */
export function* unlessStopped<T>(
  work: Generator<void, T>,
  look: () => Stopped | undefined,
): Generator<void, { value?: T; stopped?: Stopped }> {
  for (;;) {
    yield;
    const { done, value } = withoutChance(() => work.next());
    if (done) return { value };
    const stopped = look();
    if (stopped) return { stopped };
  }
}
