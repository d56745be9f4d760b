import ts from 'typescript';
import { conditionAt } from './operations.js';
import { refuse, type Evaluator, type Outcome } from './evaluator.js';
import { runLoop } from './loops.js';
import { choose, combine } from './outcomes.js';
import type { Store } from './store.js';
import { Env, UNDEFINED, type Value } from './value.js';
import { and } from '../terms/simplify.js';
import { TRUE } from '../terms/term.js';

/** Runs statements one after the other, on each way that conditions open. */
export function runStatements(
  statements: readonly ts.Statement[],
  env: Env,
  store: Store,
  evaluator: Evaluator,
): Outcome[] {
  for (const one of statements) {
    if (!ts.isFunctionDeclaration(one) || !one.name) continue;
    evaluator.bind(one.name, { tag: 'function', node: one as never, env }, env, store);
  }
  const ended: Outcome[] = [];
  let going: Outcome = { kind: 'normal', when: TRUE, store, value: UNDEFINED };
  for (const one of statements) {
    const outcomes = runStatement(one, env, going.store, evaluator).map(of => ({
      ...of,
      when: and(going.when, of.when),
    }));
    ended.push(...outcomes.filter(({ kind }) => kind !== 'normal'));
    const normal = outcomes.find(({ kind }) => kind === 'normal');
    if (!normal) return combine(ended);
    going = normal;
  }
  return combine([...ended, going]);
}

function runStatement(node: ts.Statement, env: Env, store: Store, evaluator: Evaluator): Outcome[] {
  const { evaluate, bind, run } = evaluator;
  const done = (kind: Outcome['kind'], value: Value = UNDEFINED): Outcome[] => [{ kind, when: TRUE, store, value }];
  const block = (one: ts.Statement, inside: Store) =>
    run(ts.isBlock(one) ? one.statements : [one], new Env(env.source, env), inside);

  if (ts.isExpressionStatement(node)) {
    evaluate(node.expression, env, store);
    return done('normal');
  }
  if (ts.isVariableStatement(node)) {
    for (const { name, initializer } of node.declarationList.declarations) {
      bind(name, initializer ? evaluate(initializer, env, store) : UNDEFINED, env, store);
    }
    return done('normal');
  }
  if (ts.isBlock(node)) return block(node, store);
  if (ts.isIfStatement(node)) {
    const when = conditionAt(node.expression, env, store, evaluator);
    const otherwise = (inside: Store) =>
      node.elseStatement ? block(node.elseStatement, inside) : [{ ...done('normal')[0]!, store: inside }];
    return choose(when, store, inside => block(node.thenStatement, inside), otherwise);
  }
  if (ts.isReturnStatement(node)) {
    return done('return', node.expression ? evaluate(node.expression, env, store) : UNDEFINED);
  }
  if ((ts.isBreakStatement(node) || ts.isContinueStatement(node)) && !node.label) {
    return done(ts.isBreakStatement(node) ? 'break' : 'continue');
  }
  if (ts.isEmptyStatement(node) || ts.isFunctionDeclaration(node)) return done('normal');
  if (ts.isThrowStatement(node))
    return refuse(node, 'has no translation', 'Let the guard leave out where it would be thrown.');
  return runLoop(node, env, store, evaluator);
}
