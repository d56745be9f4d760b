export {
  each,
  number,
  setOf,
  type Claims,
  type Step,
  type StepClaims,
  type Steps,
  type System,
  type Terms,
} from './system.js';
export { rowsOf } from './rows.js';
export { startSolver, type Solver } from './solver.js';
export type { ConcreteStep } from './steps-from.js';
export type { Bounds } from './session.js';
export type { Answer, Proof, Verdict } from './prove.js';
export type { Counterexample } from './counterexample.js';
export type { Bool, Fact, Int, IntSet, Parts } from './terms.js';
