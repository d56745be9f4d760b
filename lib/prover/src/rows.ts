import type { Proof, Verdict } from './prove.js';

const SIGNS: Record<Verdict, string> = { proved: '✓', refuted: '✗', unknown: '?' };

/** A proof as rows of a table: one for each step, and one for what follows in every state. */
export function rowsOf({ answers, possible }: Proof): Record<string, string>[] {
  const claims = [...new Set(answers.map(({ claim }) => claim))];
  const steps = [...new Set(answers.map(({ step }) => step))];
  return steps.map(step => ({
    step: step ?? 'in every state',
    allowed: step === undefined || step === 'start' ? '' : possible[step]!,
    ...Object.fromEntries(
      claims.map(claim => {
        const answer = answers.find(one => one.step === step && one.claim === claim);
        return [claim, answer ? SIGNS[answer.verdict] : ''];
      }),
    ),
  }));
}
