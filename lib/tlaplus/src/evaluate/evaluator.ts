import type ts from 'typescript';
import { ModelError } from 'everystate';
import type { Definitions } from './definitions.js';
import type { Store } from './store.js';
import type { Env, Value } from './value.js';
import type { Term } from '../terms/term.js';

/** Thrown where something has no translation; whoever knows the function names it. */
export class Untranslatable extends ModelError {
  constructor(what: string, remedy: string) {
    super(what, remedy);
  }
}

/** @throws Untranslatable that names the construct */
export function refuse(node: ts.Node, why: string, remedy: string): never {
  const text = node.getText().replace(/\s+/g, ' ');
  throw new Untranslatable(`'${text.length > 60 ? `${text.slice(0, 57)}…` : text}' ${why}.`, remedy);
}

/** What one function asks of the interpreter that runs it. */
export interface Evaluator {
  readonly evaluate: (node: ts.Expression, env: Env, store: Store) => Value;
  readonly call: (callee: Value, args: readonly Value[], store: Store, node: ts.Node) => Value;
  /** The call of a function that only answers. */
  readonly ask: (callee: Value, args: readonly Value[], store: Store, node: ts.Node) => Value;
  readonly bind: (pattern: ts.BindingName, value: Value, env: Env, store: Store) => void;
  readonly run: (statements: readonly ts.Statement[], env: Env, store: Store) => Outcome[];
  /** A name that nothing else has. */
  readonly fresh: (hint: string) => string;
  readonly definitions: Definitions;
}

/** How a list of statements can come to its end, and when. At most one of a kind. */
export interface Outcome {
  readonly kind: 'normal' | 'return' | 'break' | 'continue';
  readonly when: Term;
  readonly store: Store;
  readonly value: Value;
}
