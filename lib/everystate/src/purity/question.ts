import { PROPERTY_KINDS } from '../model/property-kinds.js';
import { type Property, whoAnswers } from '../properties/property.js';

/** What must be true or false, must change nothing, and must answer the same when asked again. */
export interface Question {
  /** Who is asked, as errors say it. */
  readonly who: string;
  /** What is asked, in short: a property, the left side of one, or a step. */
  readonly name: string;
  readonly ask: () => unknown;
}

/**
 * Properties as questions; the left side of an implication is one of its own. Both sides of one about whole runs
 * are asked of every state, those of others only where the left one is true.
 */
export function questionsOf(properties: readonly Property[], given: () => readonly unknown[]): Question[] {
  return properties.flatMap((property): Question[] => {
    const { name, kind, when, test } = property;
    const who = whoAnswers(property, 'then');
    if (!when) return [{ who, name, ask: () => test(...given()) }];
    const isApart = PROPERTY_KINDS[kind].askedOf === 'runs';
    return [
      { who: whoAnswers(property, 'when'), name: `when of ${name}`, ask: () => when(...given()) },
      { who, name, ask: () => (!isApart && !when(...given())) || test(...given()) },
    ];
  });
}

/** The position of the first answer that is another one the second time, or -1. */
export function differing(some: readonly boolean[], others: readonly boolean[]): number {
  return some.findIndex((answer, i) => answer !== others[i]);
}

/** Answers as errors tell them. */
export function said(questions: readonly Question[], answers: readonly boolean[]): string[] {
  return questions.map(({ name }, i) => `'${name}' is ${answers[i]}`);
}
