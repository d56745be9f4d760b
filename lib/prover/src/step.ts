import type { Bounds, Session } from './session.js';
import { isOneOf, symbolicState, type Values } from './symbolic.js';
import type { AnySystem, Declaration, EachField } from './system.js';
import type { Bool, Int } from './terms.js';

/** A step as terms: when it can be taken, and the state that it leads to. */
export interface SymbolicStep {
  readonly guard: Bool;
  readonly after: Values;
  /** The number of the part that takes it, if one does. */
  readonly me: Int;
}

/** Takes a step from a state, by a part of which nothing is known. */
export function take(
  session: Session,
  state: Declaration,
  before: Values,
  { by, when, then }: AnySystem['actions'][string],
  bounds?: Bounds,
): SymbolicStep {
  const { z3 } = session;
  const after = { ...before };
  const me = z3.Int.const('me');
  const was = symbolicState(session, state, before, bounds);
  const is = symbolicState(session, state, after, bounds);
  if (by === undefined) {
    then(is);
    return { guard: z3.And(when ? when(was) : true), after, me };
  }
  const exists = isOneOf(me, (state[by] as EachField).count);
  then(is, is[by].at(me), me);
  return { guard: z3.And(exists, when(was, was[by].at(me), me)), after, me };
}
