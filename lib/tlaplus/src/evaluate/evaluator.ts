import type ts from 'typescript';
import type { Outcome } from './outcomes.js';
import type { Env, Value } from './value.js';
import type { Term } from '../terms/term.js';

/** What statements ask of the interpreter. */
export interface Evaluator {
  readonly evaluate: (node: ts.Expression, env: Env) => Value;
  readonly condition: (node: ts.Expression, env: Env) => Term;
  readonly bind: (pattern: ts.BindingName, value: Value, env: Env) => void;
  readonly run: (statements: readonly ts.Statement[], env: Env) => Outcome[];
}
