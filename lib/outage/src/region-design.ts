import { ModelError } from 'everystate';

/** The lock of an endpoint. An Enactor takes it for one update, the look right before the update included. */
export const endpointLocks = ['no lock', 'for ever', 'lease', 'checked lease'] as const;
export type EndpointLock = (typeof endpointLocks)[number];

/** What can be changed in each endpoint's update and clean-up. */
export const regionChanges = [
  'recheck', // the transaction asks whether the plan is newer than the live one
  'recheckBefore', // the Enactor looks at the record once more, in a step before the transaction
  'compareAndSwap', // the same, and the transaction asks whether the record is as it was then
  'guard', // clean-up passes over the live plan: looking and deleting is one step
  'guardBefore', // clean-up looks first, and deletes in a later step
  'lockedCleanUp', // clean-up of an endpoint is done under its lock
  'tolerantRollback', // a live plan that is gone does not make the transaction fail
] as const;
export type RegionChange = (typeof regionChanges)[number];

export interface RegionDesign {
  readonly lock: EndpointLock;
  readonly changes: readonly RegionChange[];
  /**
   * An endpoint whose record is newer is passed over, and checked by itself: no check
   * is made for all of them. Otherwise the first refusal ends the work on the plan.
   */
  readonly skips?: boolean;
}

/** @throws ModelError when the design makes no sense */
export function changed({ changes, skips }: RegionDesign): (id: RegionChange) => boolean {
  for (const id of changes) {
    if (!regionChanges.includes(id))
      throw new ModelError(`There is no change '${id}' of a Region.`, `Choose among: ${regionChanges.join(', ')}.`);
  }
  const checksEach = changes.some(id => id === 'recheck' || id === 'recheckBefore' || id === 'compareAndSwap');
  if (skips && !checksEach)
    throw new ModelError(
      'An Enactor that skips endpoints must check each of them.',
      "Add 'recheck', 'recheckBefore' or 'compareAndSwap', or leave out 'skips'.",
    );
  return id => changes.includes(id);
}
