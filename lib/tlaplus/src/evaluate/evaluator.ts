import type ts from 'typescript';
import { ModelError } from 'everystate';
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

/** What the module has to define beside the model's own words. */
export interface Definitions {
  /** A name for a number that a function captures; undefined when the name has another meaning. */
  readonly constant: (name: string, value: number) => Term | undefined;
  /** One of the operators that are always the same, such as `Min`. */
  readonly library: (name: Library, ...args: readonly Term[]) => Term;
  /** An operator that calls itself. */
  readonly recursive: (hint: string, parameters: readonly string[], body: (self: string) => Term) => string;
}
export type Library =
  | 'SequencesUpTo'
  | 'Total'
  | 'Cardinality'
  | 'Min'
  | 'Max'
  | 'Least'
  | 'Greatest'
  | 'Rem'
  | 'BitOr'
  | 'BitAnd';
