import type { Model } from 'everystate';
import { known, type Value } from '../evaluate/value.js';
import type { Store } from '../evaluate/store.js';
import { and, not, or, pathOf, quantify, read, updatesOf, write } from '../terms/simplify.js';
import { bound, call, fresh, infix, isLiteral, name, prime, term, TRUE, type Term } from '../terms/term.js';
import type { Choice, Functions, Parameter } from './functions.js';
import type { Names } from '../terms/names.js';

/** An action of the model, as TLA+ has it. What it is given stands free in `guard`, `after` and `body`. */
export interface ActionOfTla {
  readonly name: string;
  readonly operator: string;
  readonly family?: string;
  /** The process that takes it: the same variable for all actions of a family. */
  readonly process?: Choice;
  readonly given: readonly Parameter[];
  readonly cites: readonly string[];
  readonly fair?: 'weak' | 'strong';
  readonly fairTo?: 'process' | 'action';
  readonly guard: Term;
  /** The state after it, before any normal form. */
  readonly after: Store;
  readonly body: Term;
  /** Where there is a normal form: the state that it is made of. */
  readonly reached?: Term;
  /** Whether it can leave everything as it was. */
  readonly idle: 'always' | 'never' | 'perhaps';
}

/** Translates every action. */
export function actionsOf(model: Model, functions: Functions, names: Names): ActionOfTla[] {
  const all = Object.entries(model.actions);
  const processes = new Map<string, Choice>();
  for (const [, { by }] of all) {
    if (by === undefined || processes.has(by)) continue;
    const its = all.filter(([, one]) => one.by === by).flatMap(([, { then, when }]) => [then, when]);
    processes.set(by, { variable: fresh(parameterOf(its) ?? by[0]!), set: functions.family(by).indices.set });
  }
  return all.map(([action, { by: family, cites = [], fair, fairTo, when, then, with: parameters = {} }]) => {
    const process = family === undefined ? undefined : processes.get(family)!;
    const own = process ? functions.process(family!, process.variable) : [];
    const given = Object.entries(parameters as object).map(([one, of]) =>
      functions.parameter(one, of, `${action}: ${one}`, family),
    );
    const args = [functions.state(), ...own, valuesOf(given)];
    const ask = (of: unknown, args: readonly Value[]) =>
      functions.predicate(`The guard of '${action}'`, of as never, args, functions.now);
    const chosen = given
      .filter(({ from }) => from !== undefined)
      .map(({ from, value }) =>
        ask(isIn, [
          functions.fields.some(({ field }) => field === from) ? functions.state() : own[0]!,
          known(from),
          value,
        ]),
      );
    const guard = and(...chosen, ...(when ? [ask(when, args)] : []));
    const after = functions.effect(`The effect of '${action}'`, then as never, args, functions.now);
    const changes = functions.fields.map(({ field, variable }) => ({
      before: name(variable),
      after: after.roots.get(field)!,
    }));
    const reached = model.normalForm && reachedBy(changes);
    const body = conjunction([...guarded(guard), ...(reached ? [call('Becomes', [reached])] : assigns(changes))]);
    const idle = changes.every(one => one.before === one.after)
      ? 'always'
      : !reached && changes.some(one => isMoved(one, guard))
        ? 'never'
        : 'perhaps';
    const operator = names.operator(action);
    return { name: action, operator, family, process, given, cites, fair, fairTo, guard, after, body, reached, idle };
  });
}

/** Whether a parameter is in what it is chosen from. */
const isIn = (holder: Record<string, { has(value: unknown): boolean }>, field: string, value: unknown) =>
  holder[field]!.has(value);

/** The values of parameters, as guards and effects are given them. */
export const valuesOf = (given: readonly Parameter[]): Value => ({
  tag: 'object',
  fields: new Map(given.map(({ name, value }) => [name, value])),
});

/** What an action's operator is given: a process, and parameters. */
export const choicesOf = ({ process, given }: ActionOfTla): Choice[] => [...(process ? [process] : []), ...given];

/** The call of an action. What it is given stands free. */
export const callOf = (one: ActionOfTla): Term =>
  call(
    one.operator,
    choicesOf(one).map(({ variable }) => bound(variable)),
  );

/** For some choice of an action's parameters, or for every one. */
export const overGiven = (op: 'exists' | 'forall', { given }: ActionOfTla, body: Term): Term =>
  given.reduceRight((inner, { variable, set }) => quantify(op, variable, set, inner), body);

/** What is said of some action, or of every one, by some process of its family, or by each. */
export function overProcesses(
  op: 'exists' | 'forall',
  actions: readonly ActionOfTla[],
  say: (one: ActionOfTla) => Term,
): Term {
  const join = op === 'exists' ? or : and;
  const families = [...new Set(actions.map(({ process }) => process))];
  return join(
    ...families.map(process => {
      const said = join(...actions.filter(one => one.process === process).map(say));
      return process ? quantify(op, process.variable, process.set, said) : said;
    }),
  );
}

/** What is said of some step, or of every one: whoever takes it, with whatever parameters. */
export const overSteps = (op: 'exists' | 'forall', actions: readonly ActionOfTla[], say: (one: ActionOfTla) => Term) =>
  overProcesses(op, actions, one => overGiven(op, one, say(one)));

/** The second parameter's name is what the model calls a process that acts. */
function parameterOf(functions: readonly (((...args: never) => unknown) | undefined)[]): string | undefined {
  for (const one of functions) {
    const found = /^(?:async\s+)?(?:function\s*\w*|\w+)?\s*\(\s*\w+\s*,\s*([a-zA-Z]\w*)/.exec(String(one ?? ''));
    if (found) return found[1];
  }
  return undefined;
}

/** A variable of the module, and what a step makes of it. */
interface Change {
  readonly before: Term;
  readonly after: Term;
}

/** `/\ field' = … /\ UNCHANGED <<…>>` */
function assigns(all: readonly Change[]): Term[] {
  const changes = all.filter(({ before, after }) => before !== after);
  const same = all.filter(({ before, after }) => before === after).map(({ before }) => before);
  const unchanged = term('prefix', [same.length === 1 ? same[0]! : term('tuple', same)], 'UNCHANGED ');
  return [
    ...changes.map(({ before, after }) => infix('=', prime(before), after)),
    ...(same.length > 0 ? [unchanged] : []),
  ];
}

/** `[State EXCEPT …]`: the normal form of that is the next state. */
function reachedBy(all: readonly Change[]): Term {
  return all.reduce((state, { before, after }) => {
    const { updates, base } = updatesOf(after);
    if (base !== before) return write(state, [before.text], after);
    return updates.reduceRight((so, one) => write(so, [before.text, ...pathOf(one)], one.args[1]!), state);
  }, name('State'));
}

const conjunction = (parts: readonly Term[]) => (parts.length === 1 ? parts[0]! : term('and', parts));

/**
 * The parts of a guard. TLC would take a step once for each side of a disjunction
 * that is true; compared with TRUE, it is one condition.
 */
export function guarded(guard: Term): Term[] {
  const parts = guard === TRUE ? [] : guard.op === 'and' ? guard.args : [guard];
  return parts.map(part => (splits(part) ? infix('=', part, TRUE) : part));
}

const splits = ({ op, args }: Term): boolean =>
  ['or', 'exists', 'call'].includes(op) || (['and', 'forall', 'implies', 'if'].includes(op) && args.some(splits));

/** Whether a step that this guard allows always makes something else of a variable. */
function isMoved({ before, after }: Change, guard: Term): boolean {
  const conditions = guard.op === 'and' ? guard.args : [guard];
  const differs = (is: Term, was: Term): boolean => {
    if (is.op === 'if') return differs(is.args[1]!, was) && differs(is.args[2]!, was);
    if (is.op === 'infix' && /^[+-]$/.test(is.text) && is.args[0] === was) return is.args[1]!.op === 'number';
    return isLiteral(is) && conditions.some(one => excludes(one, was, is));
  };
  const { updates, base } = updatesOf(after);
  if (base !== before) return differs(after, before);
  return updates.some(
    one => read(after, pathOf(one)) === one.args[1] && differs(one.args[1]!, read(before, pathOf(one))),
  );
}

/** Whether a condition says that a term is not this literal. */
function excludes(condition: Term, of: Term, literal: Term): boolean {
  if (condition === not(of)) return literal.text === 'TRUE';
  if (condition === of) return literal.text === 'FALSE';
  if (condition.op !== 'infix' || condition.args[0] !== of) return false;
  const [, other] = condition.args as [Term, Term];
  const literals = other.op === 'set' ? other.args : [other];
  if (!literals.every(isLiteral)) return false;
  if (condition.text === '=' || condition.text === '\\in') return !literals.includes(literal);
  return (condition.text === '#' || condition.text === '\\notin') && literals.includes(literal);
}
