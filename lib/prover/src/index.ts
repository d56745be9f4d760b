export {
  each,
  number,
  setOf,
  type Claims,
  type StepClaims,
  type Steps,
  type System,
  type Terms,
} from './system.js';
export { startSolver } from './solver.js';
export { stepsFrom, type ConcreteStep } from './steps-from.js';
export type { Answer, Proof, Verdict } from './prove.js';
export type { Counterexample } from './counterexample.js';
export type { Bool, Int, IntSet, Parts } from './terms.js';
