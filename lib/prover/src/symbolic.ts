import { mostParts, type Bounds, type Session } from './session.js';
import type { Declaration, EachField, Simple, SimpleField } from './system.js';
import type { Bool, Int, IntSet, Parts } from './terms.js';
import type { Term } from './z3.js';

/**
 * The terms that stand for a state: one for each field, by its path, such as `latest` or
 * `enactor.plan`. For a part's field it is an array, from the part's number.
 */
export type Values = Record<string, Term>;

export interface Path {
  readonly path: string;
  readonly name: string;
  /** The part's field, where `name` is one for all parts of a kind. */
  readonly inner?: string;
  readonly field: SimpleField;
}

/** Every field, also of parts. */
export function paths(state: Declaration): Path[] {
  return Object.entries(state).flatMap(([name, field]): Path[] =>
    field.kind === 'each'
      ? Object.entries(field.fields).map(([inner, of]) => ({ path: `${name}.${inner}`, name, inner, field: of }))
      : [{ path: name, name, field }],
  );
}

/**
 * A state of which nothing is known but that every place is one of those declared.
 * @param bounds where given, its numbers and its sets' members are no larger
 */
export function unknownState(session: Session, state: Declaration, bounds?: Bounds): { values: Values; facts: Bool[] } {
  const { z3 } = session;
  const int = z3.Int.sort();
  const values: Values = {};
  for (const { path, name, inner, field } of paths(state)) {
    const sort = field.kind === 'set' ? z3.Array.sort(int, z3.Bool.sort()) : int;
    values[path] = z3.Const(path, inner === undefined ? sort : z3.Array.sort(int, sort));
    if (!bounds || field.kind !== 'set') continue;
    if (inner === undefined) values[path] = finiteSet(session, path, bounds);
    else {
      const count = mostParts(session, (state[name] as EachField).count, bounds);
      for (let i = 0; i < count; i++) values[path] = values[path].store(i, finiteSet(session, `${path} ${i}`, bounds));
    }
  }
  const view = symbolicState(session, state, values, bounds);
  const facts = paths(state).map(({ name, inner, field }) => {
    const fact = (value: Term) => inDomain(session, field, value, bounds);
    return inner === undefined ? fact(view[name]) : view[name].every((part: Term) => fact(part[inner]));
  });
  return { values, facts };
}

function finiteSet({ z3 }: Session, name: string, { numbers }: Bounds): Term {
  let set = z3.Array.K(z3.Int.sort(), z3.Bool.val(false));
  for (let n = 0; n <= numbers; n++) set = set.store(n, z3.Const(`${name} ${n}`, z3.Bool.sort()));
  return set;
}

function inDomain({ z3 }: Session, field: SimpleField, value: Term, bounds?: Bounds): Bool {
  if (field.kind === 'place') return isOneOf(value, z3.Int.val(field.names.length));
  return field.kind === 'number' && bounds ? isOneOf(value, z3.Int.val(bounds.numbers + 1)) : z3.Bool.val(true);
}

/**
 * A state to read and to assign to, as in a model. Assigning changes `values`.
 * @param bounds where given, `every` is asked of so many only, one by one
 */
export function symbolicState(session: Session, state: Declaration, values: Values, bounds?: Bounds): Term {
  const view = {};
  for (const [name, field] of Object.entries(state)) {
    if (field.kind === 'each')
      Object.defineProperty(view, name, { value: parts(session, name, field, values, bounds) });
    else {
      const set = (term: Term) => {
        values[name] = term;
      };
      defineField(session, view, name, field, { get: () => values[name], set }, bounds);
    }
  }
  return view;
}

/** Whether there is a part of this number: they are counted from 0. */
export const isOneOf = (i: Int, count: Int): Bool => i.ge(0).and(i.lt(count));

function parts(session: Session, name: string, of: EachField<Simple>, values: Values, bounds?: Bounds): Parts<Term> {
  const { z3 } = session;
  const at = (i: Int | number) => {
    const part = {};
    for (const [inner, field] of Object.entries(of.fields)) {
      const path = `${name}.${inner}`;
      const set = (term: Term) => {
        values[path] = values[path].store(i, term);
      };
      defineField(session, part, inner, field, { get: () => values[path].select(i), set }, bounds);
    }
    return part;
  };
  const every: Parts<Term>['every'] = claim => {
    const isSo = (i: Int) => z3.Implies(isOneOf(i, of.count), claim(at(i), i));
    if (bounds) return all(session, mostParts(session, of.count, bounds), isSo);
    const i = z3.Int.fresh(name);
    return z3.ForAll([i], isSo(i));
  };
  return { at, every };
}

interface Access {
  readonly get: () => Term;
  readonly set: (term: Term) => void;
}

function defineField(
  session: Session,
  on: object,
  name: string,
  { kind }: SimpleField,
  { get, set }: Access,
  bounds?: Bounds,
): void {
  if (kind === 'set') Object.defineProperty(on, name, { value: intSet(session, { get, set }, bounds) });
  else {
    const asInt = (to: Int | number) => (typeof to === 'number' ? session.z3.Int.val(to) : to);
    Object.defineProperty(on, name, { get, set: to => set(asInt(to)) });
  }
}

function intSet(session: Session, { get, set }: Access, bounds?: Bounds): IntSet {
  const { z3 } = session;
  return {
    has: n => get().select(n),
    add: n => set(get().store(n, true)),
    every: claim => {
      const isSo = (n: Int) => z3.Implies(get().select(n), claim(n));
      if (bounds) return all(session, bounds.numbers + 1, isSo);
      const n = z3.Int.fresh('n');
      return z3.ForAll([n], isSo(n));
    },
  };
}

/** Whether something is so of every number from 0 to below `count`. */
function all({ z3 }: Session, count: number, isSo: (n: Int) => Bool): Bool {
  return z3.And(...Array.from({ length: count }, (_, n) => isSo(z3.Int.val(n))));
}
