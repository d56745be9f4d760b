import { ModelError } from '../model/errors.js';
import { isForEver } from '../model/property-kinds.js';
import { ask, askOfStep, propertiesOf, type Property } from '../properties/property.js';
import { type Codec, isSame, packedBy } from '../state/codec.js';
import { fire, isEnabled, type Machine, stepName } from '../state/machine.js';
import { showState } from '../state/show.js';

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
  readonly #ofStates: readonly Property[];
  readonly #ofSteps: readonly Property[];
  /** A property of what goes on for ever, if the model has one. */
  readonly #live: Property | undefined;
  /** A second state object, for the state before a step. */
  readonly #before: Codec<any>;
  /** The states compared so far: those that are their own form, and those that look like theirs. */
  readonly #known = new Map<string, 'same' | 'alike'>();
  /** What was seen from normal forms, which many states may share. */
  readonly #ofForms = new Map<string, Sights | undefined>();
  #left = MOST;

  constructor(machine: Machine<any>) {
    this.#machine = machine;
    this.#ofStates = propertiesOf(machine.model, 'states', 'runs');
    this.#ofSteps = propertiesOf(machine.model, 'steps');
    this.#live = this.#ofStates.find(({ kind }) => isForEver(kind));
    this.#before = machine.another();
  }

  /** What is wrong with the form of states after this one, if anything. It leaves the machine with the state. */
  whatItChanges(packed: Int32Array): ModelError | undefined {
    const machine = this.#machine;
    const changed = new Map([[String(packed), packed]]);
    for (const from of changed.values()) {
      for (const transition of machine.transitions) {
        if (this.#left === 0 || changed.size > MOST_FROM_ONE) break;
        machine.read(from, 0);
        if (!isEnabled(machine, transition)) continue;
        fire(machine, transition);
        const raw = packedOrNot(machine);
        if (!raw || changed.has(String(raw))) continue;
        const key = String(raw);
        if (!this.#known.has(key)) {
          const wrong = this.#compare(raw);
          if (wrong instanceof ModelError) return wrong;
          this.#known.set(key, wrong);
        }
        if (this.#known.get(key) === 'same') continue;
        this.#left--;
        changed.set(key, raw);
      }
    }
    machine.read(packed, 0);
    return undefined;
  }

  /** Begins to count anew. What was compared before is known. */
  beginAgain(): void {
    this.#left = MOST;
  }

  /** Compares a state, which the machine holds, with its normal form. */
  #compare(raw: Int32Array): ModelError | 'same' | 'alike' {
    const machine = this.#machine;
    machine.normalise();
    const form = packedOrNot(machine);
    if (!form || isSame(raw, form)) return 'same';
    if (this.#live && this.#isReordered(raw, form)) {
      return new ModelError(
        `'${this.#live.name}' cannot be checked with a normal form that exchanges processes, as in ${showState(this.#stateOf(raw))}: it is not known afterwards which of them took a step, and so not what is fair to each.`,
        `Check it without: check({ ...model, normalForm: undefined }).`,
      );
    }
    const [ofRaw, ofForm] = [this.#seenFrom(raw, form, true), this.#seenFromForm(form)];
    if (!ofRaw || !ofForm) return 'alike';
    // What the form adds would show as a violation with its trace; what it hides would never be seen.
    const odd = [...ofRaw].find(([key]) => !ofForm.has(key));
    if (!odd) return 'alike';
    return new ModelError(
      `It turns ${showState(this.#stateOf(raw))} into ${showState(this.#stateOf(form))}, and these are not alike: ${odd[1]()} in the first alone.`,
      `Let the form change only what no property and no step depends on, or leave it out.`,
    );
  }

  #seenFromForm(form: Int32Array): Sights | undefined {
    const key = String(form);
    if (!this.#ofForms.has(key)) this.#ofForms.set(key, this.#seenFrom(form, form, false));
    return this.#ofForms.get(key);
  }

  /**
   * What holds in a state, and which steps lead on to which other normal forms.
   * @param goesOn whether to follow steps to the same normal form, which make no difference in a search
   * @returns undefined when steps leave the domains for good: the form may be what prevents it
   */
  #seenFrom(first: Int32Array, form: Int32Array, goesOn: boolean): Sights | undefined {
    const machine = this.#machine;
    const seen = new Map<string, () => string>();
    machine.read(first, 0);
    for (const property of this.#ofStates) {
      const line = `'${property.name}' is ${ask(property, machine.state)}`;
      seen.set(line, () => line);
    }
    const states = new Map([[String(first), first]]);
    for (const state of states.values()) {
      this.#before.read(state, 0);
      for (const transition of machine.transitions) {
        machine.read(state, 0);
        if (!isEnabled(machine, transition)) continue;
        fire(machine, transition);
        const raw = goesOn ? packedOrNot(machine) : undefined;
        const kept = this.#ofSteps.map(one => askOfStep(one, this.#before.state, machine.state, stepName(transition)));
        machine.normalise();
        const after = packedOrNot(machine);
        if (!after) return undefined;
        if (isSame(after, form)) {
          if (raw && states.size < MOST_FROM_ONE) states.set(String(raw), raw);
          continue;
        }
        if (machine.canonise !== machine.normalise) {
          machine.canonise!();
          machine.write(after, 0);
        }
        seen.set(`${transition.action} ${after} ${kept}`, () => {
          const told = this.#ofSteps.map(({ name }, i) => `, '${name}' is ${kept[i]}`);
          return `'${transition.action}' leads to ${showState(this.#stateOf(after))}${told.join('')}`;
        });
      }
    }
    return seen;
  }

  /** Whether some family has the same processes in both states, in another order. */
  #isReordered(raw: Int32Array, form: Int32Array): boolean {
    const [before, after] = [this.#before.state, this.#stateOf(form)] as any[];
    this.#before.read(raw, 0);
    return Object.keys(before).some(field => {
      if (!Array.isArray(before[field])) return false;
      const [was, is] = [before, after].map(state => state[field].map((process: unknown) => JSON.stringify(process)));
      return String(was) !== String(is) && String(was.sort()) === String(is.sort());
    });
  }

  /** The machine's state object, which holds this state now. */
  #stateOf(packed: Int32Array): object {
    this.#machine.read(packed, 0);
    return this.#machine.state;
  }
}

/** What can be seen of a state, by a key for each sight: how to tell of it. */
type Sights = ReadonlyMap<string, () => string>;

/** What a state object holds; undefined where only the normal form of the state can be packed. */
export function packedOrNot(codec: Codec<any>): Int32Array | undefined {
  try {
    return packedBy(codec);
  } catch {
    return undefined;
  }
}
