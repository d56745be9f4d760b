// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import ts from 'typescript';
import { assignAll, fieldsOf, propertyOf } from './access.js';
import { bestOf, callBuiltin, isExtreme, makeNew } from './builtins.js';
import { callMethod, itemAt } from './collections.js';
import { eachOf, itemsOf } from './each.js';
import { binaryAt, conditionAt, unaryAt } from './operations.js';
import type { Definitions } from './definitions.js';
import { refuse, Untranslatable, type Evaluator } from './evaluator.js';
import { methodInPlace } from './in-place.js';
import { quotient } from './operators.js';
import { sourceOf } from './source.js';
import { runStatements } from './statements.js';
import { branch, mergeStores, type Store } from './store.js';
import {
  Env,
  forgetBounds,
  isNothing,
  known,
  merge,
  nameValues,
  scalar,
  scalarOf,
  UNDEFINED,
  type Item,
  type Value,
} from './value.js';
import { and, equal } from '../terms/simplify.js';
import { callIt, str, TRUE } from '../terms/term.js';

const DEEPEST = 50;

/** Runs functions of a model with terms of TLA+ in place of values. */
export class Interpreter implements Evaluator {
  readonly definitions: Definitions;
  #names = 0;
  #depth = 0;

  constructor(definitions: Definitions) {
    this.definitions = definitions;
    forgetBounds();
  }

  readonly fresh = (hint: string): string => `${hint}#${this.#names++}`;

  readonly run: Evaluator['run'] = (statements, env, store) => runStatements(statements, env, store, this);

  readonly ask: Evaluator['ask'] = (callee, args, store, node) => {
    const after = store.copy();
    const answer = this.call(callee, args, after, node);
    if (!after.isSame(store))
      refuse(node, 'changes something while it asks', 'Use a for loop for what changes the state.');
    for (const [root, value] of after.roots) store.roots.set(root, value); // of sets and arrays that it made
    return answer;
  };

  readonly call: Evaluator['call'] = (callee, args, store, node) => {
    if (callee.tag === 'method') {
      const own = callee.of.tag === 'place' && methodInPlace(callee.of, callee.name, args, store, node, this);
      return own || callMethod(callee.of, callee.name, args, store, node, this);
    }
    if (callee.tag === 'known' && typeof callee.value === 'function') {
      const source = sourceOf(callee.value);
      if (source) return this.#enter(source.node, new Env(source), args, store, node);
      return callBuiltin(callee.value, args, node);
    }
    if (callee.tag !== 'function')
      return refuse(node, 'calls what is no function here', 'Call functions of the model alone.');
    return this.#enter(callee.node, new Env(callee.env.source, callee.env), args, store, node);
  };

  #enter(
    of: (Value & { tag: 'function' })['node'],
    env: Env,
    args: readonly Value[],
    store: Store,
    node: ts.Node,
  ): Value {
    if (
      of.asteriskToken ||
      ts.getModifiers(of as ts.FunctionExpression)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)
    ) {
      refuse(node, 'is asynchronous or a generator', 'Use a plain function.');
    }
    if (++this.#depth > DEEPEST) refuse(node, 'calls itself too deeply', 'Use a loop.');
    of.parameters.forEach((parameter, i) => {
      if (parameter.dotDotDotToken) {
        return this.bind(
          parameter.name,
          { tag: 'list', items: args.slice(i).map(value => ({ when: TRUE, value })) },
          env,
          store,
        );
      }
      const given = args[i] ?? UNDEFINED;
      const isLeftOut = given.tag === 'known' && given.value === undefined && parameter.initializer;
      this.bind(parameter.name, isLeftOut ? this.evaluate(parameter.initializer!, env, store) : given, env, store);
    });
    try {
      if (!ts.isBlock(of.body)) return this.evaluate(of.body, env, store);
      const outcomes = this.run(of.body.statements, env, store.copy());
      const last = outcomes.at(-1)!;
      const value = outcomes.reduceRight(
        (rest, one) => (one === last ? rest : merge(one.when, one.value, rest)),
        last.value,
      );
      store.become(
        outcomes.reduceRight((rest, one) => (one === last ? rest : mergeStores(one.when, one.store, rest)), last.store),
      );
      return value;
    } finally {
      this.#depth--;
    }
  }

  readonly bind: Evaluator['bind'] = (pattern, value, env, store) => {
    if (ts.isIdentifier(pattern)) {
      const slot = this.fresh(pattern.text);
      env.declare(pattern.text, slot);
      store.locals.set(slot, value.tag === 'each' ? { ...value, called: value.called ?? pattern.text } : value);
      if (value.tag === 'scalar') callIt(value.term, pattern.text);
      return;
    }
    pattern.elements.forEach((element, i) => {
      if (ts.isOmittedExpression(element)) return;
      if (element.dotDotDotToken) refuse(element, 'has no translation', 'Name each part by itself.');
      const part = ts.isArrayBindingPattern(pattern)
        ? itemAt(value, known(i), store, element)
        : propertyOf(value, ((element.propertyName ?? element.name) as ts.Identifier).text, store, element, this);
      const isLeftOut = part.tag === 'known' && part.value === undefined && element.initializer;
      this.bind(element.name, isLeftOut ? this.evaluate(element.initializer!, env, store) : part, env, store);
    });
  };

  readonly evaluate: Evaluator['evaluate'] = (node, env, store) => {
    const evaluate = (one: ts.Expression, inside = store) => this.evaluate(one, env, inside);
    if (ts.isParenthesizedExpression(node)) return evaluate(node.expression);
    if (ts.isNumericLiteral(node)) return known(Number(node.text));
    if (ts.isStringLiteralLike(node)) return known(node.text);
    if (ts.isIdentifier(node)) return this.#lookUp(node, env, store);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { tag: 'function', node: node as never, env };
    if (ts.isPropertyAccessExpression(node)) {
      const of = evaluate(node.expression);
      if (!node.questionDotToken) return propertyOf(of, node.name.text, store, node, this);
      if (isNothing(of)) return UNDEFINED;
      const found = propertyOf(of, node.name.text, store, node, this);
      const there = of.tag === 'scalar' && of.there;
      if (there && found.tag !== 'scalar') refuse(node, 'may not be there', 'Ask first whether it is.');
      return there && found.tag === 'scalar' ? scalar(found.term, found.shape, and(there, found.there ?? TRUE)) : found;
    }
    if (ts.isElementAccessExpression(node)) {
      const [of, index] = [evaluate(node.expression), evaluate(node.argumentExpression)];
      if (index.tag === 'known' && (typeof index.value === 'string' || of.tag === 'known'))
        return propertyOf(of, index.value, store, node, this);
      return itemAt(of, index, store, node);
    }
    if (ts.isCallExpression(node)) return this.#callAt(node, env, store);
    if (ts.isConditionalExpression(node)) {
      const when = conditionAt(node.condition, env, store, this);
      return branch(
        when,
        store,
        inside => evaluate(node.whenTrue, inside),
        inside => evaluate(node.whenFalse, inside),
      );
    }
    if (ts.isBinaryExpression(node)) return binaryAt(node, env, store, this);
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return unaryAt(node, env, store, this);
    if (ts.isArrayLiteralExpression(node)) {
      const list = this.#list(node.elements, env, store);
      const [only] = node.elements;
      // What is spread alone stays what can be quantified over.
      return only && ts.isSpreadElement(only) && list.items[0]?.value.tag === 'each' ? list.items[0].value : list;
    }
    if (ts.isObjectLiteralExpression(node)) return this.#object(node, env, store);
    if (ts.isNewExpression(node)) {
      const made = evaluate(node.expression);
      return makeNew(made, this.#list(node.arguments ?? [], env, store, made).items, store, node, this);
    }
    if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) {
      return known(node.kind === ts.SyntaxKind.TrueKeyword);
    }
    if (node.kind === ts.SyntaxKind.NullKeyword) return known(null);
    if (ts.isVoidExpression(node)) {
      evaluate(node.expression);
      return UNDEFINED;
    }
    return refuse(
      node,
      'has no translation',
      'Use fields, numbers, comparisons, conditions, and methods of arrays and sets.',
    );
  };

  #lookUp(node: ts.Identifier, env: Env, store: Store): Value {
    const slot = env.slotOf(node.text);
    if (slot !== undefined)
      return store.locals.get(slot) ?? refuse(node, 'has no value yet', 'Declare it before it is used.');
    const outside = env.source.outside(node.text);
    if (outside) {
      const { value } = outside;
      return known(value, Number.isInteger(value) ? this.definitions.constant(node.text, value as number) : undefined);
    }
    if (node.text === 'undefined') return UNDEFINED;
    return refuse(node, 'is not known here', 'Declare it where the function can see it.');
  }

  #callAt(node: ts.CallExpression, env: Env, store: Store): Value {
    const callee = this.evaluate(node.expression, env, store);
    if (node.questionDotToken && isNothing(callee)) return UNDEFINED;
    // Only with the division in sight is it known that the quotient is whole.
    if (callee.tag === 'known' && (callee.value === Math.floor || callee.value === Math.trunc)) {
      let inner = node.arguments[0]!;
      while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
      if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.SlashToken) {
        const [left, right] = [inner.left, inner.right].map(one => this.evaluate(one, env, store)) as [Value, Value];
        if (left.tag !== 'known' || right.tag !== 'known')
          return quotient(left, right, node, callee.value === Math.trunc);
      }
    }
    const { items } = this.#list(node.arguments, env, store, callee);
    if (callee.tag === 'known' && callee.value === Object.assign) {
      const [target, ...sources] = items.map(({ value }) => value);
      for (const one of sources) assignAll(target!, fieldsOf(one, store, node, this), store, node);
      return target!;
    }
    if (isExtreme(callee)) return bestOf(callee.value === Math.min, items, store, node, this);
    const args = items.map(({ value }) => value);
    const named = args.findIndex(nameValues);
    if (named < 0 || callee.tag === 'method') return this.call(callee, args, store, node);
    const before = store.copy();
    try {
      return this.call(callee, args, store, node);
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      store.become(before);
      return this.#nameByName(callee, args, named, store, node);
    }
  }

  /** What a function makes of a name may be known of each name by itself. */
  #nameByName(callee: Value, args: readonly Value[], named: number, store: Store, node: ts.Node): Value {
    const { term } = scalarOf(args[named]!)!;
    const callWith = (one: string) => (inside: Store) =>
      this.call(
        callee,
        args.map((arg, i) => (i === named ? known(one) : arg)),
        inside,
        node,
      );
    const [last, ...others] = [...nameValues(args[named]!)!].reverse();
    const calls = others.reduce(
      (rest, one) => inside => branch(equal(term, str(one)), inside, callWith(one), rest),
      callWith(last!),
    );
    return calls(store);
  }

  /** The elements of a list or the arguments of a call, with what is spread among them. */
  #list(elements: readonly ts.Expression[], env: Env, store: Store, callee?: Value): Value & { tag: 'list' } {
    const items = elements.flatMap((element): readonly Item[] => {
      if (!ts.isSpreadElement(element)) return [{ when: TRUE, value: this.evaluate(element, env, store) }];
      const spread = this.evaluate(element.expression, env, store);
      const each = eachOf(spread, store);
      const isAlone = elements.length === 1 && (!callee || isExtreme(callee));
      if (each && isAlone) return [{ when: TRUE, value: each }];
      return itemsOf(spread, store) ?? refuse(element, 'spreads too many', 'Use a smaller domain.');
    });
    return { tag: 'list', items };
  }

  #object(node: ts.ObjectLiteralExpression, env: Env, store: Store): Value {
    const fields = new Map<string, Value>();
    for (const property of node.properties) {
      if (ts.isSpreadAssignment(property)) {
        for (const [field, value] of fieldsOf(this.evaluate(property.expression, env, store), store, property, this))
          fields.set(field, value);
      } else if (ts.isShorthandPropertyAssignment(property))
        fields.set(property.name.text, this.evaluate(property.name, env, store));
      else if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.name))
        fields.set(property.name.text, this.evaluate(property.initializer, env, store));
      else refuse(property, 'has no translation', 'Write each field as name: value.');
    }
    return { tag: 'object', fields };
  }
}
