import { isSame } from '../state/codec.js';
import { inContext } from '../state/faults.js';
import type { Machine } from '../state/machine.js';
import { sharedLabel } from './labels.js';
import { now, withoutChance } from './no-chance.js';
import { NormalFormCheck } from './normal-form-check.js';
import { type Observation, Observer, type Way } from './observer.js';
import { SymmetryCheck } from './symmetry-check.js';

/** States to rehearse: enough to meet every action of most models, and done in no time. */
const STATES = 64;
/** Milliseconds to rehearse at most, for a model whose functions are very slow. */
const LONGEST_REHEARSAL = 500;

/** A state that was tried out, and how it was reached. */
interface Scene {
  readonly packed: Int32Array;
  readonly way: readonly string[];
  /** What was observed there; undefined when there was no time. */
  observed?: Observation;
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

/** The first states of a model tried out, and how to try out others. */
export class Rehearsal {
  /** What was tried out before the search. */
  readonly scenes: readonly Scene[];
  readonly #machine: Machine<any>;
  readonly #observer: Observer;
  /** Whether two steps may have one label in some state. */
  readonly #mayShareLabels: boolean;
  readonly #symmetry?: SymmetryCheck;
  readonly #normalForm?: NormalFormCheck;

  constructor(machine: Machine<any>) {
    this.#machine = machine;
    this.#observer = new Observer(machine);
    const { transitions } = machine;
    const labels = new Set(transitions.map(({ label, labelIn }) => (labelIn ? '' : label)));
    this.#mayShareLabels = labels.size < transitions.length || labels.has('');
    if (machine.model.symmetric) this.#symmetry = new SymmetryCheck(machine, this.#observer);
    if (machine.model.normalForm) this.#normalForm = new NormalFormCheck(machine, this.#observer);
    this.scenes = this.#rehearse();
    // That a normal form of a normal form is the same was seen by now.
    this.#observer.takesFormTwice = false;
    this.#normalForm?.beginAgain();
  }

  #rehearse(): Scene[] {
    const starts = this.#machine.initial.slice(0, STATES).map(packed => this.#observer.start(packed));
    const scenes = new Map<string, Scene>(starts.map(packed => [String(packed), { packed, way: [] }]));
    const end = now() + LONGEST_REHEARSAL;
    for (const scene of scenes.values()) {
      const { packed, way } = scene;
      scene.observed = this.tryOut(packed, () => way);
      for (const { transition, after } of scene.observed.steps.values()) {
        if (scenes.size < STATES && !scenes.has(String(after)))
          scenes.set(String(after), { packed: after!, way: [...way, transition.label] });
      }
      if (now() > end) break;
    }
    return [...scenes.values()];
  }

  /**
   * Tries out all in a state, twice.
   * @throws ModelError naming the guard, effect or property that does what it must not
   */
  tryOut(packed: Int32Array, way: Way): Observation {
    const observed = this.#observer.observe(packed, way);
    if (this.#mayShareLabels) this.#refuse('label', sharedLabel(this.#machine, observed.steps), packed, way);
    this.#refuse('symmetric', this.#symmetry?.faultIn(packed, observed), packed, way);
    this.#refuse('normalForm', this.#normalForm?.faultFrom(packed, observed), packed, way);
    return observed;
  }

  /**
   * Tries a rehearsed state out once more.
   * @throws ModelError when anything is not as it was in the rehearsal
   */
  tryAgain({ packed, way, observed }: Scene): Observation {
    return observed ? this.#observer.observe(packed, () => way, observed) : this.tryOut(packed, () => way);
  }

  /** Whether the state of this number in a search was rehearsed: a rehearsal goes breadth first, too, so numbers are the same. */
  hasRehearsed(state: number, packed: Int32Array): boolean {
    const scene = this.scenes[state];
    return scene !== undefined && isSame(scene.packed, packed);
  }

  /** @throws ModelError when there is something wrong with what the model gives under this name */
  #refuse(part: string, fault: unknown, packed: Int32Array, way: Way): void {
    if (!fault) return;
    const steps = way();
    this.#machine.read(packed, 0);
    throw inContext(`'${part}'`, fault, this.#machine.state, steps);
  }
}
