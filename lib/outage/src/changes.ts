/** A change to the design that might have prevented the outage. */
export interface Change {
  readonly id: string;
  /** A few words, for headings. */
  readonly name: string;
  readonly text: string;
  /** Ids of the claims and assumptions that it answers. */
  readonly cites: readonly string[];
}

/**
 * The candidates. Any of them can be asked of `outage`, alone or together with
 * others. None is taken from AWS, who said only what they would fix (PM-18).
 */
export const changes = [
  {
    id: 'recheck',
    name: 're-check in the transaction',
    text: 'The transaction that applies a plan also checks that the plan is newer than the live one. If it is not, the Enactor passes over this endpoint.',
    cites: ['PM-6', 'PM-12', 'TALK-3'],
  },
  {
    id: 'recheckBefore',
    name: 're-check before the transaction',
    text: 'A second look: the Enactor checks once more right before it applies its plan, in a step of its own.',
    cites: ['PM-6', 'PM-12'],
  },
  {
    id: 'guard',
    name: 'guard the live plan',
    text: 'Clean-up passes over the live plan: looking and deleting is one step.',
    cites: ['PM-13', 'A-10'],
  },
  {
    id: 'guardBefore',
    name: 'guard the live plan, in two steps',
    text: 'Clean-up first looks whether a plan is live, and deletes it in a later step.',
    cites: ['PM-13', 'A-10'],
  },
  {
    id: 'lockedCleanUp',
    name: 'clean-up under the lock',
    text: 'There is a lock: an Enactor takes it to apply its plan, and again for all of its clean-up. If its holder stops, the lock is free at once, as if failures were always noticed.',
    cites: ['PM-11', 'TALK-3', 'A-14'],
  },
  {
    id: 'keepMore',
    name: 'more older plans kept',
    text: 'Clean-up keeps one more old plan.',
    cites: ['PM-11', 'TALK-8', 'A-9'],
  },
  {
    id: 'tolerantRollback',
    name: 'tolerant rollback',
    text: 'When the tree of the live plan is gone, the transaction leaves the rollback record as it is, and goes through.',
    cites: ['TALK-10'],
  },
  {
    id: 'oneEnactor',
    name: 'a single Enactor',
    text: 'There is one Enactor only.',
    cites: ['PM-3'],
  },
  {
    id: 'slowPlanner',
    name: 'slower Planner',
    text: 'The Planner makes no new plan before the last one is live.',
    cites: ['PM-9', 'TALK-14'],
  },
] as const satisfies readonly Change[];

export type ChangeId = (typeof changes)[number]['id'];
