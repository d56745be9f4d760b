export {
  assumptions,
  cited,
  claims,
  events,
  linkTo,
  placeOf,
  promises,
  sources,
  type Assumption,
  type Claim,
  type Moment,
  type Promised,
  type Source,
} from './ledger.js';
export { candidatesIn, judge, withChanges, type Candidate } from './candidates.js';
export { article, type ArticleVariant } from './article.js';
export { bigLock, bigLockOneMayStop, type BigLock } from './big-lock.js';
export { changes, type Change, type ChangeId } from './changes.js';
export { isWithin, judgeDesign, smallestDesigns, type Design } from './designs.js';
export { fair } from './fair.js';
export { endless, watched, type EndlessSize, type WhatPlanner } from './endless.js';
export { flips, type Flip } from './flips.js';
export { raceWithLock, type LockSize } from './lock.js';
export { normalForm, type Planned } from './normal-form.js';
export { withOperators, type Care } from './operators.js';
export { onlyWhen } from './only-when.js';
export { oneMayStop, outage } from './outage.js';
export { withRollback } from './rollback.js';
export {
  judgeCandidate,
  regionCandidates,
  type RegionCandidate,
  type RegionFound,
} from './region-candidates.js';
export { judgeRegion, type Broken } from './region-verdicts.js';
export { regionOfAnySize, type Question, type StepsOf, type UnknownRegion } from './region-of-any-size.js';
export { race, type RaceSize } from './race.js';
export { enactorName, lanes, lockLane, parties, tell, type Scene, type SceneStep, type Told } from './story.js';
export { oneMayStopInRegion, region } from './region.js';
export {
  endpointLocks,
  regionChanges,
  type EndpointLock,
  type RegionChange,
  type RegionDesign,
} from './region-design.js';
export { endlessRegion, watchedRegion, watchedRegionOneStops, type EndlessRegionSize } from './region-endless.js';
export { treesDrawn, type Records } from './trees.js';
