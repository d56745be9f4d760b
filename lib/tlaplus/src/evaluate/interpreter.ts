// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import ts from 'typescript';
import { bool, callIt, infix, ite, minus, not, num, read, setOfTerms, TRUE, type Term } from '../terms/term.js';
import { NUMBER, numbered, STRING, type Shape } from '../translate/shapes.js';
import { callMethod, count, eachOf, fit, itemAt, itemsOf, setOfValues, valueAt, zeros } from './collections.js';
import { binary, extreme, numberOf, quotient } from './operators.js';
import { methodInPlace, propertyInPlace } from './in-place.js';
import { sourceOf } from './source.js';
import { runStatements } from './statements.js';
import {
  Env,
  forgetBounds,
  isTrue,
  known,
  merge,
  mergeStores,
  refuse,
  scalar,
  scalarOf,
  truth,
  UNDEFINED,
  type Definitions,
  type Evaluator,
  type Item,
  type Store,
  type Value,
} from './value.js';

const DEEPEST = 50;
const COMPARISONS = ['===', '!==', '==', '!=', '<=', '>='];

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
      const own =
        callee.of.tag === 'place' && methodInPlace(callee.of, callee.name, args[0] ?? UNDEFINED, store, node, this);
      return own || callMethod(callee.of, callee.name, args, store, node, this);
    }
    if (callee.tag === 'known' && typeof callee.value === 'function') {
      const source = sourceOf(callee.value);
      if (source) return this.#enter(source.node, new Env(source), args, store, node);
      return this.#builtin(callee.value, args, store, node);
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
      store.locals.set(slot, value);
      if (value.tag === 'scalar') callIt(value.term, pattern.text);
      return;
    }
    pattern.elements.forEach((element, i) => {
      if (ts.isOmittedExpression(element)) return;
      if (element.dotDotDotToken) refuse(element, 'has no translation', 'Name each part by itself.');
      const part = ts.isArrayBindingPattern(pattern)
        ? itemAt(value, known(i), store, element)
        : this.#get(value, ((element.propertyName ?? element.name) as ts.Identifier).text, store, element);
      const isLeftOut = part.tag === 'known' && part.value === undefined && element.initializer;
      this.bind(element.name, isLeftOut ? this.evaluate(element.initializer!, env, store) : part, env, store);
    });
  };

  /** Two ways to go on, of which a condition chooses one. */
  #branch(when: Term, store: Store, then: (store: Store) => Value, otherwise: (store: Store) => Value): Value {
    if (when === TRUE) return then(store);
    if (when === bool(false)) return otherwise(store);
    const [one, other] = [store.copy(), store.copy()];
    const [a, b] = [then(one), otherwise(other)];
    store.become(mergeStores(when, one, other));
    return merge(when, a, b);
  }

  #condition(node: ts.Expression, env: Env, store: Store): Term {
    return (
      isTrue(this.evaluate(node, env, store)) ??
      refuse(node, 'is no condition that TLA+ knows', 'Compare it with something.')
    );
  }

  readonly evaluate: Evaluator['evaluate'] = (node, env, store) => {
    const evaluate = (one: ts.Expression, inside = store) => this.evaluate(one, env, inside);
    if (ts.isParenthesizedExpression(node)) return evaluate(node.expression);
    if (ts.isNumericLiteral(node)) return known(Number(node.text));
    if (ts.isStringLiteralLike(node)) return known(node.text);
    if (ts.isIdentifier(node)) return this.#lookUp(node, env, store);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { tag: 'function', node: node as never, env };
    if (ts.isPropertyAccessExpression(node)) {
      const of = evaluate(node.expression);
      return node.questionDotToken && isNothing(of) ? UNDEFINED : this.#get(of, node.name.text, store, node);
    }
    if (ts.isElementAccessExpression(node)) {
      const [of, index] = [evaluate(node.expression), evaluate(node.argumentExpression)];
      if (index.tag === 'known' && (typeof index.value === 'string' || of.tag === 'known'))
        return this.#get(of, index.value, store, node);
      return itemAt(of, index, store, node);
    }
    if (ts.isCallExpression(node)) return this.#callAt(node, env, store);
    if (ts.isConditionalExpression(node)) {
      const when = this.#condition(node.condition, env, store);
      return this.#branch(
        when,
        store,
        inside => evaluate(node.whenTrue, inside),
        inside => evaluate(node.whenFalse, inside),
      );
    }
    if (ts.isBinaryExpression(node)) return this.#binaryAt(node, env, store);
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return this.#unaryAt(node, env, store);
    if (ts.isArrayLiteralExpression(node)) {
      const list = this.#list(node.elements, env, store);
      const [only] = node.elements;
      // What is spread alone stays what can be quantified over.
      return only && ts.isSpreadElement(only) && list.items[0]?.value.tag === 'each' ? list.items[0].value : list;
    }
    if (ts.isObjectLiteralExpression(node)) return this.#object(node, env, store);
    if (ts.isNewExpression(node)) return this.#new(node, env, store);
    if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) {
      return known(node.kind === ts.SyntaxKind.TrueKeyword);
    }
    if (node.kind === ts.SyntaxKind.NullKeyword) return known(null);
    if (ts.isVoidExpression(node)) {
      evaluate(node.expression);
      return UNDEFINED;
    }
    if (ts.isTypeOfExpression(node)) {
      const value = evaluate(node.expression);
      return known(value.tag === 'known' ? typeof value.value : value.tag === 'scalar' ? value.shape.kind : 'object');
    }
    if (ts.isTemplateExpression(node)) {
      const parts = node.templateSpans.map(({ expression, literal }) => {
        const value = evaluate(expression);
        return value.tag === 'known'
          ? `${value.value}${literal.text}`
          : refuse(expression, 'becomes part of a text', 'Use names that the domain declares.');
      });
      return known(node.head.text + parts.join(''));
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

  #get(of: Value, name: string | number, store: Store, node: ts.Node): Value {
    switch (of.tag) {
      case 'state': {
        const shape = of.shapes[name];
        return shape ? valueAt(of.prefix + name, [], shape, store) : UNDEFINED;
      }
      case 'object':
        return of.fields.get(String(name)) ?? UNDEFINED;
      case 'known': {
        if (of.value === undefined || of.value === null)
          refuse(node, `reads '${name}' of ${of.value}`, 'Ask first whether it is there.');
        const value = of.value[name];
        const isMethod =
          typeof value === 'function' &&
          sourceOf(value) === undefined &&
          of.value !== Math &&
          typeof of.value !== 'function';
        if (isMethod) return { tag: 'method', of, name: String(name) };
        return known(
          value,
          Number.isInteger(value) && !Array.isArray(of.value)
            ? this.definitions.constant(String(name), value)
            : undefined,
        );
      }
      case 'scalar':
        if (of.shape.kind === 'either') {
          const shapes = of.shape.parts.flatMap(part => (part.kind === 'record' && part.fields[name]) || []);
          if (shapes.length > 0) {
            const isOne = shapes.every(({ kind }) => kind === shapes[0]!.kind);
            return scalar(
              read(of.term, [String(name)]),
              isOne ? openOf(shapes[0]!) : { kind: 'either', parts: shapes },
            );
          }
        }
        if (of.shape.kind === 'record' && of.shape.fields[name]) {
          return scalar(read(of.term, [String(name)]), of.shape.fields[name]);
        }
        break;
      case 'place':
        if (of.shape.kind === 'record') {
          const shape = of.shape.fields[name];
          return shape ? valueAt(of.root, [...of.path, String(name)], shape, store) : UNDEFINED;
        }
    }
    if (of.tag === 'place') {
      const found = propertyInPlace(of, name, store);
      if (found) return found;
    }
    if (of.tag === 'place' || of.tag === 'list' || of.tag === 'each') {
      return name === 'length' || name === 'size'
        ? count(of, store, node, this)
        : { tag: 'method', of, name: String(name) };
    }
    return refuse(node, 'has no translation', 'Use fields that the state declares, and methods of arrays and sets.');
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
    if (isExtreme(callee)) {
      return items.length === 1 && items[0]!.value.tag === 'each'
        ? this.#bestOf(callee.value === Math.min, items[0]!.value, store, node)
        : this.#extreme(callee.value === Math.min, items, node);
    }
    return this.call(
      callee,
      items.map(({ value }) => value),
      store,
      node,
    );
  }

  #extreme(least: boolean, items: readonly Item[], node: ts.Node): Value {
    if (items.length > 0 && items.every(({ value }) => value.tag === 'known')) {
      return known((least ? Math.min : Math.max)(...items.map(({ value }) => (value as { value: number }).value)));
    }
    return extreme(least ? 'Min' : 'Max', items, node, this);
  }

  /** The least or greatest of a set. Of none, TLC says so, as everystate does when it is put anywhere. */
  #bestOf(least: boolean, of: Value, store: Store, node: ts.Node): Value {
    const { term, shape } = setOfValues(of, store, node, this.fresh);
    return scalar(this.definitions.library(least ? 'Least' : 'Greatest', term), shape);
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
        for (const [field, value] of this.#fieldsOf(this.evaluate(property.expression, env, store), store, property))
          fields.set(field, value);
      } else if (ts.isShorthandPropertyAssignment(property))
        fields.set(property.name.text, this.evaluate(property.name, env, store));
      else if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.name))
        fields.set(property.name.text, this.evaluate(property.initializer, env, store));
      else refuse(property, 'has no translation', 'Write each field as name: value.');
    }
    return { tag: 'object', fields };
  }

  /** The fields of a record, wherever it stands. */
  #fieldsOf(of: Value, store: Store, node: ts.Node): [string, Value][] {
    if (of.tag === 'object') return [...of.fields];
    const shape = of.tag === 'place' || of.tag === 'scalar' ? of.shape : undefined;
    const names =
      of.tag === 'state' ? Object.keys(of.shapes) : shape?.kind === 'record' ? Object.keys(shape.fields) : undefined;
    if (!names) return refuse(node, 'has no translation', 'Write each field as name: value.');
    return names.map(name => [name, this.#get(of, name, store, node)]);
  }

  #new(node: ts.NewExpression, env: Env, store: Store): Value {
    const made = this.evaluate(node.expression, env, store);
    const { items } = this.#list(node.arguments ?? [], env, store, made);
    const [first] = items;
    const root = this.fresh('made');
    if (made.tag === 'known' && made.value === Set) {
      const { term, shape } = first
        ? setOfValues(first.value, store, node, this.fresh)
        : { term: setOfTerms([]), shape: NUMBER };
      store.roots.set(root, term);
      return { tag: 'place', root, path: [], shape: { kind: 'set', of: shape } };
    }
    const isArray =
      made.tag === 'known' && (made.value === Int32Array || made.value === Uint8Array || made.value === Uint32Array);
    if (isArray && first?.value.tag === 'known') return zeros(numbered(first.value.value), root, store);
    return refuse(node, 'has no translation', 'Use new Set(…), or arrays that are written out.');
  }

  #builtin(of: unknown, args: readonly Value[], store: Store, node: ts.Node): Value {
    const [first = UNDEFINED] = args;
    const number = numberOf(first);
    if (args.every(({ tag }) => tag === 'known')) {
      const values = args.map(one => (one as { value: unknown }).value);
      const isPure = [
        ...Object.getOwnPropertyNames(Math)
          .filter(name => name !== 'random')
          .map(name => (Math as any)[name]),
        Object.keys,
        Object.values,
        Object.entries,
        Array.isArray,
        Number,
        Boolean,
        String,
      ].includes(of); // any: by its name
      if (isPure) return known((of as (...given: unknown[]) => unknown)(...values));
    }
    if (of === Math.abs && number)
      return scalar(ite(infix('<', number.term, num(0)), minus(num(0), number.term), number.term), NUMBER);
    if ((of === Math.floor || of === Math.trunc || of === Number) && number) return first;
    if (of === Boolean) return truth(isTrue(first) ?? refuse(node, 'is no condition that TLA+ knows', 'Compare it.'));
    if (of === Object.values && first.tag === 'object')
      return { tag: 'list', items: [...first.fields.values()].map(value => ({ when: TRUE, value })) };
    void store;
    return refuse(
      node,
      'calls a function that has no translation',
      'Use Math.min, Math.max, Math.abs, Math.floor(a / b), or a function of your own.',
    );
  }

  #unaryAt(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, env: Env, store: Store): Value {
    const { operator, operand } = node;
    if (operator === ts.SyntaxKind.ExclamationToken) return truth(not(this.#condition(operand, env, store)));
    const value = this.evaluate(operand, env, store);
    const isStep = operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
    if (isStep) {
      const next = binary(operator === ts.SyntaxKind.PlusPlusToken ? '+' : '-', value, known(1), node, this);
      this.#assign(operand as ts.Expression, next, env, store);
      return ts.isPrefixUnaryExpression(node) ? next : value;
    }
    if (operator === ts.SyntaxKind.MinusToken)
      return value.tag === 'known' ? known(-value.value) : binary('-', known(0), value, node, this);
    if (operator === ts.SyntaxKind.PlusToken && numberOf(value)) return value;
    return refuse(node, 'has no translation', 'Use +, -, *, % and comparisons.');
  }

  #binaryAt(node: ts.BinaryExpression, env: Env, store: Store): Value {
    const op = node.operatorToken.getText();
    const right = (inside: Store) => this.evaluate(node.right, env, inside);
    if (op.endsWith('=') && !COMPARISONS.includes(op)) {
      const by = op.slice(0, -1);
      if (by === '') return this.#assign(node.left, right(store), env, store);
      if (by === '&&' || by === '||' || by === '??') return refuse(node, 'has no translation', 'Use if.');
      const value = this.evaluate(node.left, env, store);
      return this.#assign(node.left, binary(by, value, right(store), node, this), env, store);
    }
    if (op === ',') {
      this.evaluate(node.left, env, store);
      return right(store);
    }
    const left = this.evaluate(node.left, env, store);
    if (op === '??') {
      if (left.tag === 'unclear') refuse(node, 'has no translation', 'Use if.');
      return left.tag === 'known' && (left.value === undefined || left.value === null) ? right(store) : left;
    }
    if (op === '&&' || op === '||') {
      const when = isTrue(left) ?? refuse(node.left, 'is no condition that TLA+ knows', 'Compare it with something.');
      return op === '&&' ? this.#branch(when, store, right, () => left) : this.#branch(when, store, () => left, right);
    }
    return binary(op, left, right(store), node, this);
  }

  #assign(target: ts.Expression, value: Value, env: Env, store: Store): Value {
    while (ts.isParenthesizedExpression(target)) target = target.expression;
    if (ts.isIdentifier(target)) {
      const slot =
        env.slotOf(target.text) ??
        refuse(target, 'is changed, but is no field of the state', 'Declare it in the state.');
      store.locals.set(slot, value);
      if (value.tag === 'scalar') callIt(value.term, target.text);
      return value;
    }
    if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)) {
      return refuse(target, 'has no translation', 'Assign to one field at a time.');
    }
    const of = this.evaluate(target.expression, env, store);
    const key = ts.isPropertyAccessExpression(target)
      ? known(target.name.text)
      : this.evaluate(target.argumentExpression, env, store);
    const place = placeIn(of, key);
    if (!place) return refuse(target, 'is changed, but is no field of the state', 'Declare it in the state.');
    store.write(
      place,
      fit(value, place.shape, store) ??
        refuse(
          target.parent,
          'puts something else where such a value stands',
          'Assign a value of its domain; change sets and processes in place.',
        ),
    );
    if (value.tag === 'scalar' && key.tag === 'known') callIt(value.term, String(key.value));
    return value;
  }
}

const isExtreme = (of: Value): of is Value & { tag: 'known' } =>
  of.tag === 'known' && (of.value === Math.min || of.value === Math.max);
/** A shape without what one part of a choice says of its values alone. */
const openOf = (shape: Shape): Shape => (shape.kind === 'number' ? NUMBER : shape.kind === 'string' ? STRING : shape);
const isNothing = (of: Value) => of.tag === 'known' && (of.value === undefined || of.value === null);

/** A field of the state, of a process, or of an array, as a place. */
function placeIn(of: Value, key: Value) {
  if (of.tag === 'state' && key.tag === 'known') {
    const shape = of.shapes[key.value];
    return shape && { root: of.prefix + key.value, path: [], shape };
  }
  if (of.tag !== 'place') return undefined;
  const { root, path, shape } = of;
  if (shape.kind === 'record' && key.tag === 'known') {
    const field = shape.fields[key.value];
    return field && { root, path: [...path, String(key.value)], shape: field };
  }
  if (shape.kind !== 'array') return undefined;
  const index = key.tag === 'known' ? shape.indices.members[key.value] : scalarOf(key)?.term;
  return index && { root, path: [...path, index], shape: shape.of };
}
