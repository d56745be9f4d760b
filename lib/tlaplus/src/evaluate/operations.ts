import ts from 'typescript';
import { not } from '../terms/simplify.js';
import type { Term } from '../terms/term.js';
import { assign } from './access.js';
import { refuse, type Evaluator } from './evaluator.js';
import { binary } from './operators.js';
import { branch, type Store } from './store.js';
import { isNothing, isTrue, known, scalar, truth, type Env, type Value } from './value.js';

/** Operators of JavaScript that do more than compute. */
const COMPARISONS = ['===', '!==', '==', '!=', '<=', '>='];

/** A condition. */
export function conditionAt(node: ts.Expression, env: Env, store: Store, evaluator: Evaluator): Term {
  return (
    isTrue(evaluator.evaluate(node, env, store)) ??
    refuse(node, 'is no condition that TLA+ knows', 'Compare it with something.')
  );
}

/** An operator before a value, or after it. */
export function unaryAt(
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  env: Env,
  store: Store,
  evaluator: Evaluator,
): Value {
  const { operator, operand } = node;
  if (operator === ts.SyntaxKind.ExclamationToken) return truth(not(conditionAt(operand, env, store, evaluator)));
  const value = evaluator.evaluate(operand, env, store);
  const isStep = operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
  if (isStep) {
    const next = binary(operator === ts.SyntaxKind.PlusPlusToken ? '+' : '-', value, known(1), node);
    assign(operand as ts.Expression, next, env, store, evaluator);
    return ts.isPrefixUnaryExpression(node) ? next : value;
  }
  if (operator === ts.SyntaxKind.MinusToken)
    return value.tag === 'known' ? known(-value.value) : binary('-', known(0), value, node);
  return refuse(node, 'has no translation', 'Use +, -, *, % and comparisons.');
}

/** An operator between two expressions. */
export function binaryAt(node: ts.BinaryExpression, env: Env, store: Store, evaluator: Evaluator): Value {
  const op = node.operatorToken.getText();
  const right = (inside: Store) => evaluator.evaluate(node.right, env, inside);
  if (op.endsWith('=') && !COMPARISONS.includes(op)) {
    const by = op.slice(0, -1);
    if (by === '') return assign(node.left, right(store), env, store, evaluator);
    if (by === '&&' || by === '||' || by === '??') return refuse(node, 'has no translation', 'Use if.');
    const value = evaluator.evaluate(node.left, env, store);
    return assign(node.left, binary(by, value, right(store), node), env, store, evaluator);
  }
  const left = evaluator.evaluate(node.left, env, store);
  if (op === '??') {
    if (left.tag === 'unclear') refuse(node, 'has no translation', 'Use if.');
    if (left.tag === 'scalar' && left.there)
      return branch(left.there, store, () => scalar(left.term, left.shape), right);
    return isNothing(left) ? right(store) : left;
  }
  if (op === '&&' || op === '||') {
    const when = isTrue(left) ?? refuse(node.left, 'is no condition that TLA+ knows', 'Compare it with something.');
    return op === '&&' ? branch(when, store, right, () => left) : branch(when, store, () => left, right);
  }
  return binary(op, left, right(store), node);
}
