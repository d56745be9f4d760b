/**
 * For packages that have another engine search a model: what a model's steps are, and
 * what makes results and traces of what that engine found. Nothing here is for models.
 */
export { Result } from './check/result.js';
export { namesOf } from './model/domains/family.js';
export { fire, isEnabled, type Machine, makeMachine, stepName, type Transition } from './state/machine.js';
export { snapshot } from './state/show.js';
export { Trace, traceOf } from './trace/trace.js';
