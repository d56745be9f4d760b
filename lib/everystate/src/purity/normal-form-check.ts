import { ModelError, OutOfBounds } from '../model/errors.js';
import { isForEver } from '../model/property-kinds.js';
import { propertiesOf } from '../properties/property.js';
import { isSame } from '../state/codec.js';
import { inContext } from '../state/faults.js';
import type { Machine } from '../state/machine.js';
import { showState, snapshot } from '../state/show.js';
import type { Observation, Observer } from './observer.js';

/** States before a normal form to compare with those after it, and how many of them from one state on. */
const MOST = 256;
const MOST_FROM_ONE = 4;

/** What can be seen of a state, by a key for each part: what a property answers, or a step. */
type Observables = ReadonlyMap<string, () => string>;

/**
 * Compares states before the normal form with those after it, where the form changes them: they must look the
 * same to every property, and lead to the same normal forms by the same actions. From there it goes on without
 * the form, as the system would.
 */
export class NormalFormCheck {
  readonly #machine: Machine<any>;
  readonly #observer: Observer;
  /** The name of a property of what goes on for ever, if the model has one. */
  readonly #live: string | undefined;
  /** The states compared so far: they look like their forms. */
  readonly #alike = new Set<string>();
  /** What was seen from normal forms, which many states may share. */
  readonly #ofForms = new Map<string, Observables>();
  #left = MOST;

  constructor(machine: Machine<any>, observer: Observer) {
    this.#machine = machine;
    this.#observer = observer;
    this.#live = propertiesOf(machine.model, 'runs').find(({ kind }) => isForEver(kind))?.name;
  }

  /** What is wrong with the form of states after this one, if anything. */
  faultFrom(packed: Int32Array, observed: Observation): ModelError | undefined {
    const changed = new Map([[String(packed), packed]]);
    for (const from of changed.values()) {
      if (this.#isEnough(changed.size)) break;
      const { steps } = from === packed ? observed : this.#observer.observe(from);
      for (const { raw, form } of steps.values()) {
        if (this.#isEnough(changed.size)) break;
        if (!raw || !form || isSame(raw, form)) continue;
        const key = String(raw);
        if (changed.has(key)) continue;
        const fault = this.#alike.has(key) ? undefined : this.#compare(raw, form);
        if (fault) return fault;
        this.#alike.add(key);
        this.#left--;
        changed.set(key, raw);
      }
    }
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
    if (this.#live !== undefined && this.#isReordered(raw, form)) {
      return new ModelError(
        `'${this.#live}' cannot be checked with a normal form that exchanges processes, as in ${showState(this.#stateOf(raw))}: it is not known afterwards which of them took a step, and so not what is fair to each.`,
        `Check it without: check({ ...model, normalForm: undefined }).`,
      );
    }
    const [ofRaw, ofForm] = [this.#seenFrom(raw, form), this.#seenFromForm(form)];
    // A step that the form adds may show as a violation, with its trace; what it hides would never be seen.
    const odd = [...ofRaw].find(([key]) => !ofForm.has(key));
    if (!odd) return undefined;
    return new ModelError(
      `It turns ${showState(this.#stateOf(raw))} into ${showState(this.#stateOf(form))}, and these are not alike: ${odd[1]()} in the first alone.`,
      `Let the form change only what no property and no step depends on, or leave it out.`,
    );
  }

  #seenFromForm(form: Int32Array): Observables {
    const key = String(form);
    const seen = this.#ofForms.get(key) ?? this.#seenFrom(form, form);
    this.#ofForms.set(key, seen);
    return seen;
  }

  /**
   * What holds in a state, which steps lead on to which other normal forms, and whether none does. Of a state before
   * its form, steps to the same form are followed, which make no difference in a search. A step that leaves the
   * domains is left out: the form may be what prevents it.
   */
  #seenFrom(first: Int32Array, form: Int32Array): Observables {
    const seen = new Map<string, () => string>();
    const see = (what: string) => seen.set(what, () => what);
    const states = [first];
    let leadsOn = false;
    for (let i = 0; i < states.length; i++) {
      const observed = this.#observer.observe(states[i]!);
      if (i === 0) this.#observer.saidIn(observed).forEach(see);
      if (observed.steps.size === 0) ['nothing is possible', ...this.#observer.saidAtEnd(observed)].forEach(see);
      for (const step of observed.steps.values()) {
        const { raw, form: next, after, transition, fault } = step;
        const { action, label } = transition;
        if (fault !== undefined && !(fault instanceof OutOfBounds))
          throw inContext(`Action '${label}'`, fault, this.#stateOf(states[i]!));
        if (next && isSame(next, form)) {
          if (first === form || !raw || states.some(state => isSame(state, raw))) continue;
          if (states.length < MOST_FROM_ONE) states.push(raw);
          else leadsOn = true; // as far as is known
          continue;
        }
        leadsOn = true;
        if (next)
          seen.set(`${action} ${after} ${this.#observer.saidOf(step)}`, () => this.#observer.told(action, step));
      }
    }
    if (!leadsOn) see('nothing leads on');
    return seen;
  }

  /** Whether some family has the same processes in both states, in another order. */
  #isReordered(raw: Int32Array, form: Int32Array): boolean {
    const before = snapshot(this.#stateOf(raw)) as any;
    const after = this.#stateOf(form) as any;
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
