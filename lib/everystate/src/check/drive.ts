import type { Exploration } from '../explore.js';
import { withoutChance } from '../purity/no-chance.js';
import type { Control, Stopped } from './control.js';

/** Explores until every state is found or there is a reason to stop, and returns that. */
export function* drive(
  exploration: Exploration<any>,
  control: Control,
  isViolated: () => boolean,
): Generator<void, Stopped | undefined> {
  const slices = exploration.inSlices();
  let milliseconds = 0;
  for (;;) {
    yield;
    let stopped: Stopped | undefined;
    try {
      const before = performance.now();
      const { done } = slices.next(milliseconds);
      milliseconds = performance.now() - before;
      stopped = done
        ? exploration.complete
          ? undefined
          : exploration.isCutAtDepth
            ? 'depth'
            : 'states'
        : control.look(exploration);
      if (control.stopAtFirst && !(done && exploration.complete) && isViolated()) stopped = 'violation';
      if (!done && !stopped) continue;
    } catch (fault) {
      if (!(fault instanceof RangeError && /allocation failed|array length/i.test(fault.message))) throw fault;
      stopped = 'memory';
    }
    control.end(exploration);
    return stopped;
  }
}

/** Runs what pauses now and then to its end, unless there is a reason to stop. */
export function* unlessStopped<T>(
  work: Generator<void, T>,
  look: () => Stopped | undefined,
): Generator<void, { value?: T; stopped?: Stopped }> {
  for (;;) {
    yield;
    const stopped = look();
    if (stopped) return { stopped };
    const { done, value } = withoutChance(() => work.next());
    if (done) return { value };
  }
}
