import { prove, type Proof } from './prove.js';
import type { Bounds, Session, Size } from './session.js';
import type { PlaceField, System } from './system.js';
import { stepsFrom } from './steps-from.js';
import type { Bool, Fact, Int } from './terms.js';
import { startZ3 } from './z3.js';

/** Starts the solver, and hands out what claims are made with. */
export async function startSolver() {
  const { z3, solve } = await startZ3();
  const sizes: Size[] = [];
  const session: Session = { z3, solve, sizes };
  return {
    /** A size of the systems to prove: any number from `least` on. */
    any: (name: string, least: number): Int => {
      const term = z3.Int.const(name);
      sizes.push({ name, least, term });
      return term;
    },
    /** One place out of several. */
    oneOf: <Name extends string>(...names: Name[]): PlaceField<Name> => {
      const place = names.map((name, i) => [name, z3.Int.val(i)] as const);
      return { kind: 'place', names, place: Object.fromEntries(place) as Record<Name, Int> };
    },
    int: (n: number): Int => z3.Int.val(n),
    and: (...facts: Fact[]): Bool => z3.And(...facts),
    or: (...facts: Fact[]): Bool => z3.Or(...facts),
    not: (fact: Fact): Bool => z3.Not(fact),
    If: (condition: Fact, yes: Int | number, no: Int | number): Int => z3.If(condition, yes, no),
    prove: <D>(system: System<D>): Proof => prove(session, system),
    /** What a system does at one size: from a known state, each step that is possible, and where it leads. */
    stepsFrom: <D>(system: Pick<System<D>, 'state' | 'actions'>, bounds: Bounds) => stepsFrom(session, system, bounds),
  };
}

export type Solver = Awaited<ReturnType<typeof startSolver>>;
