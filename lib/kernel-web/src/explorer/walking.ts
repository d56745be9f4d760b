/** A way through a model, step by step, and what is possible at its end. */
import { replay, ReplayError, type Model, type Status, type Step, type Trace } from 'everystate';
import { isEnabled, makeMachine, traceOf } from 'everystate/dist/engine.js';

export interface Walked {
  readonly trace: Trace;
  /** Why the rest of the steps is left out, if they do not all fit. */
  readonly left?: string;
}

/** Takes the steps, as far as the model allows. */
export function walk(model: Model, labels: readonly string[]): Walked {
  try {
    return { trace: replay(model, labels) };
  } catch (error) {
    if (!(error instanceof ReplayError)) throw error;
    return { trace: error.fits, left: `Step ${error.step}, “${labels[error.fits.length]}”, isn’t possible here.` };
  }
}

/** Every step that is possible in a state. */
export function stepsFrom(model: Model, state: Trace['start']): Step[] {
  const machine = makeMachine(model);
  return machine.transitions.flatMap(transition => {
    machine.hold(state);
    return isEnabled(machine, transition) ? traceOf(machine, [transition]).steps : [];
  });
}

/** The first state of a walk, or the one after so many steps. */
export function stateAfter({ start, steps }: Trace, taken: number): Trace['start'] {
  return taken === 0 ? start : steps[taken - 1]!.after;
}

/** After how many of the steps taken a promise was first broken, if it was. */
export function firstBroken(statuses: readonly Status[], name: string, taken: number): number | undefined {
  const first = statuses.findIndex(status => status[name] === false);
  return first >= 0 && first <= taken ? first : undefined;
}

/**
 * The number of steps after which it could go well for the last time.
 * @param well for each state, its start first, whether it could
 */
export function lastChance(well: readonly boolean[]): number | undefined {
  const lost = well.indexOf(false);
  return lost > 0 ? lost - 1 : undefined;
}
