import { ModelError } from '../model/errors.js';
import type { VisitedStates } from '../search/interface.js';
import { inContext } from '../state/faults.js';
import type { Machine } from '../state/machine.js';
import { labelsTo, retake } from '../trace/path.js';
import { now, withoutChance } from './no-chance.js';
import type { Observation } from './observer.js';
import type { Rehearsal } from './rehearsal.js';

/** States to look at again. */
const SAMPLE = 64;
/** Milliseconds to look at most, for a model whose functions are very slow. */
const LONGEST_RECHECK = 500;

/**
 * Looks at some states again after a search. In those of the rehearsal all must be
 * as it was then. Others are spread over all of the search: what led to them must lead there again, and all is
 * tried out there as in the rehearsal. When every state is known, steps lead to known states only. So a
 * model that keeps something to itself between calls, or does what it must not in later states, may be
 * found out even when it only begins to after its rehearsal.
 * @param search what it has found, and how many of the last states it took no steps from
 * @throws ModelError naming the state
 */
export function recheck(
  machine: Machine<any>,
  visited: VisitedStates,
  rehearsal: Rehearsal,
  { complete, waiting }: { readonly complete: boolean; readonly waiting: number },
): void {
  const { words } = machine;
  const end = now() + LONGEST_RECHECK;
  withoutChance(() => {
    for (const state of rehearsal.states) {
      if (now() >= end) return;
      const observed = rehearsal.tryAgain(state);
      if (complete) expectKnown(machine, visited, state.packed, observed);
    }
    const sample = Math.min(SAMPLE, visited.size);
    for (let i = 0; i < sample && now() < end; i++) {
      const state = sample === 1 ? 0 : Math.floor((i * (visited.size - 1)) / (sample - 1)); // the first and the last, too
      const predecessor = visited.predecessor(state);
      const packed = visited.packed.slice(state * words, (state + 1) * words);
      if (predecessor >= 0) retake(machine, visited, predecessor, state);
      if (state >= visited.size - waiting || rehearsal.hasRehearsed(state, packed)) continue;
      const observed = rehearsal.tryOut(packed, () => labelsTo(machine, visited, state));
      if (complete) expectKnown(machine, visited, packed, observed);
    }
  });
}

/** @throws ModelError when a step leads to a state that the search has not found */
function expectKnown(machine: Machine<any>, visited: VisitedStates, packed: Int32Array, { steps }: Observation): void {
  const odd = [...steps.values()].find(({ after }) => !visited.has(after!));
  if (!odd) return;
  machine.read(packed, 0);
  throw inContext(
    `Action '${odd.transition.label}'`,
    new ModelError(
      `It now leads to a state that was not reached when everything was searched.`,
      `A step may depend on the state alone: no variable outside the model, no clock, no chance.`,
    ),
    machine.state,
  );
}
