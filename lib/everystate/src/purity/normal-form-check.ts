import { ModelError } from '../model/errors.js';
import { isForEver } from '../model/property-kinds.js';
import { ask, askOfStep, propertiesOf, type Property } from '../properties/property.js';
import { type Codec, isSame, packedBy } from '../state/codec.js';
import { fire, isEnabled, type Machine, stepName, type Transition } from '../state/machine.js';
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
  /** The states compared so far: they look like their forms. */
  readonly #alike = new Set<string>();
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
    const changed = new Map([[String(packed), packed]]);
    for (const from of changed.values()) {
      if (this.#isEnough(changed.size)) break;
      for (const { raw, form } of this.#stepsFrom(from)) {
        if (this.#isEnough(changed.size)) break;
        if (!raw || !form || isSame(raw, form)) continue;
        const key = String(raw);
        if (changed.has(key)) continue;
        if (!this.#alike.has(key)) {
          const wrong = this.#compare(raw, form);
          if (wrong) return wrong;
          this.#alike.add(key);
        }
        this.#left--;
        changed.set(key, raw);
      }
    }
    this.#machine.read(packed, 0);
    return undefined;
  }

  #isEnough(fromHere: number): boolean {
    return this.#left === 0 || fromHere > MOST_FROM_ONE;
  }

  /** Begins to count anew. What was compared before is known. */
  beginAgain(): void {
    this.#left = MOST;
  }

  /** Compares a state with its normal form, which is another one. */
  #compare(raw: Int32Array, form: Int32Array): ModelError | undefined {
    if (this.#live && this.#isReordered(raw, form)) {
      return new ModelError(
        `'${this.#live.name}' cannot be checked with a normal form that exchanges processes, as in ${showState(this.#stateOf(raw))}: it is not known afterwards which of them took a step, and so not what is fair to each.`,
        `Check it without: check({ ...model, normalForm: undefined }).`,
      );
    }
    const [ofRaw, ofForm] = [this.#seenFrom(raw, form, true), this.#seenFromForm(form)];
    if (!ofRaw || !ofForm) return undefined;
    // What the form adds would show as a violation with its trace; what it hides would never be seen.
    const odd = [...ofRaw].find(([key]) => !ofForm.has(key));
    if (!odd) return undefined;
    return new ModelError(
      `It turns ${showState(this.#stateOf(raw))} into ${showState(this.#stateOf(form))}, and these are not alike: ${this.#told(odd[1])} in the first alone.`,
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
    const seen = new Map<string, string | Step>();
    for (const property of this.#ofStates) {
      const said = `'${property.name}' is ${ask(property, this.#stateOf(first))}`;
      seen.set(said, said);
    }
    const states = [first];
    for (let i = 0; i < states.length; i++) {
      for (const step of this.#stepsFrom(states[i]!)) {
        const { action, raw, form: next, after, kept } = step;
        if (!next) return undefined;
        if (!isSame(next, form)) seen.set(`${action} ${after} ${kept}`, step);
        else if (goesOn && raw && states.length < MOST_FROM_ONE && !states.some(state => isSame(state, raw)))
          states.push(raw);
      }
    }
    return seen;
  }

  /** The steps from a state, as the system takes them, and what the form makes of the states after them. */
  #stepsFrom(from: Int32Array): Step[] {
    const machine = this.#machine;
    const steps: Step[] = [];
    this.#before.read(from, 0);
    machine.read(from, 0);
    for (let number = 0; number < machine.transitions.length; number++) {
      const transition = machine.transitions[number]!;
      if (!isEnabled(machine, transition)) continue;
      steps.push(this.#take(transition));
      machine.read(from, 0);
    }
    return steps;
  }

  #take(transition: Transition): Step {
    const machine = this.#machine;
    fire(machine, transition);
    const raw = packedOrNot(machine);
    const kept = this.#ofSteps.map(one => askOfStep(one, this.#before.state, machine.state, stepName(transition)));
    machine.normalise();
    const form = packedOrNot(machine);
    if (!form || machine.canonise === machine.normalise)
      return { action: transition.action, raw, form, after: form, kept };
    machine.canonise!();
    return { action: transition.action, raw, form, after: packedBy(machine), kept };
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

  #told(sight: string | Step): string {
    if (typeof sight === 'string') return sight;
    const told = this.#ofSteps.map(({ name }, i) => `, '${name}' is ${sight.kept[i]}`);
    return `'${sight.action}' leads to ${showState(this.#stateOf(sight.after!))}${told.join('')}`;
  }

  /** The machine's state object, which holds this state now. */
  #stateOf(packed: Int32Array): object {
    this.#machine.read(packed, 0);
    return this.#machine.state;
  }
}

/** A step as the system takes it, and what the form makes of the state after it. */
interface Step {
  readonly action: string;
  /** The state after it; undefined where only its normal form can be packed. */
  readonly raw: Int32Array | undefined;
  /** Its normal form; undefined where that cannot be packed either. */
  readonly form: Int32Array | undefined;
  /** The normal form with interchangeable processes in order. */
  readonly after: Int32Array | undefined;
  /** What properties of steps answered. */
  readonly kept: readonly boolean[];
}

/** What can be seen of a state, by a key for each sight: what a property answers, or a step. */
type Sights = ReadonlyMap<string, string | Step>;

/** What a state object holds; undefined where only the normal form of the state can be packed. */
export function packedOrNot(codec: Codec<any>): Int32Array | undefined {
  try {
    return packedBy(codec);
  } catch {
    return undefined;
  }
}
