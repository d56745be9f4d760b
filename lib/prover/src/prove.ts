import { isThere, search, type Counterexample } from './counterexample.js';
import { assumptions, questions, type Question } from './questions.js';
import type { Session } from './session.js';
import type { AnySystem } from './system.js';

export type Verdict = 'proved' | 'refuted' | 'unknown';

/** What was asked, and what the solver found. */
export interface Answer {
  /** The step that is taken, or `start`; none where the claim is about any state with the invariant. */
  readonly step?: string;
  readonly claim: string;
  readonly verdict: Verdict;
  /** A small one, where there is one; a refuted claim may have only large ones. */
  readonly counterexample?: Counterexample;
}

export interface Proof {
  /** Whether all of it is proved. */
  readonly holds: boolean;
  readonly answers: readonly Answer[];
  /** Whether each step can be taken in some state with the invariant. What never can keeps every promise idly. */
  readonly possible: Readonly<Record<string, 'yes' | 'never' | 'unknown'>>;
}

/** What Z3's answer to whether a claim can be false says of the claim. */
const VERDICTS = { unsat: 'proved', sat: 'refuted', unknown: 'unknown' } as const;

/** Tries to prove by induction all that a system claims, for every size that it may have. */
export function prove(session: Session, system: AnySystem): Proof {
  const ask = (question: Question) => session.solve(assumptions(session, system, question).facts).answer;
  const never = (question: Question) => ask(question) === 'unsat';
  const verdictOf = (question: Question): Pick<Answer, 'verdict' | 'counterexample'> => {
    // A small counterexample is found sooner than a proof is given up.
    const counterexample = search(session, system, question);
    if (counterexample) return { verdict: 'refuted', counterexample };
    return { verdict: VERDICTS[ask(question)] };
  };
  const answers = questions(system).flatMap(asked => {
    // Mostly no claim is ever false, and one question is enough for all.
    const proved = asked.length > 0 && never(together(session, asked));
    return asked.map((question): Answer => {
      const { step, claim } = question;
      return { ...(step && { step }), claim, ...(proved ? { verdict: 'proved' } : verdictOf(question)) };
    });
  });
  const possible = Object.keys(system.actions).map(step => {
    const taken: Question = { step, claim: 'This step is never taken', holds: () => false };
    return [step, isThere(session, system, taken) ? 'yes' : never(taken) ? 'never' : 'unknown'] as const;
  });
  return {
    holds: answers.every(({ verdict }) => verdict === 'proved'),
    answers,
    possible: Object.fromEntries(possible),
  };
}

/** Questions about the same step as one: whether any of the claims is false. */
function together({ z3 }: Session, asked: readonly Question[]): Question {
  const holds: Question['holds'] = (before, after) => z3.And(...asked.map(one => one.holds(before, after)));
  return { ...asked[0]!, holds };
}
