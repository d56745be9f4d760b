import ts from 'typescript';
import { itemsOf } from './each.js';
import { refuse, type Evaluator, type Outcome } from './evaluator.js';
import { combine, type Runner } from './outcomes.js';
import { recursion } from './recursion.js';
import type { Store } from './store.js';
import { Env, isTrue, scalarOf, UNDEFINED, type Value } from './value.js';
import { and, bind, member, not, pathOf, read, substitute, updatesOf } from '../terms/simplify.js';
import { bound, callIt, FALSE, TRUE, type Term } from '../terms/term.js';

/** So many rounds are written out at most. */
const ROUNDS = 1000;

/** Runs a loop: written out where it is known how often, as an operator that calls itself where not. */
export function runLoop(node: ts.Statement, env: Env, store: Store, evaluator: Evaluator): Outcome[] {
  const { evaluate, run } = evaluator;
  const inner = new Env(env.source, env);
  const body =
    (statement: ts.Statement): Runner =>
    inside =>
      run(ts.isBlock(statement) ? statement.statements : [statement], new Env(inner.source, inner), inside);
  const test = (condition: ts.Expression | undefined) => (inside: Store) => {
    if (!condition) return TRUE;
    const after = inside.copy();
    const when = isTrue(evaluate(condition, inner, after));
    if (!when || !after.isSame(inside))
      refuse(condition, 'is no condition that TLA+ knows', 'Compare, and change nothing.');
    return when;
  };
  if (ts.isForOfStatement(node)) return forOf(node, inner, store, evaluator);
  if (ts.isWhileStatement(node)) return whileTrue(node, test(node.expression), body(node.statement), store, evaluator);
  if (ts.isDoStatement(node)) {
    const [first, ...others] = body(node.statement)(store);
    if (others.length > 0 || first?.kind !== 'normal') return refuse(node, 'may leave its first round', 'Use while.');
    return whileTrue(node, test(node.expression), body(node.statement), first.store, evaluator);
  }
  if (!ts.isForStatement(node)) return refuse(node, 'has no translation', 'Use if, for, while and return.');
  const { initializer, condition, incrementor, statement } = node;
  const known = [...store.locals.keys()];
  if (initializer && ts.isVariableDeclarationList(initializer)) {
    for (const one of initializer.declarations)
      evaluator.bind(one.name, one.initializer ? evaluate(one.initializer, env, store) : UNDEFINED, inner, store);
  } else if (initializer) evaluate(initializer, inner, store);
  const round: Runner = inside =>
    goOn(body(statement)(inside)).map(one => {
      if (one.kind === 'normal' && incrementor) evaluate(incrementor, inner, one.store);
      return one;
    });
  const outer = new Set(known);
  return whileTrue(node, test(condition), round, store, evaluator, slot => outer.has(slot));
}

/** `continue` ends a round, and no more. */
const goOn = (outcomes: readonly Outcome[]) =>
  combine(outcomes.map(one => (one.kind === 'continue' ? { ...one, kind: 'normal' as const } : one)));
const leave = (outcomes: readonly Outcome[]) =>
  combine(outcomes.map(one => (one.kind === 'break' ? { ...one, kind: 'normal' as const } : one)));

/** Rounds one after the other, until there is none, or an unknown one. */
function whileTrue(
  node: ts.Node,
  test: (store: Store) => Term,
  round: Runner,
  store: Store,
  evaluator: Evaluator,
  outlives: (slot: string) => boolean = () => true,
): Outcome[] {
  const ended: Outcome[] = [];
  let going: Outcome = { kind: 'normal', when: TRUE, store, value: UNDEFINED };
  for (let i = 0; i < ROUNDS; i++) {
    const when = test(going.store);
    if (when === FALSE) return leave([...ended, going]);
    const after =
      when === TRUE
        ? goOn(round(going.store))
        : [{ ...going, when: TRUE, store: recursion(node, test, round, going.store, evaluator, outlives) }];
    const outcomes = after.map(one => ({ ...one, when: and(going.when, one.when) }));
    const normal = outcomes.find(({ kind }) => kind === 'normal');
    ended.push(...outcomes.filter(one => one !== normal));
    if (!normal || when !== TRUE) return leave(normal ? [...ended, normal] : ended);
    going = normal;
  }
  return refuse(
    node,
    `goes on for more than ${ROUNDS} rounds`,
    'Give it an end that depends on the state, or a lower one.',
  );
}

function forOf(node: ts.ForOfStatement, env: Env, store: Store, evaluator: Evaluator): Outcome[] {
  const over = evaluator.evaluate(node.expression, env, store);
  const declared = (node.initializer as ts.VariableDeclarationList).declarations?.[0]?.name;
  if (!declared) return refuse(node, 'has no translation', 'Declare its variable: for (const one of …).');
  const round =
    (value: Value): Runner =>
    inside => {
      const own = new Env(env.source, env);
      evaluator.bind(declared, value, own, inside);
      return goOn(
        evaluator.run(ts.isBlock(node.statement) ? node.statement.statements : [node.statement], own, inside),
      );
    };
  const together = atOnce(over, round, ts.isIdentifier(declared) ? declared.text : undefined, store, evaluator);
  if (together) return [{ kind: 'normal', when: TRUE, store: together, value: UNDEFINED }];

  const isOwn = over.tag === 'place' && over.shape.kind === 'set' && over.root.includes('#');
  const items = isOwn ? undefined : itemsOf(over, store);
  if (!items)
    return refuse(
      node.expression,
      'is gone through in an order that TLA+ does not know',
      'Go through a family, an array or a set of the state.',
    );
  const ended: Outcome[] = [];
  let going: Outcome = { kind: 'normal', when: TRUE, store, value: UNDEFINED };
  for (const { when: listed, value } of items) {
    // A set is looked at when its element's turn comes, as JavaScript does.
    const isSet = over.tag === 'place' && over.shape.kind === 'set';
    const when = isSet ? member(scalarOf(value)!.term, going.store.read(over)) : listed;
    if (when === FALSE) continue;
    const skipped: Outcome[] = when === TRUE ? [] : [{ ...going, when: not(when), store: going.store.copy() }];
    const taken = round(value)(going.store.copy()).map(one => ({ ...one, when: and(when, one.when) }));
    const outcomes = combine([...taken, ...skipped]).map(one => ({ ...one, when: and(going.when, one.when) }));
    const normal = outcomes.find(({ kind }) => kind === 'normal');
    ended.push(...outcomes.filter(one => one !== normal));
    if (!normal) return leave(ended);
    going = normal;
  }
  return leave([...ended, going]);
}

/** All processes of a family at once, where each changes nothing but itself, and looks at no other. */
function atOnce(
  over: Value,
  round: (value: Value) => Runner,
  hint: string | undefined,
  store: Store,
  evaluator: Evaluator,
) {
  if (over.tag !== 'place' || over.shape.kind !== 'array' || over.path.length > 0) return undefined;
  const { root, shape } = over;
  const element = shape.of;
  if (element.kind !== 'record') return undefined;
  const variable = evaluator.fresh(hint ?? root.slice(0, 1));
  const me = bound(variable);
  const before = store.copy();
  const whole = bound(evaluator.fresh('all'));
  before.roots.set(root, whole);
  const [only, ...others] = round({ tag: 'place', root, path: [me], shape: element })(before.copy());
  if (others.length > 0 || only?.kind !== 'normal') return undefined;
  const after = only.store;
  const changed = after.roots.get(root)!;
  const rest = after.copy();
  rest.roots.set(root, whole);
  const mine = updatesOf(changed);
  const isOwn =
    mine.base === whole &&
    mine.updates.every(one => pathOf(one)[0] === me && one.args.slice(1).every(value => looksOnlyAt(value, whole, me)));
  if (!isOwn || !rest.isSame(before)) return undefined;
  const done = store.copy();
  const one = substitute(read(changed, [me]), whole.text, store.roots.get(root)!);
  const all = bind('function', variable, shape.indices.set, one);
  callIt(all, root);
  if (mine.updates.length > 0) done.roots.set(root, all);
  return done;
}

function looksOnlyAt(value: Term, whole: Term, me: Term): boolean {
  if (!value.free.has(whole.text)) return true;
  if (value.op === 'index' && value.args[0] === whole) return value.args[1] === me;
  return value !== whole && value.args.every(arg => looksOnlyAt(arg, whole, me));
}
