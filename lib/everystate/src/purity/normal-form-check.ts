import { ModelError } from '../model/errors.js';
import { isForEver } from '../model/property-kinds.js';
import { ask, askOfStep, propertiesOf } from '../properties/property.js';
import { fire, isEnabled, type Machine, stepName } from '../state/machine.js';
import { showState, snapshot } from '../state/show.js';

/** States before a normal form to compare with those after it, and how many of them from one state on. */
const MOST = 256;
const MOST_FROM_ONE = 4;

/**
 * Compares states before the normal form with those after it, where the form changes them: they must look the
 * same to every property, and lead to the same normal forms by the same actions. From there it goes on without
 * the form, as the system would.
 */
export class NormalFormCheck {
  readonly #machine: Machine<any>;
  #left = MOST;

  constructor(machine: Machine<any>) {
    this.#machine = machine;
  }

  /** What is wrong with the form of the states after this one, if anything. The machine holds the state again afterwards. */
  whatItChanges(packed: Int32Array): ModelError | undefined {
    const machine = this.#machine;
    const changed = new Map([[String(packed), packed]]);
    for (const from of changed.values()) {
      for (const transition of machine.transitions) {
        if (this.#left === 0 || changed.size > MOST_FROM_ONE) break;
        machine.read(from, 0);
        if (!isEnabled(machine, transition)) continue;
        fire(machine, transition);
        const raw = this.#packedHere();
        if (!raw || changed.has(String(raw))) continue;
        const wrong = this.#compare(raw);
        if (wrong === SAME) continue;
        if (wrong) return wrong;
        changed.set(String(raw), raw);
      }
    }
    machine.read(packed, 0);
    return undefined;
  }

  /** The state that the machine holds; undefined when a step has left the domains, until the form is taken. */
  #packedHere(): Int32Array | undefined {
    const packed = new Int32Array(this.#machine.words);
    try {
      this.#machine.write(packed, 0);
      return packed;
    } catch {
      return undefined;
    }
  }

  /** Compares the state that the machine holds with its normal form; `SAME` when it is its own. */
  #compare(raw: Int32Array): ModelError | typeof SAME | undefined {
    const machine = this.#machine;
    const before = snapshot(machine.state as object);
    machine.normalise();
    const form = this.#packedHere();
    if (!form || isSame(raw, form)) return SAME;
    const after = snapshot(machine.state as object);
    this.#left--;
    const live = propertiesOf(machine.model, 'runs').find(({ kind }) => isForEver(kind))?.name;
    if (live !== undefined && isReordered(before, after)) {
      return new ModelError(
        `'${live}' cannot be checked with a normal form that exchanges processes, as in ${showState(before)}: it is not known afterwards which of them took a step, and so not what is fair to each.`,
        `Check it without: check({ ...model, normalForm: undefined }).`,
      );
    }
    const [ofRaw, ofForm] = [this.#seenFrom(raw, form, true), this.#seenFrom(form, form, false)];
    if (!ofRaw || !ofForm) return undefined;
    // What the form adds would show as a violation with its trace; what it hides would never be seen.
    const odd = [...ofRaw].find(one => !ofForm.has(one));
    if (odd === undefined) return undefined;
    return new ModelError(
      `It turns ${showState(before)} into ${showState(after)}, and these are not alike: ${odd} in the first alone.`,
      `Let the form change only what no property and no step depends on, or leave it out.`,
    );
  }

  /**
   * What holds in a state, and which steps lead on to which other normal forms.
   * @param goesOn whether steps are followed that come back to the same normal form: they make no difference in a search
   * @returns undefined when steps leave the domains for good: the form may be what prevents it
   */
  #seenFrom(first: Int32Array, form: Int32Array, goesOn: boolean): ReadonlySet<string> | undefined {
    const machine = this.#machine;
    machine.read(first, 0);
    const seen = new Set<string>();
    for (const property of propertiesOf(machine.model, 'states', 'runs'))
      seen.add(`'${property.name}' is ${ask(property, machine.state)}`);
    const ofSteps = propertiesOf(machine.model, 'steps');
    const states = new Map([[String(first), first]]);
    for (const state of states.values()) {
      machine.read(state, 0);
      const before = snapshot(machine.state as object);
      for (const transition of machine.transitions) {
        machine.read(state, 0);
        if (!isEnabled(machine, transition)) continue;
        fire(machine, transition);
        const raw = this.#packedHere();
        const kept = ofSteps.map(
          one => `, '${one.name}' is ${askOfStep(one, before, machine.state, stepName(transition))}`,
        );
        machine.normalise();
        const after = this.#packedHere();
        if (!after) return undefined;
        if (!isSame(after, form)) {
          machine.canonise!();
          seen.add(`'${transition.action}' leads to ${showState(machine.state as object)}${kept.join('')}`);
        } else if (goesOn && raw && states.size < MOST_FROM_ONE) states.set(String(raw), raw);
      }
    }
    return seen;
  }
}

function isSame(one: Int32Array, other: Int32Array): boolean {
  return one.every((word, i) => word === other[i]);
}

/** The form leaves a state as it is. */
const SAME = Symbol('same');

/** Whether some family has the same processes in another order. */
function isReordered(before: any, after: any): boolean {
  return Object.keys(before).some(field => {
    if (!Array.isArray(before[field])) return false;
    const [was, is] = [before, after].map(state => state[field].map((process: unknown) => JSON.stringify(process)));
    return String(was) !== String(is) && String(was.sort()) === String(is.sort());
  });
}
