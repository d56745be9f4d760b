import { Exploration, type ExploreVisitor } from '../explore.js';
import type { Declaration } from '../model/domain.js';
import { ModelError } from '../model/errors.js';
import { rehearse } from '../purity/rehearsal.js';
import type { Machine } from '../state/machine.js';

/**
 * Rehearses the model and explores all of it, for questions that need every state.
 * @throws ModelError when it has more than `most` states
 */
export function exploreAll<D extends Declaration>(
  machine: Machine<D>,
  visitor: ExploreVisitor,
  most: number,
  remedy: string,
): Exploration<D> {
  rehearse(machine);
  const exploration = new Exploration(machine, visitor, { limit: most }).run();
  if (exploration.complete) return exploration;
  throw new ModelError(`The model has more than ${most} states.`, remedy);
}
