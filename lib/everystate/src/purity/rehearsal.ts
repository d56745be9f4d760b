import { VisitedSet } from '../search/visited.js';
import { isSame } from '../state/codec.js';
import { inContext } from '../state/faults.js';
import type { Machine } from '../state/machine.js';
import { labelsTo } from '../trace/path.js';
import { sharedLabel } from './labels.js';
import { now, withoutChance } from './no-chance.js';
import { NormalFormCheck } from './normal-form-check.js';
import { type Observation, Observer, type Path } from './observer.js';
import { SymmetryCheck } from './symmetry-check.js';

/** States to rehearse: enough to meet every action of most models, and done in no time. */
const STATES = 64;
/** Milliseconds to rehearse at most, for a model whose functions are very slow. */
const LONGEST_REHEARSAL = 500;

/** A state that was tried out before the search, and how it was reached. */
interface RehearsedState {
  readonly packed: Int32Array;
  readonly path: Path;
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
  readonly states: readonly RehearsedState[];
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
    this.states = this.#rehearse();
    // That a normal form of a normal form is the same was seen by now.
    this.#observer.takesFormTwice = false;
    this.#normalForm?.beginAgain();
  }

  #rehearse(): RehearsedState[] {
    const visited = new VisitedSet(this.#machine.words);
    const states: RehearsedState[] = [];
    const add = (packed: Int32Array, predecessor: number) => {
      const number = visited.add(packed, predecessor, STATES);
      if (number === states.length) states.push({ packed, path: () => this.#way(visited, number) });
    };
    for (const packed of this.#machine.initial.slice(0, STATES)) add(this.#observer.start(packed), -1);
    const end = now() + LONGEST_REHEARSAL;
    for (const [number, state] of states.entries()) {
      state.observed = this.tryOut(state.packed, state.path);
      for (const { after } of state.observed.steps.values()) add(after!, number);
      if (now() > end) break;
    }
    return states;
  }

  /** The steps to a state; none where a model that does what it must not does not take them again. */
  #way(visited: VisitedSet, number: number): readonly string[] {
    try {
      return labelsTo(this.#machine, visited, number);
    } catch {
      return [];
    }
  }

  /**
   * Tries out all in a state, twice.
   * @throws ModelError naming the guard, effect or property that does what it must not
   */
  tryOut(packed: Int32Array, path: Path): Observation {
    const observed = this.#observer.observe(packed, path);
    if (this.#mayShareLabels) this.#refuse('label', sharedLabel(this.#machine, observed.steps), packed, path);
    this.#refuse('symmetric', this.#symmetry?.faultIn(packed, observed), packed, path);
    this.#refuse('normalForm', this.#normalForm?.faultFrom(packed, observed), packed, path);
    return observed;
  }

  /**
   * Tries a rehearsed state out once more.
   * @throws ModelError when anything is not as it was in the rehearsal
   */
  tryAgain({ packed, path, observed }: RehearsedState): Observation {
    return observed ? this.#observer.observe(packed, path, observed) : this.tryOut(packed, path);
  }

  /** Whether a state of a search was rehearsed. A rehearsal goes breadth first, too, so that numbers are the same. */
  hasRehearsed(number: number, packed: Int32Array): boolean {
    const state = this.states[number];
    return state !== undefined && isSame(state.packed, packed);
  }

  /** @throws ModelError when there is something wrong with what the model gives under this name */
  #refuse(part: string, fault: unknown, packed: Int32Array, path: Path): void {
    if (!fault) return;
    const steps = path();
    this.#machine.read(packed, 0);
    throw inContext(`'${part}'`, fault, this.#machine.state, steps, this.#machine.model.symmetric);
  }
}
