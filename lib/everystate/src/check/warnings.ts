import type { Declaration } from '../model/domain.js';
import type { Machine } from '../state/machine.js';
import type { VisitedStates } from '../search/interface.js';
import { NO_DEADLOCK } from '../model/property-kinds.js';
import { unusedFields } from './unused-fields.js';
import type { Property } from '../properties/property.js';

/** In larger models nothing is said of unused fields: it would take too long to be sure. */
const MOST_STATES_TO_TRY = 200_000;

/** Finds what to warn of. That may take as long as the search did, so it waits until somebody asks. */
export type Warn = () => readonly string[];

/**
 * What to warn of after a search that has seen every state. The packed states of all but
 * large models are kept until somebody asks, without the table to look them up.
 */
export function warnings<D extends Declaration>(
  properties: readonly Property[],
  machine: Machine<D>,
  visited: VisitedStates,
): Warn {
  const first = vacuous(properties);
  if (visited.size > MOST_STATES_TO_TRY) return () => first;
  const packed = visited.packed.subarray(0, visited.size * machine.words);
  return () => [...first, ...unusedFields(machine, packed)];
}

/** Warns of what says nothing: implications whose left side was never true, and what was to be so where it ends. */
function vacuous(properties: readonly Property[]): string[] {
  return properties
    .filter(({ when, occasions, kind, name }) => occasions === 0 && (when || (kind === 'ends' && name !== NO_DEADLOCK)))
    .map(
      ({ name, kind }) =>
        `vacuous: '${name}' holds only because ${kind === 'ends' ? 'no state is without a step' : `its 'when' is never true`}`,
    );
}
