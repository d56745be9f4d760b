import type { Declaration } from './domains.js';
import { ModelError } from './errors.js';
import { fire, isEnabled, type Machine } from './machine.js';
import { actionFault, inContext } from './model-fault.js';
import type { StateStore } from './state-store.js';
import { retake } from './way.js';

/** States to look at again. */
const SAMPLE = 64;

/**
 * Looks at some states again after a search, spread over all of it: what led to them
 * must lead there again and, when every state is known, on to known states only. A
 * model that keeps something to itself between calls is found out here, even when it
 * only begins to after its rehearsal.
 * @throws ModelError naming the state
 */
export function lookAgain<D extends Declaration>(machine: Machine<D>, store: StateStore, complete: boolean): void {
  const sample = Math.min(SAMPLE, store.size);
  for (let i = 0; i < sample; i++) {
    const state = sample === 1 ? 0 : Math.floor(i * (store.size - 1) / (sample - 1)); // the first and the last, too
    const parent = store.lineage.parentOf(state);
    if (parent >= 0) retake(machine, store, parent, state);
    if (complete) followAll(machine, store, state);
  }
}

function followAll<D extends Declaration>(machine: Machine<D>, store: StateStore, state: number): void {
  const packed = new Int32Array(machine.words);
  const goBack = () => machine.read(store.packed, store.offsetOf(state));
  for (const transition of machine.transitions) {
    goBack();
    try {
      if (!isEnabled(machine, transition)) continue;
      fire(machine, transition);
      machine.canonise?.();
      machine.write(packed, 0);
    } catch (fault) {
      throw actionFault(fault, machine, store, state);
    }
    if (store.has(packed)) continue;
    goBack();
    throw inContext(`Action '${transition.label}'`, new ModelError(
      `It now leads to a state that was not reached when everything was searched.`,
      `A step may depend on the state alone: no variable outside the model, no clock, no chance.`,
    ), machine.state as object);
  }
}
