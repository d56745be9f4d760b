import { mostParts, type Bounds, type Session } from './session.js';
import { paths, type Values } from './symbolic.js';
import type { Declaration, EachField, SimpleField } from './system.js';
import type { Int } from './terms.js';
import type { Model, Term } from './z3.js';

/** A state with values, as a model has it, but with plain sets. `any`: only who declared a state knows its fields. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Concrete = Record<string, any>;

/** The values that Z3's answer gives a state. */
export function readState(
  session: Session,
  state: Declaration,
  values: Values,
  answer: Model,
  bounds: Bounds,
): Concrete {
  const found: Concrete = {};
  const read = (field: SimpleField, term: Term) => readField(field, term, answer, bounds);
  for (const { path, name, inner, field } of paths(state)) {
    if (inner === undefined) found[name] = read(field, values[path]);
    else {
      const count = Math.min(
        mostParts(session, (state[name] as EachField).count, bounds),
        countIn(answer, state[name] as EachField),
      );
      found[name] ??= Array.from({ length: count }, () => ({}));
      found[name].forEach((part: Concrete, i: number) => {
        part[inner] = read(field, values[path].select(i));
      });
    }
  }
  return found;
}

/** A term for each number in a state, and for each that a set may have: 1 where it has it. */
export function numbersIn(session: Session, state: Declaration, values: Values, bounds: Bounds): Int[] {
  const of = (field: SimpleField, term: Term): Int[] => {
    if (field.kind !== 'set') return [term];
    return Array.from({ length: bounds.numbers + 1 }, (_, n) => session.z3.If(term.select(n), 1, 0));
  };
  return paths(state).flatMap(({ path, name, inner, field }) => {
    if (inner === undefined) return of(field, values[path]);
    const count = mostParts(session, (state[name] as EachField).count, bounds);
    return Array.from({ length: count }, (_, i) => of(field, values[path].select(i))).flat();
  });
}

const countIn = (answer: Model, { count }: EachField) => Number(answer.eval(count, true).value());

function readField(field: SimpleField, term: Term, answer: Model, { numbers }: Bounds): unknown {
  if (field.kind === 'set') {
    const members = Array.from({ length: numbers + 1 }, (_, n) => n);
    return new Set(members.filter(n => String(answer.eval(term.select(n), true)) === 'true'));
  }
  const n = Number(answer.eval(term, true).value());
  return field.kind === 'place' ? field.names[n] : n;
}

/** The terms for a state that is known. */
export function writeState({ z3 }: Session, state: Declaration, known: Concrete): Values {
  const int = z3.Int.sort();
  const arrayOf = (none: Term, entries: Iterable<readonly [number, Term]>) => {
    let array = z3.Array.K(int, none);
    for (const [at, term] of entries) array = array.store(at, term);
    return array;
  };
  const set = (members: Iterable<number>) =>
    arrayOf(
      z3.Bool.val(false),
      [...members].map(n => [n, z3.Bool.val(true)] as const),
    );
  const term = (field: SimpleField, value: Term): Term =>
    field.kind === 'set' ? set(value) : z3.Int.val(field.kind === 'place' ? field.names.indexOf(value) : value);
  return Object.fromEntries(
    paths(state).map(({ path, name, inner, field }) => {
      if (inner === undefined) return [path, term(field, known[name])];
      const none = field.kind === 'set' ? set([]) : z3.Int.val(0);
      const parts = known[name] as Concrete[];
      return [
        path,
        arrayOf(
          none,
          parts.map((part, i) => [i, term(field, part[inner])] as const),
        ),
      ];
    }),
  );
}
