// Declaring a model
export type { Declaration, Domain, Fields, Scalar, ValueOf } from './model/domain.js';
export type { StateOf, ViewOf } from './model/state-types.js';
export { type ArrayOf, arrayOf, type FixedArray } from './model/domains/array.js';
export type { Elements } from './model/collection.js';
export { type Bag, type BagOf, bagOf, type ReadonlyBag } from './model/domains/bag.js';
export { type Either, either, orNone } from './model/domains/either.js';
export { combinations } from './model/combinations.js';
export { each, type Family, processName } from './model/domains/family.js';
export { type FiniteMap, type MapOf, mapOf, type ReadonlyFiniteMap } from './model/domains/map.js';
export { processOf, type Reference } from './model/domains/reference.js';
export { flag, oneOf, range } from './model/domains/scalar.js';
export { type ReadonlySequence, type Sequence, type SequenceOf, sequenceOf } from './model/domains/sequence.js';
export type { FiniteSet, ReadonlyFiniteSet } from './model/domains/finite-set.js';
export { type SetOf, setOf } from './model/domains/set.js';
export { show } from './model/domains/shown.js';
export {
  actionsOf,
  model,
  type Action,
  type Actions,
  type Fairness,
  type Implication,
  type Model,
  type StateProperty,
  type StepImplication,
  type StepName,
  type StepProperty,
} from './model/model.js';
export type { Initial } from './model/initial.js';
export { ModelError } from './model/errors.js';

// Checking it
export { check, checkAsync } from './check/check.js';
export { generated } from './analysis/generated-code.js';
export type { AsyncOptions, CheckOptions, Progress, Stopped } from './check/control.js';
export type { ActionCoverage, Result } from './check/result.js';
export type { PropertyKind, Verdict } from './model/property-kinds.js';
export type { PropertyResult } from './properties/property.js';
export { sweep, type Grid, type SweepOptions } from './analysis/sweep.js';
export { walks, Walks, type WalkOptions } from './simulation/walks.js';
export type { WalkHits } from './simulation/tally.js';

// Looking at what was found
export { Trace, type Step } from './trace/trace.js';
export type { Change } from './trace/changes.js';
export { counterexamples, type CounterexampleOptions } from './analysis/counterexamples.js';
export { SearchError } from './trace/search-error.js';
export { outlook, outlookFrom, type Choice, type Outlook } from './analysis/outlook.js';
export { replay, ReplayError } from './trace/replay.js';
export { statuses, type Status } from './properties/statuses.js';
export { graph, type Edge, type Graph } from './analysis/graph.js';
export { showState, showValue } from './state/show.js';

// Taking it elsewhere
export { toDot, toMermaid, type DrawOptions } from './analysis/draw.js';
export { toItf, type ItfState, type ItfTrace, type ItfValue } from './trace/itf.js';
