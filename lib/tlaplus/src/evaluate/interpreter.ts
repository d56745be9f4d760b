import ts from 'typescript';
import { fieldsOf, propertyOf, put } from './access.js';
import { bestOf, callBuiltin, isExtreme, makeNew } from './builtins.js';
import { callMethod, itemAt } from './collections.js';
import { definitions } from './definitions.js';
import { eachOf, itemsOf } from './each.js';
import type { Evaluator } from './evaluator.js';
import { methodInPlace } from './in-place.js';
import { binary, quotient } from './operators.js';
import { refuse, Untranslatable, within } from './refusal.js';
import { sourceOf } from './source.js';
import { runStatements } from './statements.js';
import { branch, from, mergeStores, now, resume } from './store.js';
import {
  Env,
  isNothing,
  isTrue,
  known,
  listOf,
  merge,
  nameValues,
  scalar,
  scalarOf,
  truth,
  UNDEFINED,
  type Item,
  type Value,
} from './value.js';
import { and, equal, not } from '../terms/simplify.js';
import { callIt, fresh, str, TRUE } from '../terms/term.js';

const DEEPEST = 50;
let depth = 0;

/** The call of a function that only answers. */
export function ask(callee: Value, args: readonly Value[]): Value {
  const [answer, after] = from(now, () => call(callee, args));
  if (!after.isSame(now)) refuse('changes something while it asks', 'Use a for loop for what changes the state.');
  for (const [root, value] of after.roots) now.roots.set(root, value); // of sets and arrays that it made
  return answer;
}

/** The call of a function, with terms of TLA+ in place of values. */
export function call(callee: Value, args: readonly Value[]): Value {
  if (callee.tag === 'method') {
    const own = callee.of.tag === 'place' && methodInPlace(callee.of, callee.name, args);
    return own || callMethod(callee.of, callee.name, args, { ask, call });
  }
  if (callee.tag === 'function') return enter(callee.node, new Env(callee.env.source, callee.env), args);
  if (callee.tag !== 'known' || typeof callee.value !== 'function')
    return refuse('calls what is no function here', 'Call functions of the model alone.');
  const source = sourceOf(callee.value);
  return source ? enter(source.node, new Env(source), args) : callBuiltin(callee.value, args);
}

function enter(of: (Value & { tag: 'function' })['node'], env: Env, args: readonly Value[]): Value {
  if (of.asteriskToken || of.modifiers?.length) refuse('is asynchronous or a generator', 'Use a plain function.');
  if (depth === DEEPEST) refuse('calls itself too deeply', 'Use a loop.');
  depth++;
  try {
    of.parameters.forEach((parameter, i) => {
      if (parameter.dotDotDotToken || parameter.initializer)
        refuse('has a parameter that may be left out', 'Give each argument by itself.');
      bind(parameter.name, args[i] ?? UNDEFINED, env);
    });
    if (!ts.isBlock(of.body)) return evaluate(of.body, env);
    const [last, ...others] = from(now, () => run((of.body as ts.Block).statements, env))[0].reverse();
    resume(others.reduce((rest, one) => mergeStores(one.when, one.store, rest), last!.store));
    return others.reduce((rest, one) => merge(one.when, one.value, rest), last!.value);
  } finally {
    depth--;
  }
}

const run: Evaluator['run'] = (statements, env) => runStatements(statements, env, { evaluate, condition, bind, run });

const bind: Evaluator['bind'] = (pattern, value, env) => {
  if (ts.isIdentifier(pattern)) {
    const slot = fresh(pattern.text);
    env.declare(pattern.text, slot);
    now.locals.set(slot, value.tag === 'each' ? { ...value, called: value.called ?? pattern.text } : value);
    if (value.tag === 'scalar') callIt(value.term, pattern.text);
    return;
  }
  pattern.elements.forEach((element, i) => {
    if (ts.isOmittedExpression(element)) return;
    within(element, () => {
      if (element.dotDotDotToken || element.initializer) refuse('has no translation', 'Name each part by itself.');
      const part = ts.isArrayBindingPattern(pattern)
        ? itemAt(value, known(i))
        : propertyOf(value, ((element.propertyName ?? element.name) as ts.Identifier).text);
      bind(element.name, part, env);
    });
  });
};

/** What an expression comes to. */
const evaluate: Evaluator['evaluate'] = (node, env) => within(node, () => expressionAt(node, env));

const condition: Evaluator['condition'] = (node, env) => within(node, () => isTrue(evaluate(node, env)));

function expressionAt(node: ts.Expression, env: Env): Value {
  if (ts.isParenthesizedExpression(node)) return evaluate(node.expression, env);
  if (ts.isNumericLiteral(node)) return known(Number(node.text));
  if (ts.isStringLiteralLike(node)) return known(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return known(true);
  if (node.kind === ts.SyntaxKind.FalseKeyword) return known(false);
  if (ts.isIdentifier(node)) return lookUp(node.text, env);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { tag: 'function', node: node as never, env };
  if (ts.isPropertyAccessExpression(node)) {
    const of = evaluate(node.expression, env);
    if (node.questionDotToken && isNothing(of)) return UNDEFINED;
    const found = propertyOf(of, node.name.text);
    if (!node.questionDotToken || of.tag !== 'scalar' || !of.there) return found;
    if (found.tag !== 'scalar') return refuse('may not be there', 'Ask first whether it is.');
    return scalar(found.term, found.shape, and(of.there, found.there ?? TRUE));
  }
  if (ts.isElementAccessExpression(node)) {
    const [of, index] = [evaluate(node.expression, env), evaluate(node.argumentExpression, env)];
    const isName = index.tag === 'known' && (typeof index.value === 'string' || of.tag === 'known');
    return isName ? propertyOf(of, String(index.value)) : itemAt(of, index);
  }
  if (ts.isCallExpression(node)) return callAt(node, env);
  if (ts.isConditionalExpression(node)) {
    return branch(
      condition(node.condition, env),
      () => evaluate(node.whenTrue, env),
      () => evaluate(node.whenFalse, env),
    );
  }
  if (ts.isBinaryExpression(node)) return binaryAt(node, env);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return unaryAt(node, env);
  if (ts.isArrayLiteralExpression(node)) {
    const items = list(node.elements, env, true);
    const [only] = items;
    // What is spread alone stays what can be quantified over.
    return only?.value.tag === 'each' && ts.isSpreadElement(node.elements[0]!) ? only.value : { tag: 'list', items };
  }
  if (ts.isObjectLiteralExpression(node)) return object(node, env);
  if (ts.isNewExpression(node)) {
    const [first] = list(node.arguments ?? [], env);
    return makeNew(evaluate(node.expression, env), first?.value);
  }
  if (ts.isVoidExpression(node)) {
    evaluate(node.expression, env);
    return UNDEFINED;
  }
  return refuse('has no translation', 'Use fields, numbers, comparisons, conditions, and methods of arrays and sets.');
}

function lookUp(name: string, env: Env): Value {
  const slot = env.slotOf(name);
  if (slot !== undefined) return now.locals.get(slot) ?? refuse('has no value yet', 'Declare it before it is used.');
  const outside = env.source.outside(name);
  if (!outside && name !== 'undefined') refuse('is not known here', 'Declare it where the function can see it.');
  const value = outside?.value;
  return known(value, Number.isInteger(value) ? definitions.constant(name, value as number) : undefined);
}

/** Puts a value into a field of the state, or into a variable of the function. */
function assign(target: ts.Expression, value: Value, env: Env): Value {
  if (ts.isIdentifier(target)) {
    const slot = env.slotOf(target.text) ?? refuse('changes what is no field of the state', 'Declare it in the state.');
    now.locals.set(slot, value);
    if (value.tag === 'scalar') callIt(value.term, target.text);
  } else if (ts.isPropertyAccessExpression(target)) {
    put(evaluate(target.expression, env), known(target.name.text), value);
  } else if (ts.isElementAccessExpression(target)) {
    put(evaluate(target.expression, env), evaluate(target.argumentExpression, env), value);
  } else refuse('has no translation', 'Assign to one field at a time.');
  return value;
}

/** An operator before a value, or after it. */
function unaryAt(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, env: Env): Value {
  if (node.operator === ts.SyntaxKind.ExclamationToken) return truth(not(condition(node.operand, env)));
  const value = evaluate(node.operand, env);
  switch (node.operator) {
    case ts.SyntaxKind.MinusToken:
      return binary('-', known(0), value);
    case ts.SyntaxKind.PlusPlusToken:
    case ts.SyntaxKind.MinusMinusToken: {
      const next = binary(node.operator === ts.SyntaxKind.PlusPlusToken ? '+' : '-', value, known(1));
      assign(node.operand, next, env);
      return ts.isPrefixUnaryExpression(node) ? next : value;
    }
    default:
      return refuse('has no translation', 'Use +, -, *, % and comparisons.');
  }
}

/** An operator between two expressions. */
function binaryAt({ left: target, operatorToken, right: node }: ts.BinaryExpression, env: Env): Value {
  const op = operatorToken.getText();
  const right = () => evaluate(node, env);
  if (op === '=') return assign(target, right(), env);
  const left = evaluate(target, env);
  if (/^([-+*%|]|<<|>>)=$/.test(op)) return assign(target, binary(op.slice(0, -1), left, right()), env);
  switch (op) {
    case '??':
      if (left.tag === 'unclear') return refuse('has no translation', 'Use if.');
      if (left.tag === 'scalar' && left.there) return branch(left.there, () => scalar(left.term, left.shape), right);
      return isNothing(left) ? right() : left;
    case '&&':
      return branch(isTrue(left), right, () => left);
    case '||':
      return branch(isTrue(left), () => left, right);
    default:
      return binary(op, left, right());
  }
}

function callAt(node: ts.CallExpression, env: Env): Value {
  const callee = evaluate(node.expression, env);
  if (node.questionDotToken && isNothing(callee)) return UNDEFINED;
  const builtin = callee.tag === 'known' ? callee.value : undefined;
  const [first] = node.arguments;
  // Only with the division in sight is it known that the quotient is whole.
  if (builtin === Math.floor && first && ts.isBinaryExpression(first) && first.operatorToken.getText() === '/') {
    const [left, right] = [evaluate(first.left, env), evaluate(first.right, env)];
    if (left.tag !== 'known' || right.tag !== 'known') return quotient(left, right);
  }
  const items = list(node.arguments, env, isExtreme(callee));
  const args = items.map(({ value }) => value);
  if (builtin === Object.assign) {
    const [target, ...sources] = args;
    for (const [field, value] of sources.flatMap(fieldsOf)) put(target!, known(field), value);
    return target!;
  }
  const isAlways = items.every(({ when }) => when === TRUE);
  if (isExtreme(callee) && !(isAlways && args.every(({ tag }) => tag === 'known')))
    return bestOf(builtin === Math.min, items);
  if (!isAlways) refuse('spreads what may not be there', 'Give each argument by itself.');
  const named = args.findIndex(nameValues);
  if (named < 0 || callee.tag === 'method') return call(callee, args);
  const before = now.copy();
  try {
    return call(callee, args);
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    resume(before);
    return callNameByName(callee, args, named);
  }
}

/** What a function makes of a name may be known of each name by itself. */
function callNameByName(callee: Value, args: readonly Value[], named: number): Value {
  const { term } = scalarOf(args[named]!)!;
  const callWith = (one: string) => () =>
    call(
      callee,
      args.map((arg, i) => (i === named ? known(one) : arg)),
    );
  const [last, ...others] = [...nameValues(args[named]!)!].reverse();
  return others.reduce((rest, one) => () => branch(equal(term, str(one)), callWith(one), rest), callWith(last!))();
}

/** The elements of a list or the arguments of a call, with what is spread among them. */
function list(elements: readonly ts.Expression[], env: Env, mayBeEach = false): readonly Item[] {
  return elements.flatMap(element => {
    if (!ts.isSpreadElement(element)) return listOf([evaluate(element, env)]).items;
    const spread = evaluate(element.expression, env);
    const each = mayBeEach && elements.length === 1 && eachOf(spread);
    if (each) return listOf([each]).items;
    return itemsOf(spread) ?? refuse('spreads too many', 'Use a smaller domain.');
  });
}

function object(node: ts.ObjectLiteralExpression, env: Env): Value {
  const fields = new Map<string, Value>();
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      for (const [field, value] of fieldsOf(evaluate(property.expression, env))) fields.set(field, value);
    } else if (ts.isShorthandPropertyAssignment(property)) fields.set(property.name.text, evaluate(property.name, env));
    else if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.name))
      fields.set(property.name.text, evaluate(property.initializer, env));
    else refuse('has no translation', 'Write each field as name: value.');
  }
  return { tag: 'object', fields };
}
