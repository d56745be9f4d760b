import { ModelError } from '../model/errors.js';
import { whoAnswers, type Property } from '../properties/property.js';
import { type Codec, isSame, packedBy } from '../state/codec.js';
import { inContext } from '../state/faults.js';
import { fire, isEnabled, stepName, type Machine, type Transition } from '../state/machine.js';
import { showState } from '../state/show.js';
import { packedOrNot } from './normal-form-check.js';

/** What is wrong with a function that answers or acts in two ways in one state. */
export const UNSTEADY = new ModelError(
  `Tried twice, it did two different things.`,
  `A step may depend on the state alone: no Math.random, no clock, no variable outside the model.`,
);

const CHANGED = new ModelError(`It changed the state.`, `Only effects ('then') may: move the change there.`);

/** What must be true or false, must change nothing, and must say the same when asked again. */
export interface Question {
  /** Who is asked, as errors say it. */
  readonly who: string;
  readonly ask: () => unknown;
}

/** One state, to try things out in; the machine holds it again after each. */
export class Stage {
  /** Whether to see that normal forms stay what they are. */
  takesFormTwice = true;
  #packed: Int32Array = new Int32Array(0);
  #way: () => readonly string[] = () => [];
  readonly #machine: Machine<any>;
  /** What was packed last. */
  readonly #held: Int32Array;

  constructor(machine: Machine<any>) {
    this.#machine = machine;
    this.#held = new Int32Array(machine.words);
  }

  set(packed: Int32Array, way: () => readonly string[]): void {
    this.#packed = packed;
    this.#way = way;
    this.#machine.read(packed, 0);
  }

  /** The guards of transitions, as questions. */
  guards(transitions: readonly Transition[]): Question[] {
    return transitions.map(transition => ({
      who: `The guard of '${transition.label}'`,
      ask: () => isEnabled(this.#machine, transition),
    }));
  }

  /** Properties of states, as questions; of an implication, the left side is one of its own. */
  properties(properties: readonly Property[]): Question[] {
    const { state } = this.#machine;
    return properties.flatMap(property => questionsOf(property, () => [state]));
  }

  /**
   * Asks questions of the state.
   * @param known what they answered before; if left out, they are asked twice
   */
  ask(questions: readonly Question[], known?: readonly boolean[]): boolean[] {
    return this.#askAll(questions, known, {
      begin: () => this.#machine.read(this.#packed, 0),
      isUnchanged: () => this.#holds(this.#machine, this.#packed),
    });
  }

  /** Asks properties of the step from here by a transition, as `ask` does. */
  askOfStep(properties: readonly Property[], transition: Transition, known?: readonly boolean[]): boolean[] {
    if (properties.length === 0) return [];
    const machine = this.#machine;
    const before = machine.another();
    const begin = () => {
      before.read(this.#packed, 0);
      machine.read(this.#packed, 0);
      fire(machine, transition);
    };
    begin();
    const after = packedOrNot(machine);
    const shown = after ? '' : showState(machine.state);
    const isUnchanged = () =>
      this.#holds(before, this.#packed) && (after ? this.#holds(machine, after) : showState(machine.state) === shown);
    const name = stepName(transition);
    const questions = properties.flatMap(property => questionsOf(property, () => [before.state, machine.state, name]));
    const answers = this.#askAll(questions, known, { begin, isUnchanged });
    machine.read(this.#packed, 0);
    return answers;
  }

  /** Asks all questions in one go. Only where something is odd, each by itself, to find the one at fault. */
  #askAll(questions: readonly Question[], known: readonly boolean[] | undefined, place: Place): boolean[] {
    const answers: boolean[] = [];
    try {
      for (const { ask } of questions) {
        const answer = handled(ask());
        if (typeof answer !== 'boolean' || answer !== (known ? known[answers.length] : ask())) break;
        answers.push(answer);
      }
      if (answers.length === questions.length && place.isUnchanged()) return answers;
    } catch {
      // Asked by itself, whoever failed fails again.
    }
    for (const question of questions) this.#askAlone(question, place);
    return this.refuse(questions[Math.min(answers.length, questions.length - 1)]!.who, UNSTEADY);
  }

  #askAlone({ who, ask }: Question, { begin, isUnchanged }: Place): void {
    try {
      begin();
      const answers = [1, 2].map(() => {
        const answer = handled(ask());
        if (!(answer instanceof Promise) && !isUnchanged()) throw CHANGED;
        if (typeof answer !== 'boolean') throw new ModelError(`It returned ${shown(answer)}.`, `Return true or false.`);
        return answer;
      });
      if (answers[0] !== answers[1]) throw UNSTEADY;
    } catch (fault) {
      this.refuse(who, fault);
    }
  }

  /** An initial state, as it is stored. */
  start(packed: Int32Array): Int32Array {
    this.set(packed, () => []);
    try {
      this.#canonise();
      return packedBy(this.#machine);
    } catch (fault) {
      return this.refuse(`The start`, fault);
    }
  }

  /** The state after a transition, as it is stored. It is overwritten by what is tried next. */
  play(transition: Transition): Int32Array {
    const machine = this.#machine;
    try {
      const outcome = fire(machine, transition);
      if (outcome !== undefined) expectNothingLost(outcome);
      this.#canonise();
      machine.write(this.#held, 0);
    } catch (fault) {
      this.refuse(`Action '${transition.label}'`, fault);
    }
    machine.read(this.#packed, 0);
    return this.#held;
  }

  /** Applies the normal form, and once more to see that it stays what it is. */
  #canonise(): void {
    const machine = this.#machine;
    machine.canonise?.();
    if (!this.takesFormTwice || !machine.model.normalForm) return;
    const once = packedBy(machine);
    machine.canonise!();
    const twice = packedBy(machine);
    if (isSame(once, twice)) return;
    const shown = [once, twice].map(packed => {
      machine.read(packed, 0);
      return showState(machine.state);
    });
    throw new ModelError(
      `The normal form of the state after it, ${shown[0]}, has another normal form: ${shown[1]}.`,
      `A normal form must leave as it is what it made.`,
    );
  }

  refuse(who: string, fault: unknown): never {
    const way = this.#way();
    this.#machine.read(this.#packed, 0);
    throw inContext(who, fault, this.#machine.state, way);
  }

  #holds(codec: Codec<any>, packed: Int32Array): boolean {
    codec.write(this.#held, 0);
    return isSame(this.#held, packed);
  }
}

/** A property as a question; of an implication, the left side is one of its own. */
function questionsOf(property: Property, given: () => readonly unknown[]): Question[] {
  const { when, test } = property;
  const who = whoAnswers(property, 'then');
  if (!when) return [{ who, ask: () => test(...given()) }];
  return [
    { who: whoAnswers(property, 'when'), ask: () => when(...given()) },
    { who, ask: () => !when(...given()) || test(...given()) },
  ];
}

/** Where questions are asked. */
interface Place {
  /** Makes the machine hold what they are asked of. */
  readonly begin: () => void;
  /** Whether it still holds that. */
  readonly isUnchanged: () => boolean;
}

/** What was returned. If it is a promise, it is refused soon: that it may fail is of no interest. */
function handled(outcome: unknown): unknown {
  if (outcome instanceof Promise) outcome.catch(() => {});
  return outcome;
}

function shown(answer: unknown): string {
  if (answer instanceof Promise) return 'a promise';
  return typeof answer === 'string' ? JSON.stringify(answer) : String(answer);
}

/** Refuses what an effect returned if it would have to be done or kept by somebody; what is of the model's state is sealed. */
function expectNothingLost(outcome: unknown): void {
  if (handled(outcome) instanceof Promise) {
    throw new ModelError(
      `Its effect is asynchronous.`,
      `An effect is one indivisible step: split it into several actions.`,
    );
  }
  const lost = whatIsLost(outcome);
  if (lost)
    throw new ModelError(`Its effect returned ${lost}.`, `Change the given state in place: what is returned is lost.`);
}

function whatIsLost(outcome: unknown): string | undefined {
  if (typeof outcome === 'function') return 'a function';
  if (typeof outcome !== 'object' || outcome === null || Object.isSealed(outcome)) return undefined;
  if (Array.isArray(outcome)) return 'a list';
  if (typeof (outcome as any).next === 'function') return 'a generator';
  return Object.getPrototypeOf(outcome) === Object.prototype ? 'a new object' : undefined;
}
