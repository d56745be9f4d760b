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
} from './domains.js';
export type { FiniteSet, ReadonlyFiniteSet } from './finite-set.js';
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
} from './model.js';
export { ModelError } from './errors.js';

// Checking it
export { check, checkAsync } from './check.js';
export { generated } from './generated.js';
export type { AsyncOptions, CheckOptions, Progress, Stopped } from './control.js';
export { type ActionCoverage, type PropertyKind, type PropertyResult, type Result, type Verdict } from './result.js';
export { sweep, type Grid, type SweepOptions } from './sweep.js';
export { walks, Walks, type WalkOptions } from './walks.js';
export type { WalkHits } from './lookout.js';

// Looking at what was found
export { Trace, type Change, type Step } from './trace.js';
export { counterexamples, type CounterexampleOptions } from './counterexamples.js';
export { outlook, outlookFrom, type Choice, type Outlook } from './outlook.js';
export { replay, ReplayError } from './replay.js';
export { statuses, type Status } from './statuses.js';
export { graph, type Edge, type Graph } from './graph.js';
export { showState, showValue } from './show.js';

// Taking it elsewhere
export { toDot, toMermaid, type DrawOptions } from './draw.js';
export { toItf, type ItfState, type ItfTrace, type ItfValue } from './itf.js';
