import ts from 'typescript';
import { itemsOf } from './each.js';
import type { Evaluator } from './evaluator.js';
import { choose, combine, done, inTurn, type Outcome, type Runner } from './outcomes.js';
import { recursion } from './recursion.js';
import { refuse } from './refusal.js';
import { from, now, readAt, resume } from './store.js';
import { Env, scalarOf, UNDEFINED, type Value } from './value.js';
import { bind, member, pathOf, read, substitute, updatesOf } from '../terms/simplify.js';
import { bound, callIt, FALSE, fresh, TRUE, type Term } from '../terms/term.js';

/** So many rounds are written out at most. */
const ROUNDS = 1000;

/** Runs a loop: written out where it is known how often, as an operator that calls itself where not. */
export function runLoop(node: ts.Statement, env: Env, evaluator: Evaluator): Outcome[] {
  const { evaluate, bind, run } = evaluator;
  const inner = new Env(env.source, env);
  const body =
    (of: ts.Statement, own = inner): Runner =>
    () =>
      run(ts.isBlock(of) ? of.statements : [of], new Env(own.source, own));
  const test = (of: ts.Expression | undefined) => () => {
    if (!of) return TRUE;
    const [when, after] = from(now, () => evaluator.condition(of, inner));
    return after.isSame(now) ? when : refuse('changes something while it asks', 'Compare, and change nothing.');
  };
  if (ts.isForOfStatement(node)) {
    const declared = (node.initializer as ts.VariableDeclarationList).declarations?.[0]?.name;
    if (!declared) return refuse('has no translation', 'Declare its variable: for (const one of …).');
    const round = (value: Value) => () => {
      const own = new Env(env.source, inner);
      bind(declared, value, own);
      return goOn(body(node.statement, own)());
    };
    return forEach(evaluate(node.expression, env), round, ts.isIdentifier(declared) ? declared.text : undefined);
  }
  if (ts.isWhileStatement(node)) return whileTrue(node, test(node.expression), body(node.statement));
  if (ts.isDoStatement(node)) {
    const [first, ...others] = body(node.statement)();
    if (others.length > 0 || first?.kind !== 'normal') return refuse('may leave its first round', 'Use while.');
    resume(first.store);
    return whileTrue(node, test(node.expression), body(node.statement));
  }
  if (!ts.isForStatement(node)) return refuse('has no translation', 'Use if, for, while and return.');
  const { initializer, condition, incrementor, statement } = node;
  const outer = new Set(now.locals.keys());
  if (initializer && ts.isVariableDeclarationList(initializer)) {
    for (const one of initializer.declarations)
      bind(one.name, one.initializer ? evaluate(one.initializer, inner) : UNDEFINED, inner);
  } else if (initializer) evaluate(initializer, inner);
  const next: Runner = () => {
    if (incrementor) evaluate(incrementor, inner);
    return [done()];
  };
  const round = () => inTurn([() => goOn(body(statement)()), next]);
  return whileTrue(node, test(condition), round, slot => outer.has(slot));
}

const as =
  (kind: Outcome['kind']) =>
  (outcomes: readonly Outcome[]): Outcome[] =>
    combine(outcomes.map(one => (one.kind === kind ? { ...one, kind: 'normal' } : one)));
/** `continue` ends a round, and no more. */
const goOn = as('continue');
const leave = as('break');

/** Rounds one after the other, until there is none, or an unknown one. */
function whileTrue(node: ts.Node, test: () => Term, round: Runner, outlives: (slot: string) => boolean = () => true) {
  function* rounds(): Iterable<Runner> {
    for (let i = 0; i < ROUNDS; i++) {
      const when = test();
      if (when === FALSE) return;
      if (when === TRUE) yield () => goOn(round());
      else {
        resume(recursion(node, test, () => goOn(round()), outlives));
        return yield () => [done()];
      }
    }
    const remedy = 'Give it an end that depends on the state, or a lower one.';
    refuse(`goes on for more than ${ROUNDS} rounds`, remedy);
  }
  return leave(inTurn(rounds()));
}

function forEach(over: Value, round: (value: Value) => Runner, hint?: string): Outcome[] {
  if (atOnce(over, round, hint)) return [done()];
  const isSet = over.tag === 'place' && over.shape.kind === 'set';
  const items = isSet && over.root.includes('#') ? undefined : itemsOf(over);
  if (!items)
    return refuse('goes in an order that TLA+ does not know', 'Go through a family, an array or a set of the state.');
  const rounds = items.map(({ when, value }) => () => {
    // A set is looked at when its element's turn comes, as JavaScript does.
    const isThere = isSet ? member(scalarOf(value)!.term, readAt(over)) : when;
    return choose(isThere, round(value), () => [done()]);
  });
  return leave(inTurn(rounds));
}

/** All processes of a family at once, where each changes nothing but itself, and looks at no other. */
function atOnce(over: Value, round: (value: Value) => Runner, hint: string | undefined): boolean {
  if (over.tag !== 'place' || over.shape.kind !== 'array' || over.path.length > 0) return false;
  const { root, shape } = over;
  if (shape.of.kind !== 'record') return false;
  const me = bound(fresh(hint ?? root.slice(0, 1)));
  const whole = bound(fresh('all'));
  const before = now.copy();
  before.roots.set(root, whole);
  const [[only, ...others]] = from(before, round({ tag: 'place', root, path: [me], shape: shape.of }));
  if (others.length > 0 || only?.kind !== 'normal') return false;
  const changed = only.store.roots.get(root)!;
  const rest = only.store.copy();
  rest.roots.set(root, whole);
  const { updates, base } = updatesOf(changed);
  const isOwn = (one: Term) => pathOf(one)[0] === me && one.args.slice(1).every(value => looksOnlyAt(value, whole, me));
  if (base !== whole || !updates.every(isOwn) || !rest.isSame(before)) return false;
  if (updates.length === 0) return true;
  const all = bind('function', me.text, shape.indices.set, substitute(read(changed, [me]), whole.text, readAt(over)));
  callIt(all, root);
  now.roots.set(root, all);
  return true;
}

function looksOnlyAt(value: Term, whole: Term, me: Term): boolean {
  if (!value.free.has(whole.text)) return true;
  if (value.op === 'index' && value.args[0] === whole) return value.args[1] === me;
  return value !== whole && value.args.every(arg => looksOnlyAt(arg, whole, me));
}
