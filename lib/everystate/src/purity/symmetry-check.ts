import { type Family, namesOf } from '../model/domains/family.js';
import { ModelError } from '../model/errors.js';
import { isSame } from '../state/codec.js';
import type { Machine } from '../state/machine.js';
import { swapped } from '../state/orbits.js';
import type { Observation, Observer } from './observer.js';

/** Two neighbours of a symmetric family, exchanged. */
interface Exchange {
  readonly family: string;
  /** The position of the second one. */
  readonly i: number;
  readonly names: string;
  /** For each transition, the number of the one that does the same when they are exchanged. */
  readonly counterparts: readonly number[];
}

/** Compares what is observed in a state with what is observed when processes are exchanged in it. */
export class SymmetryCheck {
  readonly #machine: Machine<any>;
  readonly #observer: Observer;
  readonly #exchanges: readonly Exchange[];

  constructor(machine: Machine<any>, observer: Observer) {
    const { model, transitions } = machine;
    this.#machine = machine;
    this.#observer = observer;
    this.#exchanges = ((model.symmetric ?? []) as string[]).flatMap(family => {
      const names = namesOf(model.state[family] as Family<any>);
      return names.slice(1).map((name, before) => {
        const permutation = swapped(names.length, before, before + 1);
        const numbers = new Map(transitions.map((one, number) => [one.labelAfter(family, permutation), number]));
        const counterparts = transitions.map(({ label }) => numbers.get(label)!);
        return { family, i: before + 1, names: `${names[before]} and ${name}`, counterparts };
      });
    });
  }

  /**
   * Exchanges each two neighbours of a symmetric family in a packed state.
   * @returns what is wrong, if the family is not symmetric after all
   */
  faultIn(packed: Int32Array, asIs: Observation): ModelError | undefined {
    for (const { family, i, names, counterparts } of this.#exchanges) {
      const other = this.#machine.exchanged(packed, family, i - 1, i);
      const exchanged = isSame(packed, other) ? asIs : this.#observer.observe(other);
      const odd = this.#difference(counterparts, asIs, exchanged);
      if (odd === undefined) continue;
      return new ModelError(
        `With ${family} ${names} exchanged, this is no longer the same: ${odd}.`,
        `Let nothing depend on which of the processes it is, or leave '${family}' out of 'symmetric'.`,
      );
    }
    return undefined;
  }

  /** Something that is observed in the state as it is and not in the other one, or the other way round. */
  #difference(counterparts: readonly number[], asIs: Observation, exchanged: Observation): string | undefined {
    const property = this.#observer.difference(asIs, exchanged);
    if (property) return property;
    const number = counterparts.findIndex(
      (counterpart, i) => !this.#observer.isAlike(asIs.steps.get(i), exchanged.steps.get(counterpart)),
    );
    if (number < 0) return undefined;
    const step = asIs.steps.get(number) ?? exchanged.steps.get(counterparts[number]!)!;
    return this.#observer.told(this.#machine.transitions[number]!.label, step);
  }
}
