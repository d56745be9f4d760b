import ts from 'typescript';
import type { Evaluator } from './evaluator.js';
import { runLoop } from './loops.js';
import { choose, combine, done, inTurn, type Outcome } from './outcomes.js';
import { refuse, within } from './refusal.js';
import { Env, UNDEFINED } from './value.js';

/** Runs statements one after the other, on each way that conditions open. */
export function runStatements(statements: readonly ts.Statement[], env: Env, evaluator: Evaluator): Outcome[] {
  for (const one of statements) {
    if (ts.isFunctionDeclaration(one) && one.name)
      evaluator.bind(one.name, { tag: 'function', node: one as never, env }, env);
  }
  return combine(inTurn(statements.map(one => () => within(one, () => runStatement(one, env, evaluator)))));
}

function runStatement(node: ts.Statement, env: Env, evaluator: Evaluator): Outcome[] {
  const { evaluate, condition, bind, run } = evaluator;
  const block = (one: ts.Statement) => run(ts.isBlock(one) ? one.statements : [one], new Env(env.source, env));

  if (ts.isBlock(node)) return block(node);
  if (ts.isIfStatement(node)) {
    const { expression, thenStatement, elseStatement } = node;
    const otherwise = () => (elseStatement ? block(elseStatement) : [done()]);
    return choose(condition(expression, env), () => block(thenStatement), otherwise);
  }
  if (ts.isReturnStatement(node)) return [done('return', node.expression && evaluate(node.expression, env))];
  if (ts.isBreakStatement(node) && !node.label) return [done('break')];
  if (ts.isContinueStatement(node) && !node.label) return [done('continue')];
  if (ts.isVariableStatement(node)) {
    for (const { name, initializer } of node.declarationList.declarations)
      bind(name, initializer ? evaluate(initializer, env) : UNDEFINED, env);
  } else if (ts.isExpressionStatement(node)) evaluate(node.expression, env);
  else if (ts.isThrowStatement(node)) refuse('has no translation', 'Let the guard leave out where it would be thrown.');
  else if (!ts.isEmptyStatement(node) && !ts.isFunctionDeclaration(node)) return runLoop(node, env, evaluator);
  return [done()];
}
