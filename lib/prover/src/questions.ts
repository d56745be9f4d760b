import type { Bounds, Session } from './session.js';
import { take } from './step.js';
import { symbolicState, unknownState, type Values } from './symbolic.js';
import type { AnySystem } from './system.js';
import type { Bool, Fact, Int } from './terms.js';
import type { Term } from './z3.js';

/** A question of a proof by induction: is there a state, with a step from it, where the claim is false? */
export interface Question {
  /** `start`, or the step that is taken; none where the claim is about any state with the invariant. */
  readonly step?: string;
  readonly claim: string;
  readonly holds: (before: Term, after: Term) => Fact;
}

/** All questions of a proof, together for each step. */
export function questions({ actions, invariant, always = {}, everyStep = {} }: AnySystem): Question[][] {
  const kept = (step: string) => [
    ...Object.entries(invariant).map(([claim, holds]) => ({
      step,
      claim,
      holds: (_: Term, after: Term) => holds(after),
    })),
    ...Object.entries(everyStep).map(([claim, holds]) => ({ step, claim, holds })),
  ];
  return [
    Object.entries(invariant).map(([claim, holds]) => ({ step: 'start', claim, holds })),
    ...Object.keys(actions).map(kept),
    Object.entries(always).map(([claim, holds]) => ({ claim, holds })),
  ];
}

/** A question as Z3 is asked: states and facts about them. */
export interface Asked {
  readonly facts: readonly Bool[];
  readonly before: Values;
  readonly after: Values;
  /** The part that takes the step, if one does. */
  readonly me: Int;
}

/**
 * What is true where a claim is false: of the sizes, the state, the step, and the claim.
 * @param bounds where given, of no larger states
 */
export function assumptions(session: Session, system: AnySystem, question: Question, bounds?: Bounds): Asked {
  const { z3, sizes } = session;
  const { values: before, facts } = unknownState(session, system.state, bounds);
  const view = (values: Values) => symbolicState(session, system.state, values, bounds);
  const s = view(before);
  for (const { name, term, least } of sizes) {
    facts.push(term.ge(least));
    if (bounds) facts.push(term.le(bounds.sizes[name]!));
  }
  if (question.step === 'start') facts.push(z3.And(system.init(s)));
  else for (const claim of Object.values(system.invariant)) facts.push(z3.And(claim(s)));

  const action = system.actions[question.step ?? ''];
  const { guard, after, me } = action
    ? take(session, system.state, before, action, bounds)
    : { guard: z3.Bool.val(true), after: before, me: z3.Int.const('me') };
  facts.push(guard);
  facts.push(z3.Not(question.holds(s, view(after))));
  return { facts, before, after, me };
}
