// biome-ignore-all lint/suspicious/noExplicitAny: systems of any state
import { search, type Counterexample } from './counterexample.js';
import { assumptions, questions } from './questions.js';
import type { Session } from './session.js';
import type { System } from './system.js';

export type Verdict = 'proved' | 'refuted' | 'unknown';

/** What was asked, and what the solver found. */
export interface Answer {
  /** The step that is taken, or `start`; none where the claim is about any state with the invariant. */
  readonly step?: string;
  readonly claim: string;
  readonly verdict: Verdict;
  /** A small one, where there is one. */
  readonly counterexample?: Counterexample;
}

export interface Proof {
  /** Whether all of it is proved. */
  readonly holds: boolean;
  readonly answers: readonly Answer[];
  /** Whether each step can be taken in some state with the invariant. What never can keeps every promise idly. */
  readonly possible: Readonly<Record<string, 'yes' | 'never' | 'unknown'>>;
}

/** Tries to prove by induction all that a system claims, for every size that it may have. */
export function prove(session: Session, system: System<any>): Proof {
  const answers: Answer[] = [];
  const possible: Record<string, 'yes' | 'never' | 'unknown'> = {};
  for (const question of questions(system)) {
    const { step, claim } = question;
    const never = () => session.solve(assumptions(session, system, question).facts).answer === 'unsat';
    const example = () => search(session, system, question);
    if (claim === undefined) possible[step!] = example() ? 'yes' : never() ? 'never' : 'unknown';
    else answers.push({ ...(step && { step }), claim, ...verdict(never, example) });
  }
  return { holds: answers.every(({ verdict }) => verdict === 'proved'), answers, possible };
}

/** Whether a claim is never false, or else when it is. */
function verdict(
  never: () => boolean,
  example: () => Counterexample | undefined,
): Pick<Answer, 'verdict' | 'counterexample'> {
  if (never()) return { verdict: 'proved' };
  const counterexample = example();
  return counterexample ? { verdict: 'refuted', counterexample } : { verdict: 'unknown' };
}
