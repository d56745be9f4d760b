import { withoutChance } from './no-chance.js';
import { type Codec, isSame, packedBy } from '../state/codec.js';
import { ModelError } from '../model/errors.js';
import { NormalFormCheck, packedOrNot } from './normal-form-check.js';
import { SymmetryCheck } from './symmetry-check.js';
import { fire, isEnabled, stepName, type Machine, type Transition } from '../state/machine.js';
import { propertiesOf, type Property } from '../properties/property.js';
import { inContext } from '../state/faults.js';
import { showState } from '../state/show.js';

/** States to rehearse: enough to meet every action of most models, and done in no time. */
const STATES = 64;
/** Milliseconds to rehearse at most, for a model whose functions are very slow. */
const LONGEST_REHEARSAL = 500;

/** A state that was tried out: how it was reached, and what steps were possible there. */
export interface Scene {
  readonly packed: Int32Array;
  readonly way: readonly string[];
  steps?: readonly TriedStep[];
}

export interface TriedStep {
  readonly label: string;
  /** The state after it, as it is stored. */
  readonly after: Int32Array;
}

/**
 * Tries the model out on its first states, to catch what a search relies on and
 * cannot see: guards and properties answer true or false and change nothing, and
 * an effect does the same thing each time.
 * @throws ModelError naming the guard, effect or property
 */
export function rehearse(machine: Machine<any>): Rehearsal {
  const rehearsal = new Rehearsal(machine);
  const starts = withoutChance(() => machine.initial.slice(0, STATES).map(packed => rehearsal.start(packed)));
  const scenes = new Map(starts.map(packed => [String(packed), { packed, way: [] } as Scene]));
  const end = performance.now() + LONGEST_REHEARSAL;
  for (const scene of scenes.values()) {
    const { packed, way } = scene;
    scene.steps = withoutChance(() => rehearsal.tryOut(packed, () => way));
    for (const { label, after } of scene.steps) {
      if (scenes.size < STATES && !scenes.has(String(after)))
        scenes.set(String(after), { packed: after, way: [...way, label] });
    }
    if (performance.now() > end) break;
  }
  rehearsal.end([...scenes.values()]);
  return rehearsal;
}

/** Tries out all that a model says of a state, and all that can be done there. */
export class Rehearsal {
  /** What was tried out before the search. */
  scenes: readonly Scene[] = [];
  readonly #machine: Machine<any>;
  readonly #stage: Stage;
  readonly #symmetry: SymmetryCheck;
  readonly #ofStates: readonly Property[];
  readonly #ofSteps: readonly Property[];
  readonly #ofEnds: readonly Property[];
  readonly #formCheck?: NormalFormCheck;

  constructor(machine: Machine<any>) {
    this.#machine = machine;
    this.#stage = new Stage(machine);
    this.#symmetry = new SymmetryCheck(machine);
    this.#ofStates = propertiesOf(machine.model, 'states', 'runs');
    this.#ofSteps = propertiesOf(machine.model, 'steps');
    this.#ofEnds = propertiesOf(machine.model, 'ends');
    if (machine.model.normalForm) this.#formCheck = new NormalFormCheck(machine);
  }

  /** An initial state, as it is stored. */
  start(packed: Int32Array): Int32Array {
    return this.#stage.start(packed);
  }

  /** Ends what comes before the search. That a normal form of a normal form is the same is seen by then. */
  end(scenes: readonly Scene[]): void {
    this.scenes = scenes;
    this.#stage.takesFormTwice = false;
    this.#formCheck?.beginAgain();
  }

  /**
   * Returns the steps that are possible, and the states after them, as they are stored.
   * @param way tells the steps that lead to the state
   * @throws ModelError naming the guard, effect or property that does what it must not
   */
  tryOut(packed: Int32Array, way: () => readonly string[]): TriedStep[] {
    const machine = this.#machine;
    const stage = this.#stage;
    const steps: TriedStep[] = [];
    stage.set(packed, way);
    for (const property of this.#ofStates) stage.askProperty(property);
    for (const transition of machine.transitions) {
      if (!stage.ask(`The guard of '${transition.label}'`, () => isEnabled(machine, transition))) continue;
      const after = stage.play(transition).slice();
      if (!isSame(after, stage.play(transition))) stage.refuse(`Action '${transition.label}'`, UNSTEADY);
      stage.askOfStep(this.#ofSteps, transition);
      steps.push({ label: transition.label, after });
    }
    const asymmetry = this.#symmetry.faultIn(packed);
    if (asymmetry) stage.refuse(`'symmetric'`, asymmetry);
    const merged = this.#formCheck?.whatItChanges(packed);
    if (merged) stage.refuse(`'normalForm'`, merged);
    if (steps.length === 0) for (const property of this.#ofEnds) stage.askProperty(property);
    return steps;
  }

  /**
   * Tries a rehearsed state out once more.
   * @throws ModelError when something is not possible any more that was so in the rehearsal, or the other way round
   */
  tryAgain({ packed, way, steps }: Scene): TriedStep[] {
    const now = this.tryOut(packed, () => way);
    const labels = (of: readonly TriedStep[]) => of.map(({ label }) => label);
    const [before, after] = [labels(steps ?? now), labels(now)];
    const [odd] = [
      ...before.filter(label => !after.includes(label)),
      ...after.filter(label => !before.includes(label)),
    ];
    if (odd !== undefined) this.#stage.refuse(`The guard of '${odd}'`, UNSTEADY);
    return now;
  }
}

const UNSTEADY = new ModelError(
  `Tried twice, it did two different things.`,
  `A step may depend on the state alone: no Math.random, no clock, no variable outside the model.`,
);

const CHANGED = new ModelError(`It changed the state.`, `Only effects ('then') may: move the change there.`);

/** One state, to try things out in; the machine holds it again after each. */
class Stage {
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
