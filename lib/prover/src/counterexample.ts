import { numbersIn, readState, type Concrete } from './concrete.js';
import { assumptions, type Asked, type Question } from './questions.js';
import type { Bounds, Session } from './session.js';
import type { AnySystem } from './system.js';
import type { Model } from './z3.js';

/** A state with the invariant, and a step from it. Whether any run reaches the state is not said. */
export interface Counterexample {
  readonly action: string;
  /** The number of the part that takes the step. */
  readonly process: number;
  readonly before: Concrete;
  readonly after: Concrete;
}

/** How far to search: to numbers up to five, and sizes one above the least. */
const NUMBERS = 5;
const MORE = 1;

/** Whether there is an example of a small size. Mostly there is one of the least size. */
export function isThere(session: Session, system: AnySystem, question: Question): boolean {
  return [0, MORE].some(more => {
    const bounds = boundsOf(
      session,
      session.sizes.map(() => more),
      NUMBERS,
    );
    return session.solve(assumptions(session, system, question, bounds).facts).answer === 'sat';
  });
}

/** Looks for a counterexample of a small size, and makes it as small as can be: fewer parts first. */
export function search(session: Session, system: AnySystem, question: Question): Counterexample | undefined {
  if (!isThere(session, system, question)) return undefined;
  for (const more of choices(session.sizes.length)) {
    for (let numbers = 1; numbers <= NUMBERS; numbers++) {
      const found = least(session, system, question, boundsOf(session, more, numbers));
      if (found) return found;
    }
  }
  throw new Error('Z3 found a counterexample, and then none of the same size.');
}

/** Every choice between the least and one more for each size, the smallest first. */
function choices(length: number): number[][] {
  const all = Array.from({ length: 2 ** length }, (_, bits) => Array.from({ length }, (_, i) => (bits >> i) & MORE));
  const total = (choice: number[]) => choice.reduce((sum, n) => sum + n, 0);
  return all.sort((a, b) => total(a) - total(b));
}

function boundsOf({ sizes }: Session, more: readonly number[], numbers: number): Bounds {
  return { numbers, sizes: Object.fromEntries(sizes.map(({ name, least }, i) => [name, least + more[i]!])) };
}

/**
 * Of all within the bounds the one with the least numbers, from the first field on, before the step and then after it.
 * Which one Z3 comes upon depends on what else it holds in memory, and so on when JavaScript frees it: the least is the
 * same everywhere. Below 0, where nothing else is possible, it is the one nearest to 0.
 */
function least(session: Session, system: AnySystem, question: Question, bounds: Bounds) {
  const asked = assumptions(session, system, question, bounds);
  const facts = [...asked.facts];
  let { model } = session.solve(facts);
  if (!model) return undefined;
  const terms = [...session.sizes.map(({ term }) => term), asked.me];
  terms.push(...numbersIn(session, system.state, asked.before, bounds));
  terms.push(...numbersIn(session, system.state, asked.after, above(bounds)));
  for (const term of terms) {
    const valueIn = (of: Model) => Number(of.eval(term, true).value());
    if (valueIn(model) < 0) model = session.solve([...facts, term.ge(0)]).model ?? model;
    const found = valueIn(model);
    for (let n = 0; n !== found; n += Math.sign(found)) {
      const less = session.solve([...facts, term.eq(n)]).model;
      if (!less) continue;
      model = less;
      break;
    }
    facts.push(term.eq(valueIn(model)));
  }
  return read(session, system, question, asked, model, bounds);
}

/** A step may count one further. */
const above = (bounds: Bounds): Bounds => ({ ...bounds, numbers: bounds.numbers + 1 });

function read(
  session: Session,
  { state }: AnySystem,
  { step = '' }: Question,
  { before, after, me }: Asked,
  answer: Model,
  bounds: Bounds,
): Counterexample {
  return {
    action: step,
    process: Number(answer.eval(me, true).value()),
    before: readState(session, state, before, answer, bounds),
    after: readState(session, state, after, answer, above(bounds)),
  };
}
