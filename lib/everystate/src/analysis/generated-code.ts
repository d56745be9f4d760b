import type { Declaration } from '../model/domain.js';
import { generatedBy } from '../state/generate.js';
import { makeMachine } from '../state/machine.js';
import type { Model } from '../model/model.js';
import { Exploration } from '../explore.js';

/** States to search: enough to learn what steps read, and no more than fit the first table. */
const STATES = 10_000;

/**
 * The code that a check of this model runs, for people to read: how states are packed
 * (`codec`), how steps are taken by the model's functions (`expand`) and from memory
 * (`memoised`), and how states are looked up (`table`). A model of a few states runs
 * without the third.
 */
export function generated<D extends Declaration>(model: Model<D>): string {
  return generatedBy(() => {
    const machine = makeMachine<D>(model);
    new Exploration(machine, {}, { limit: STATES, handOverAt: 1, memoiseAbove: STATES / 100 }).run();
  }).join('\n');
}
