import type { Property } from '../properties/property.js';
import { ModelError } from '../model/errors.js';
import { type Codec, isSame, packedBy } from '../state/codec.js';
import { inContext } from '../state/faults.js';
import { fire, stepName, type Machine, type Transition } from '../state/machine.js';
import { showState } from '../state/show.js';
import { packedOrNot } from './normal-form-check.js';

/** What is wrong with a function that answers or acts in two ways in one state. */
export const UNSTEADY = new ModelError(
  `Tried twice, it did two different things.`,
  `A step may depend on the state alone: no Math.random, no clock, no variable outside the model.`,
);

const CHANGED = new ModelError(`It changed the state.`, `Only effects ('then') may: move the change there.`);

/** One state, to try things out in; the machine holds it again after each. */
export class Stage {
  #packed: Int32Array = new Int32Array(0);
  #way: () => readonly string[] = () => [];
  readonly #machine: Machine<any>;
  /** Whether to see that normal forms stay what they are. */
  takesFormTwice = true;
  /** A second state object, for the state before a step. */
  #before: Codec<any> | undefined;
  /** The state after what was tried last. */
  readonly #after: Int32Array;

  constructor(machine: Machine<any>) {
    this.#machine = machine;
    this.#after = new Int32Array(machine.words);
  }

  set(packed: Int32Array, way: () => readonly string[]): void {
    this.#packed = packed;
    this.#way = way;
    this.#machine.read(packed, 0);
  }

  /** Asks what must be true or false, must change nothing, and must say the same when asked again. */
  ask(who: string, question: () => unknown): boolean {
    const answer = this.#askOnce(who, question);
    if (this.#askOnce(who, question) !== answer) this.refuse(who, UNSTEADY);
    return answer;
  }

  #askOnce(who: string, question: () => unknown): boolean {
    const outcome = this.#run(who, question);
    if (!isSame(this.#after, this.#packed)) this.refuse(who, CHANGED);
    return this.#answer(who, outcome);
  }

  /** Asks a property of the state; of an implication, each side where it counts. */
  askProperty({ name, when, test }: Property): void {
    const state = this.#machine.state;
    const who = `Property '${name}'`;
    if (!when || this.ask(who, () => when(state))) this.ask(who, () => test(state));
  }

  /** Asks properties of the step from here by a transition. */
  askOfStep(properties: readonly Property[], transition: Transition): void {
    if (properties.length === 0) return;
    const machine = this.#machine;
    const before = (this.#before ??= machine.another());
    fire(machine, transition);
    const after = packedOrNot(machine);
    for (const { name, test } of properties) {
      const who = `Property '${name}'`;
      before.read(this.#packed, 0);
      machine.read(this.#packed, 0);
      fire(machine, transition);
      const shown = after ? '' : showState(machine.state);
      let answers: unknown[];
      try {
        answers = [1, 2].map(() => test(before.state, machine.state, stepName(transition)));
      } catch (fault) {
        this.refuse(who, fault);
      }
      for (const answer of answers) if (answer instanceof Promise) answer.catch(() => {});
      const isAsBefore = after ? holds(machine, after) : showState(machine.state) === shown;
      if (!isAsBefore || !holds(before, this.#packed)) this.refuse(who, CHANGED);
      if (this.#answer(who, answers[0]) !== this.#answer(who, answers[1])) this.refuse(who, UNSTEADY);
    }
    machine.read(this.#packed, 0);
  }

  /** An initial state, as it is stored. */
  start(packed: Int32Array): Int32Array {
    this.set(packed, () => []);
    this.#run(`The start`, () => this.#canonise());
    return this.#after.slice();
  }

  /** The state after a transition, as it is stored. It is overwritten by what is tried next. */
  play(transition: Transition): Int32Array {
    const who = `Action '${transition.label}'`;
    const outcome = this.#run(who, () => {
      const outcome = fire(this.#machine, transition);
      this.#canonise();
      return outcome;
    });
    this.#machine.read(this.#packed, 0);
    if (outcome instanceof Promise) {
      this.refuse(
        who,
        new ModelError(
          `Its effect is asynchronous.`,
          `An effect is one indivisible step: split it into several actions.`,
        ),
      );
    }
    const lost = whatIsLost(outcome);
    if (lost) {
      this.refuse(
        who,
        new ModelError(`Its effect returned ${lost}.`, `Change the given state in place: what is returned is lost.`),
      );
    }
    return this.#after;
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

  #answer(who: string, outcome: unknown): boolean {
    if (typeof outcome === 'boolean') return outcome;
    const shown =
      outcome instanceof Promise
        ? 'a promise'
        : typeof outcome === 'string'
          ? JSON.stringify(outcome)
          : String(outcome);
    return this.refuse(who, new ModelError(`It returned ${shown}.`, `Return true or false.`));
  }

  refuse(who: string, fault: unknown): never {
    const way = this.#way();
    this.#machine.read(this.#packed, 0);
    throw inContext(who, fault, this.#machine.state, way);
  }

  /** Does something to the state, and keeps what comes of it in `#after`. */
  #run(who: string, what: () => unknown): unknown {
    let outcome: unknown;
    try {
      outcome = what();
      if (outcome instanceof Promise) outcome.catch(() => {});
      else this.#machine.write(this.#after, 0);
    } catch (fault) {
      this.refuse(who, fault);
    }
    if (outcome instanceof Promise) this.#after.set(this.#packed);
    return outcome;
  }
}

function holds(codec: Codec<any>, packed: Int32Array): boolean {
  const held = packedOrNot(codec);
  return held !== undefined && isSame(held, packed);
}

/** What an effect returned that would have to be done or kept by somebody; what is of the model's state is sealed. */
function whatIsLost(outcome: unknown): string | undefined {
  if (typeof outcome === 'function') return 'a function';
  if (typeof outcome !== 'object' || outcome === null || Object.isSealed(outcome)) return undefined;
  if (Array.isArray(outcome)) return 'a list';
  if (typeof (outcome as any).next === 'function') return 'a generator';
  return Object.getPrototypeOf(outcome) === Object.prototype ? 'a new object' : undefined;
}
