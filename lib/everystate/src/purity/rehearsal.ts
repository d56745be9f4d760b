import { propertiesOf, type Property } from '../properties/property.js';
import { isSame } from '../state/codec.js';
import type { Machine } from '../state/machine.js';
import { sharedLabel } from './labels.js';
import { now, withoutChance } from './no-chance.js';
import { NormalFormCheck } from './normal-form-check.js';
import type { Sights, TriedStep } from './sights.js';
import { type Question, Stage, UNSTEADY } from './stage.js';
import { SymmetryCheck } from './symmetry-check.js';

/** States to rehearse: enough to meet every action of most models, and done in no time. */
const STATES = 64;
/** Milliseconds to rehearse at most, for a model whose functions are very slow. */
const LONGEST_REHEARSAL = 500;

/** A state that was tried out, and how it was reached. */
export interface Scene {
  readonly packed: Int32Array;
  readonly way: readonly string[];
  /** What was seen there; undefined when there was no time. */
  sights?: Sights;
}

/**
 * Tries the model out on its first states, to catch what a search relies on and
 * cannot see: guards and properties answer true or false and change nothing, and
 * an effect does the same thing each time.
 * @throws ModelError naming the guard, effect or property
 */
export function rehearse(machine: Machine<any>): Rehearsal {
  return withoutChance(() => new Rehearsal(machine));
}

/** Tries out all that a model says of a state, and all that can be done there. */
export class Rehearsal {
  /** What was tried out before the search. */
  readonly scenes: readonly Scene[];
  readonly #machine: Machine<any>;
  readonly #stage: Stage;
  /** Whether two steps may have one label in some state. */
  readonly #mayShareLabels: boolean;
  readonly #symmetry?: SymmetryCheck;
  readonly #formCheck?: NormalFormCheck;
  readonly #ofStates: readonly Question[];
  readonly #guards: readonly Question[];
  readonly #ofSteps: readonly Property[];
  readonly #ofEnds: readonly Question[];

  constructor(machine: Machine<any>) {
    const { model, transitions } = machine;
    this.#machine = machine;
    this.#stage = new Stage(machine);
    const labels = new Set(transitions.map(({ label, labelIn }) => (labelIn ? '' : label)));
    this.#mayShareLabels = labels.size < transitions.length || labels.has('');
    if (model.symmetric) this.#symmetry = new SymmetryCheck(machine);
    if (model.normalForm) this.#formCheck = new NormalFormCheck(machine);
    this.#ofStates = this.#stage.properties(propertiesOf(model, 'states', 'runs'));
    this.#guards = this.#stage.guards(transitions);
    this.#ofSteps = propertiesOf(model, 'steps');
    this.#ofEnds = this.#stage.properties(propertiesOf(model, 'ends'));
    this.scenes = this.#rehearse();
    // That a normal form of a normal form is the same was seen by now.
    this.#stage.takesFormTwice = false;
    this.#formCheck?.beginAgain();
  }

  #rehearse(): Scene[] {
    const starts = this.#machine.initial.slice(0, STATES).map(packed => this.#stage.start(packed));
    const scenes = new Map<string, Scene>(starts.map(packed => [String(packed), { packed, way: [] }]));
    const end = now() + LONGEST_REHEARSAL;
    for (const scene of scenes.values()) {
      const { packed, way } = scene;
      scene.sights = this.tryOut(packed, () => way);
      for (const { label, after } of scene.sights.steps.values()) {
        if (scenes.size < STATES && !scenes.has(String(after)))
          scenes.set(String(after), { packed: after, way: [...way, label] });
      }
      if (now() > end) break;
    }
    return [...scenes.values()];
  }

  /**
   * Tries out all in a state, twice.
   * @param way tells the steps that lead to the state
   * @throws ModelError naming the guard, effect or property that does what it must not
   */
  tryOut(packed: Int32Array, way: () => readonly string[]): Sights {
    const sights = this.#look(packed, way);
    const shared = this.#mayShareLabels && sharedLabel(this.#machine, packed, sights.steps);
    if (shared) this.#stage.refuse(`'label'`, shared);
    const asymmetry = this.#symmetry?.faultIn(packed, sights.steps);
    if (asymmetry) this.#stage.refuse(`'symmetric'`, asymmetry);
    const merged = this.#formCheck?.whatItChanges(packed);
    if (merged) this.#stage.refuse(`'normalForm'`, merged);
    return sights;
  }

  /**
   * Tries a rehearsed state out once more.
   * @throws ModelError when anything is not as it was in the rehearsal
   */
  tryAgain({ packed, way, sights }: Scene): Sights {
    return sights ? this.#look(packed, () => way, sights) : this.tryOut(packed, () => way);
  }

  /** @param known what was seen there before; if left out, all is tried twice */
  #look(packed: Int32Array, way: () => readonly string[], known?: Sights): Sights {
    const stage = this.#stage;
    stage.set(packed, way);
    const holds = stage.ask(this.#ofStates, known?.holds);
    const possible = stage.ask(this.#guards, known?.possible);
    const steps = new Map<number, TriedStep>();
    for (let number = 0; number < possible.length; number++) {
      if (possible[number]) steps.set(number, this.#takeStep(number, known?.steps.get(number)));
    }
    if (steps.size === 0) stage.ask(this.#ofEnds);
    return { holds, possible, steps };
  }

  #takeStep(number: number, known?: TriedStep): TriedStep {
    const stage = this.#stage;
    const transition = this.#machine.transitions[number]!;
    const { label } = transition;
    const after = known?.after ?? stage.play(transition).slice();
    if (!isSame(after, stage.play(transition))) stage.refuse(`Action '${label}'`, UNSTEADY);
    return { label, after, kept: stage.askOfStep(this.#ofSteps, transition, known?.kept) };
  }
}
