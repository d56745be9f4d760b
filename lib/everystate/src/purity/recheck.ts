import { withoutChance } from './no-chance.js';
import { ModelError } from '../model/errors.js';
import { fire, isEnabled, type Machine } from '../state/machine.js';
import { inContext } from '../state/faults.js';
import { Rehearsal, type Scene } from './rehearsal.js';
import { hold, type VisitedStates } from '../search/engine.js';
import { actionFault, labelsTo, retake } from '../trace/path.js';

/** States to look at again. */
const SAMPLE = 64;
/** Milliseconds to look at most, for a model whose functions are very slow. */
const PATIENCE = 500;

/**
 * Looks at some states again after a search. In those of the rehearsal the same steps must be possible
 * as then. Others are spread over all of the search: what led to them
 * must lead there again, all is tried out there as in the rehearsal and, when every state is known,
 * steps lead to known states only. So a model that keeps something to itself between calls, or
 * does what it must not in later states, may be found out even when it only begins to after its rehearsal.
 * @param rehearsed what was tried out before the search
 * @param search what it has found, and how many of the last states it took no steps from
 * @throws ModelError naming the state
 */
export function lookAgain(
  machine: Machine<any>,
  visited: VisitedStates,
  rehearsed: readonly Scene[],
  { complete, waiting }: { readonly complete: boolean; readonly waiting: number },
): void {
  const rehearsal = new Rehearsal(machine, false);
  const end = performance.now() + PATIENCE;
  for (const scene of rehearsed) if (performance.now() < end) withoutChance(() => rehearsal.tryAgain(scene));
  const sample = Math.min(SAMPLE, visited.size);
  for (let i = 0; i < sample && performance.now() < end; i++) {
    const state = sample === 1 ? 0 : Math.floor((i * (visited.size - 1)) / (sample - 1)); // the first and the last, too
    const parent = visited.predecessor(state);
    withoutChance(() => {
      if (parent >= 0) retake(machine, visited, parent, state);
      if (state >= visited.size - waiting) return;
      const { words } = machine;
      const packed = visited.packed.slice(state * words, (state + 1) * words);
      rehearsal.tryOut(packed, () => labelsTo(machine, visited, state));
      if (complete) followAll(machine, visited, state);
    });
  }
}

function followAll(machine: Machine<any>, visited: VisitedStates, state: number): void {
  const packed = new Int32Array(machine.words);
  const goBack = () => hold(machine, visited, state);
  for (const transition of machine.transitions) {
    goBack();
    try {
      if (!isEnabled(machine, transition)) continue;
      fire(machine, transition);
      machine.canonise?.();
      machine.write(packed, 0);
    } catch (fault) {
      throw actionFault(fault, machine, visited, state);
    }
    if (visited.has(packed)) continue;
    goBack();
    throw inContext(
      `Action '${transition.label}'`,
      new ModelError(
        `It now leads to a state that was not reached when everything was searched.`,
        `A step may depend on the state alone: no variable outside the model, no clock, no chance.`,
      ),
      machine.state as object,
    );
  }
}
