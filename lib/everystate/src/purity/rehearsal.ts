import { propertiesOf, type Property } from '../properties/property.js';
import { isSame } from '../state/codec.js';
import { isEnabled, type Machine } from '../state/machine.js';
import { withoutChance } from './no-chance.js';
import { NormalFormCheck } from './normal-form-check.js';
import { Stage, UNSTEADY } from './stage.js';
import { SymmetryCheck } from './symmetry-check.js';

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

/** A step that was possible when a state was tried out. */
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
