import { PROPERTY_KINDS } from '../model/property-kinds.js';
import { type Property, whoAnswers } from '../properties/property.js';

/** What must be true or false, must change nothing, and must answer the same when asked again. */
export interface Question {
  /** Who is asked, as errors say it. */
  readonly who: string;
  /** The property, or left side of an implication, whose answer it is; undefined for a guard. */
  readonly property?: string;
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
    if (!when) return [{ who, property: name, ask: () => test(...given()) }];
    const isApart = PROPERTY_KINDS[kind].askedOf === 'runs';
    return [
      { who: whoAnswers(property, 'when'), property: `when of ${name}`, ask: () => when(...given()) },
      { who, property: name, ask: () => (!isApart && !when(...given())) || test(...given()) },
    ];
  });
}

/** The position of the first property that answered something else the second time, or -1. */
export function differing(
  questions: readonly Question[],
  some: readonly boolean[],
  others: readonly boolean[],
): number {
  return questions.findIndex(({ property }, i) => property !== undefined && some[i] !== others[i]);
}

export function said(questions: readonly Question[], answers: readonly boolean[]): string[] {
  return questions.flatMap(({ property }, i) => (property === undefined ? [] : [`'${property}' is ${answers[i]}`]));
}
