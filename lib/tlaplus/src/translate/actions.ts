import type { Model } from 'everystate';
import { known, type Value } from '../evaluate/value.js';
import type { Store } from '../evaluate/store.js';
import { and, not, pathOf, quantify, read, updatesOf, write } from '../terms/simplify.js';
import { bound, call, fresh, infix, isLiteral, name, prime, term, TRUE, type Term } from '../terms/term.js';
import type { Functions, Parameter } from './functions.js';
import type { Names } from '../terms/names.js';

/** An action of the model, as TLA+ has it. */
export interface ActionOfTla {
  readonly name: string;
  readonly operator: string;
  readonly family?: string;
  /** The process that takes it, a variable that stands free in `guard`, `after` and `body`. */
  readonly process?: string;
  /** Its parameters, variables that stand free as well. */
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

/** Translates every action. `fields` are the model's fields with their variables. */
export function actionsOf(
  model: Model,
  functions: Functions,
  fields: ReadonlyMap<string, string>,
  names: Names,
): ActionOfTla[] {
  return Object.entries(model.actions).map(
    ([action, { by, cites = [], fair, fairTo, when, then, with: parameters = {} }]) => {
      const process = by === undefined ? undefined : fresh(parameterOf(then, when) ?? by[0]!);
      const own = process ? functions.process(by!, process) : [];
      const ownShape = own[0]?.tag === 'place' ? own[0].shape : undefined;
      const given = Object.entries(parameters as object).map(([one, of]) =>
        functions.parameter(one, of, `${action}: ${one}`, ownShape),
      );
      const args = [functions.state(), ...own, valuesOf(given)];
      const guards = given.flatMap(({ from, value }) => {
        if (from === undefined) return [];
        const holder = fields.has(from) ? functions.state() : own[0]!;
        return [functions.predicate(`The guard of '${action}'`, isIn, [holder, known(from), value], functions.now)];
      });
      if (when) guards.push(functions.predicate(`The guard of '${action}'`, when as never, args, functions.now));
      const guard = and(...guards);
      const after = functions.effect(`The effect of '${action}'`, then as never, args, functions.now);
      const reached = model.normalForm && reachedBy(after, fields);
      const body = reached
        ? conjunction([...guarded(guard), call('Becomes', [reached])])
        : assigns(guard, after, fields);
      const idle = idleness(guard, after, fields, model.normalForm !== undefined);
      return {
        name: action,
        operator: names.operator(action),
        family: by,
        process,
        given,
        cites,
        fair,
        fairTo,
        guard,
        after,
        body,
        reached,
        idle,
      };
    },
  );
}

/** Whether a parameter is in what it is chosen from. */
const isIn = (holder: Record<string, { has(value: unknown): boolean }>, field: string, value: unknown) =>
  holder[field]!.has(value);

/** The values of parameters, as guards and effects are given them. */
export const valuesOf = (given: readonly Parameter[]): Value => ({
  tag: 'object',
  fields: new Map(given.map(({ name, value }) => [name, value])),
});

/** The variables that an action's operator is given. */
export const variablesOf = ({ process, given }: ActionOfTla): string[] => [
  ...(process ? [process] : []),
  ...given.map(({ variable }) => variable),
];

/** The call of an action, by a process or by the system. Its parameters stand free. */
export const callOf = ({ operator, given }: ActionOfTla, process?: Term): Term =>
  call(operator, [...(process ? [process] : []), ...given.map(({ variable }) => bound(variable))]);

/** For some choice of an action's parameters, or for every one. */
export const overGiven = (op: 'exists' | 'forall', { given }: ActionOfTla, body: Term): Term =>
  given.reduceRight((inner, { variable, set }) => quantify(op, variable, set, inner), body);

/** The second parameter's name is what the model calls a process that acts. */
function parameterOf(...functions: readonly (((...args: never) => unknown) | undefined)[]): string | undefined {
  for (const one of functions) {
    const found = /^(?:async\s+)?(?:function\s*\w*|\w+)?\s*\(\s*\w+\s*,\s*([a-zA-Z]\w*)/.exec(String(one ?? ''));
    if (found) return found[1];
  }
  return undefined;
}

/** `/\ guard /\ field' = … /\ UNCHANGED <<…>>` */
function assigns(guard: Term, { roots }: Store, fields: ReadonlyMap<string, string>): Term {
  const all = [...fields].map(([field, variable]) => ({ before: name(variable), after: roots.get(field)! }));
  const changes = all.filter(({ before, after }) => before !== after);
  const same = all.filter(({ before, after }) => before === after).map(({ before }) => before);
  const unchanged = term('prefix', [same.length === 1 ? same[0]! : term('tuple', same)], 'UNCHANGED ');
  return conjunction([
    ...guarded(guard),
    ...changes.map(({ before, after }) => infix('=', prime(before), after)),
    ...(same.length > 0 ? [unchanged] : []),
  ]);
}

/** `[State EXCEPT …]`: the normal form of that is the next state. */
function reachedBy({ roots }: Store, fields: ReadonlyMap<string, string>): Term {
  let state = name('State');
  for (const [field, variable] of fields) {
    const { updates, base } = updatesOf(roots.get(field)!);
    if (base !== name(variable)) state = write(state, [variable], roots.get(field)!);
    else for (const one of updates.reverse()) state = write(state, [variable, ...pathOf(one)], one.args[1]!);
  }
  return state;
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

function idleness(
  guard: Term,
  { roots }: Store,
  fields: ReadonlyMap<string, string>,
  isNormal: boolean,
): ActionOfTla['idle'] {
  const all = [...fields].map(([field, variable]) => ({ before: name(variable), after: roots.get(field)! }));
  if (all.every(({ before, after }) => before === after)) return 'always';
  const conditions = guard.op === 'and' ? guard.args : [guard];
  const differs = (is: Term, was: Term): boolean => {
    if (is.op === 'if') return differs(is.args[1]!, was) && differs(is.args[2]!, was);
    if (is.op === 'infix' && /^[+-]$/.test(is.text) && is.args[0] === was) return is.args[1]!.op === 'number';
    return isLiteral(is) && conditions.some(one => excludes(one, was, is));
  };
  const moves = all.some(({ before, after }) => {
    const { updates, base } = updatesOf(after);
    if (base !== before) return differs(after, before);
    return updates.some(
      one => read(after, pathOf(one)) === one.args[1] && differs(one.args[1]!, read(before, pathOf(one))),
    );
  });
  return moves && !isNormal ? 'never' : 'perhaps';
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
