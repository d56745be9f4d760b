import { readState, writeState, type Concrete } from './concrete.js';
import { mostParts, type Bounds, type Session } from './session.js';
import { take } from './step.js';
import { paths, unknownState } from './symbolic.js';
import type { EachField, AnySystem } from './system.js';
import type { Term } from './z3.js';

/** A step between two known states. */
export interface ConcreteStep {
  readonly action: string;
  /** The number of the part that takes it, if one does. */
  readonly process?: number;
  readonly after: Concrete;
}

/** So a system can be compared with a model of the same, at one size. */
export function stepsFrom(session: Session, { state, actions }: Pick<AnySystem, 'state' | 'actions'>, bounds: Bounds) {
  const { z3, sizes } = session;
  const { values } = unknownState(session, state);
  const fixed = sizes.map(({ name, term }): [Term, Term] => [term, z3.Int.val(bounds.sizes[name]!)]);
  const symbolic = Object.entries(actions).map(([action, step]) => {
    const count = step.by === undefined ? undefined : (state[step.by] as EachField).count;
    const parts = count && mostParts(session, count, bounds);
    return { action, parts, ...take(session, state, values, step, bounds) };
  });
  const answer = new z3.Model();

  return (known: Concrete): ConcreteStep[] => {
    const here = writeState(session, state, known);
    const facts = [...fixed, ...paths(state).map(({ path }): [Term, Term] => [values[path], here[path]])];
    return symbolic.flatMap(({ action, parts, guard, after, me }) =>
      Array.from({ length: parts ?? 1 }, (_, i): ConcreteStep[] => {
        const all = [...facts, [me, z3.Int.val(i)] as [Term, Term]];
        const is = (term: Term) => z3.substitute(term, ...all);
        if (String(answer.eval(is(guard), true)) !== 'true') return [];
        const reached = Object.fromEntries(Object.entries(after).map(([path, term]) => [path, is(term)]));
        const count = { eval: (term: Term) => answer.eval(is(term), true) };
        const step = { action, after: readState(session, state, reached, count, bounds) };
        return [parts === undefined ? step : { ...step, process: i }];
      }).flat(),
    );
  };
}
