import { ModelError } from '../model/errors.js';
import type { StepName } from '../model/model.js';
import { propertiesOf } from '../properties/property.js';
import { type Codec, isSame, packedBy } from '../state/codec.js';
import { hasContext, inContext } from '../state/faults.js';
import { fire, isEnabled, type Machine, stepName, type Transition } from '../state/machine.js';
import { showState } from '../state/show.js';
import { differing, type Question, questionsOf, said } from './question.js';
import { handled, refuseAnswer, refuseLost } from './returned.js';

/** What was observed in a state, with every property and guard asked once and every possible step taken once. */
export interface Observation {
  /** What each question about the state answered. */
  readonly ofState: readonly boolean[];
  /** For each transition, whether it is possible. */
  readonly possible: readonly boolean[];
  /** What each question about ends answered; empty where a step is possible. */
  readonly ofEnd: readonly boolean[];
  /** The steps that are possible, by the numbers of their transitions. */
  readonly steps: ReadonlyMap<number, ObservedStep>;
}

/** A step that is possible in a state. */
export interface ObservedStep {
  readonly transition: Transition;
  /** The state after it, if the model has a normal form; undefined where only that can be packed. */
  readonly raw?: Int32Array | undefined;
  /** The normal form of that state, if the model has one and it can be packed. */
  readonly form?: Int32Array | undefined;
  /** The state after it as it is stored; undefined where the step fails, which it must not in a reachable state. */
  readonly after?: Int32Array;
  /** How it fails. */
  readonly fault?: unknown;
  /** What each question about steps answered. */
  readonly ofStep: readonly boolean[];
}

/** Tells the steps that lead to a state. */
export type Path = () => readonly string[];

/** Where questions are asked. */
interface Place {
  /** Makes the machine hold what the questions are about. */
  readonly begin: () => void;
  /** Whether the machine still holds that. */
  readonly isUnchanged: () => boolean;
}

const UNSTEADY = new ModelError(
  `Tried twice, it did two different things.`,
  `A step may depend on the state alone: no Math.random, no clock, no variable outside the model.`,
);
const CHANGED = new ModelError(`It changed the state.`, `Only effects ('then') may: move the change there.`);

/** Tries out in one state after the other all that a model says of it, and all that can be done there. */
export class Observer {
  /** Whether to see that the normal form of a normal form is the same. */
  takesFormTwice = true;
  readonly #machine: Machine<any>;
  readonly #guards: readonly Question[];
  readonly #ofStates: readonly Question[];
  readonly #ofSteps: readonly Question[];
  readonly #ofEnds: readonly Question[];
  /** A second state object, for the state before a step, where properties ask for it. */
  readonly #before: Codec<any> | undefined;
  /** The state that is being observed. */
  #packed: Int32Array;
  #path: Path | undefined;
  /** The step that is being observed. */
  #by: StepName | undefined;
  /** The state that is being observed, as a place to ask questions. */
  readonly #here: Place = {
    begin: () => this.#begin(),
    isUnchanged: () => this.#holds(this.#machine, this.#packed),
  };
  /** A place to pack a state. */
  readonly #scratch: Int32Array;

  constructor(machine: Machine<any>) {
    const { model, state, transitions, words } = machine;
    this.#machine = machine;
    this.#packed = this.#scratch = new Int32Array(words);
    this.#guards = transitions.map(transition => ({
      who: `The guard of '${transition.label}'`,
      name: transition.label,
      ask: () => isEnabled(machine, transition),
    }));
    this.#ofStates = questionsOf(propertiesOf(model, 'states', 'runs'), () => [state]);
    this.#ofEnds = questionsOf(propertiesOf(model, 'ends'), () => [state]);
    const ofSteps = propertiesOf(model, 'steps');
    const before = ofSteps.length > 0 ? machine.another() : undefined;
    this.#ofSteps = questionsOf(ofSteps, () => [before!.state, state, this.#by]);
    this.#before = before;
  }

  /**
   * Observes a state. The machine holds it afterwards.
   * @param path how it is reached; left out where it need not be reached, so that a step may fail there
   * @param known what was observed there before
   * @throws ModelError naming the guard, effect or property that does what it must not, or not what it did before
   */
  observe(packed: Int32Array, path?: Path, known?: Observation): Observation {
    this.#packed = packed;
    this.#path = path;
    this.#begin();
    const ofState = this.#ask(this.#ofStates, this.#here, known?.ofState);
    const possible = this.#ask(this.#guards, this.#here, known?.possible);
    const steps = new Map<number, ObservedStep>();
    for (let number = 0; number < possible.length; number++) {
      if (possible[number]) steps.set(number, this.#take(number, known?.steps.get(number)));
    }
    const ofEnd = steps.size === 0 ? this.#ask(this.#ofEnds, this.#here, known?.ofEnd) : [];
    return { ofState, possible, ofEnd, steps };
  }

  /** An initial state, as it is stored. */
  start(packed: Int32Array): Int32Array {
    this.#packed = packed;
    this.#path = () => [];
    this.#begin();
    try {
      return this.#stored();
    } catch (fault) {
      return this.#refuse(`The start`, fault);
    }
  }

  /** The first property of states or ends that answered something else the second time, with its first answer. */
  difference(one: Observation, other: Observation): string | undefined {
    const i = differing(one.ofState, other.ofState);
    if (i >= 0) return said(this.#ofStates, one.ofState)[i];
    return this.saidAtEnd(one)[differing(one.ofEnd, other.ofEnd)];
  }

  /** Whether two steps lead to the same state, and look the same to every property of steps. */
  isAlike(one: ObservedStep | undefined, other: ObservedStep | undefined): boolean {
    if (!one?.after || !other?.after) return one === other;
    return isSame(one.after, other.after) && differing(one.ofStep, other.ofStep) < 0;
  }

  /** What properties of states answered, such as `'safe' is true`. */
  saidIn({ ofState }: Observation): string[] {
    return said(this.#ofStates, ofState);
  }

  /** What properties of ends answered, where nothing is possible. */
  saidAtEnd({ ofEnd }: Observation): string[] {
    return said(this.#ofEnds, ofEnd);
  }

  /** What properties of steps answered. */
  saidOf({ ofStep }: ObservedStep): string[] {
    return said(this.#ofSteps, ofStep);
  }

  /** A step as errors tell it, under a name. */
  told(name: string, step: ObservedStep): string {
    if (!step.after) return `'${name}' fails`;
    this.#machine.read(step.after, 0);
    return [`'${name}' leads to ${showState(this.#machine.state)}`, ...this.saidOf(step)].join(', ');
  }

  #begin(): void {
    this.#before?.read(this.#packed, 0);
    this.#machine.read(this.#packed, 0);
  }

  #take(number: number, known?: ObservedStep): ObservedStep {
    const machine = this.#machine;
    const { normalise, canonise } = machine;
    const { normalForm } = machine.model;
    const transition = machine.transitions[number]!;
    try {
      refuseLost(fire(machine, transition));
      const raw = normalForm && packedOrNot(machine);
      const ofStep = this.#askOfStep(transition, known?.ofStep);
      const after = this.#stored();
      if (this.#path && !isSame(after, known?.after ?? this.#takeAgain(transition, canonise))) throw UNSTEADY;
      const form = normalForm && (canonise === normalise ? after : this.#takeAgain(transition, normalise));
      return { transition, raw, form, after, ofStep };
    } catch (fault) {
      if (this.#path || hasContext(fault)) return this.#refuse(`Action '${transition.label}'`, fault);
      return { transition, ofStep: [], fault };
    } finally {
      this.#begin();
    }
  }

  /** The state after a step that is taken once more, turned into what stands for it. */
  #takeAgain(transition: Transition, turn: (() => void) | undefined): Int32Array {
    this.#begin();
    fire(this.#machine, transition);
    turn?.();
    return packedBy(this.#machine);
  }

  #askOfStep(transition: Transition, known?: readonly boolean[]): boolean[] {
    const machine = this.#machine;
    if (!this.#before) return [];
    const raw = packedOrNot(machine);
    const shown = raw ? '' : showState(machine.state);
    this.#by = stepName(transition);
    const begin = () => {
      this.#begin();
      fire(machine, transition);
    };
    const isUnchanged = () =>
      this.#holds(this.#before!, this.#packed) &&
      (raw ? this.#holds(machine, raw) : showState(machine.state) === shown);
    return this.#ask(this.#ofSteps, { begin, isUnchanged }, known);
  }

  /** Packs the state that is stored for the one that the machine holds. */
  #stored(): Int32Array {
    const machine = this.#machine;
    machine.canonise?.();
    const once = packedBy(machine);
    if (!this.takesFormTwice || !machine.model.normalForm) return once;
    machine.canonise!();
    const twice = packedBy(machine);
    if (isSame(once, twice)) return once;
    const [shown, shownTwice] = [once, twice].map(packed => {
      machine.read(packed, 0);
      return showState(machine.state);
    });
    throw new ModelError(
      `The normal form of the state after it, ${shown}, has another normal form: ${shownTwice}.`,
      `A normal form must leave as it is what it made.`,
    );
  }

  /** Asks all questions in one go. Only where something is odd, each by itself, to find the one at fault. */
  #ask(questions: readonly Question[], { begin, isUnchanged }: Place, known?: readonly boolean[]): boolean[] {
    const answers: boolean[] = [];
    const isTwice = this.#path !== undefined;
    try {
      for (const { ask } of questions) {
        const answer = handled(ask());
        if (typeof answer !== 'boolean' || answer !== (known ? known[answers.length] : isTwice ? ask() : answer)) break;
        answers.push(answer);
      }
      if (answers.length === questions.length && isUnchanged()) return answers;
    } catch {} // asked by itself, whoever failed fails again
    for (const { who, ask } of questions) {
      try {
        begin();
        const answer = handled(ask());
        if (!(answer instanceof Promise) && !isUnchanged()) throw CHANGED;
        refuseAnswer(answer);
      } catch (fault) {
        this.#refuse(who, fault);
      }
    }
    return this.#refuse(questions[Math.min(answers.length, questions.length - 1)]!.who, UNSTEADY);
  }

  #refuse(who: string, fault: unknown): never {
    if (hasContext(fault)) throw fault;
    const path = this.#path?.();
    this.#machine.read(this.#packed, 0);
    throw inContext(who, fault, this.#machine.state, path, this.#machine.model.symmetric);
  }

  #holds(codec: Codec<any>, packed: Int32Array): boolean {
    codec.write(this.#scratch, 0);
    return isSame(this.#scratch, packed);
  }
}

/** What a state object holds; undefined where a value is outside its domain. */
function packedOrNot(codec: Codec<any>): Int32Array | undefined {
  try {
    return packedBy(codec);
  } catch {
    return undefined;
  }
}
