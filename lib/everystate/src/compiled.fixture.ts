import assert from 'node:assert/strict';
import type { Declaration } from './domains.js';
import { makeMachine } from './machine.js';
import type { Model } from './model.js';
import { searchAll } from './search.js';
import { StateStore } from './state-store.js';

/** Everything that a search tells, in the order in which it tells it; of all steps, of where they lead, or only of states. */
function transcript<D extends Declaration>(
  model: Model<D>,
  compileAbove: number,
  limit: number,
  of: 'steps' | 'targets' | 'states',
) {
  const machine = makeMachine<D>(model);
  const store = new StateStore(machine.words);
  const told: number[] = [];
  let error: string | undefined;
  const packed = new Int32Array(machine.words);
  try {
    const { taken, depth, complete, transitions } = searchAll(
      machine,
      store,
      {
        found(state) {
          told.push(0, state);
        },
        stepping:
          of === 'steps'
            ? (from, transition) => {
                machine.write(packed, 0); // what the state object holds after the step
                told.push(1, from, transition, ...packed);
              }
            : undefined,
        stepped:
          of !== 'states'
            ? (from, transition, to) => {
                told.push(2, from, transition, to);
              }
            : undefined,
        ended(state) {
          machine.write(packed, 0);
          told.push(3, state, ...packed);
        },
      },
      limit,
      compileAbove,
    );
    told.push(4, ...Array.from(taken), depth, Number(complete), transitions);
  } catch (fault) {
    error = String(fault);
  }
  const states = Array.from({ length: store.size }, (_, state) => [
    ...store.packed.subarray(store.offsetOf(state), store.offsetOf(state) + machine.words),
  ]);
  return { states, parents: [...store.lineage.parents(store.size)], told, error };
}

/**
 * Asserts that a search tells the same with remembered steps as with functions,
 * whether they are remembered from the first state on or from a later one.
 * Returns how many states there were.
 */
export function assertSameCompiled<D extends Declaration>(
  model: Model<D>,
  limit = 50_000,
): { states: number; error: string | undefined } {
  const expected = transcript(model, Infinity, limit, 'steps');
  for (const above of [0, 7, 100]) {
    assert.deepEqual(transcript(model, above, limit, 'steps'), expected, `remembered above ${above} that wait`);
  }
  assert.deepEqual(
    transcript(model, 3, limit, 'targets'),
    transcript(model, Infinity, limit, 'targets'),
    `nothing asked of steps`,
  );
  const states = transcript(model, Infinity, limit, 'states');
  for (const above of [0, 7, 100]) {
    assert.deepEqual(transcript(model, above, limit, 'states'), states, `some steps asleep, above ${above} that wait`);
  }
  return { states: expected.states.length, error: expected.error };
}

/** How many states and transitions there are, and how deep, by a search that remembers steps from the first state on, and lets them sleep. */
export function countCompiled<D extends Declaration>(
  model: Model<D>,
): { states: number; transitions: number; depth: number } {
  const machine = makeMachine<D>(model);
  const store = new StateStore(machine.words);
  const { transitions, depth } = searchAll(machine, store, {}, Infinity, 0);
  return { states: store.size, transitions, depth };
}
