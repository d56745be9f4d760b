// Declaring a model
export {
  each,
  flag,
  oneOf,
  processName,
  range,
  setOf,
  type Declaration,
  type Family,
  type Fields,
  type Scalar,
  type SetOf,
  type StateOf,
  type ViewOf,
} from './model/domains.js';
export type { FiniteSet, ReadonlyFiniteSet } from './model/finite-set.js';
export {
  model,
  type Action,
  type Actions,
  type Fairness,
  type Implication,
  type Initial,
  type Model,
  type StateProperty,
  type StepName,
  type StepProperty,
} from './model/model.js';
export { ModelError } from './model/errors.js';

// Checking it
export { check, checkAsync } from './check/check.js';
export { generated } from './analysis/generated-code.js';
export type { AsyncOptions, CheckOptions, Progress, Stopped } from './check/control.js';
export {
  type ActionCoverage,
  type PropertyKind,
  type PropertyResult,
  type Result,
  type Verdict,
} from './check/result.js';
export { sweep, type Grid, type SweepOptions } from './analysis/sweep.js';
export { walks, Walks, type WalkOptions } from './simulation/walks.js';
export type { WalkHits } from './simulation/tally.js';

// Looking at what was found
export { Trace, type Change, type Step } from './trace/trace.js';
export { counterexamples, type CounterexampleOptions } from './analysis/counterexamples.js';
export { outlook, outlookFrom, type Choice, type Outlook } from './analysis/outlook.js';
export { replay, ReplayError } from './trace/replay.js';
export { statuses, type Status } from './properties/statuses.js';
export { graph, type Edge, type Graph } from './analysis/graph.js';
export { showState, showValue } from './state/show.js';

// Taking it elsewhere
export { toDot, toMermaid, type DrawOptions } from './analysis/draw.js';
export { toItf, type ItfState, type ItfTrace, type ItfValue } from './trace/itf.js';
