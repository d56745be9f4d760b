import type { EndpointLock, RegionChange, RegionDesign } from './region-design.js';
import type { EndlessRegionSize } from './region-endless.js';
import { judgeRegion, type Broken } from './region-verdicts.js';

/** A design of the Region by its name, with each lock to be tried. */
export interface RegionCandidate {
  readonly name: string;
  readonly changes: readonly RegionChange[];
  /** Whether an Enactor that is refused at an endpoint goes on to the next. */
  readonly skips: boolean;
}

export const regionCandidates: readonly RegionCandidate[] = [
  { name: 'as it was', changes: [], skips: false },
  { name: 're-check in the transaction', changes: ['recheck'], skips: true },
  { name: 'compare and swap', changes: ['compareAndSwap'], skips: true },
  { name: 'second look under the lock', changes: ['recheckBefore'], skips: true },
  { name: 'guard the live plan', changes: ['guard'], skips: false },
  { name: 're-check and guard', changes: ['recheck', 'guard'], skips: true },
  { name: 'guard in two steps, clean-up locked', changes: ['guardBefore', 'lockedCleanUp'], skips: false },
  { name: 'tolerant rollback', changes: ['tolerantRollback'], skips: false },
];

/** What was found of a design with a lock, in a Region of a size and with any number of plans. */
export interface RegionFound extends EndlessRegionSize {
  /** The name of a candidate. */
  readonly design: string;
  readonly lock: EndpointLock;
  /** All five promises, in their order. */
  readonly broken: readonly Broken[];
}

export function judgeCandidate(size: EndlessRegionSize, { name, ...design }: RegionCandidate, lock: EndpointLock) {
  return { design: name, lock, ...size, broken: judgeRegion(size, { ...design, lock } satisfies RegionDesign) };
}
