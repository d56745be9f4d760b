import { type Family, namesOf } from '../model/domains/family.js';
import { ModelError } from '../model/errors.js';
import { ask, askOfStep, propertiesOf, type Property } from '../properties/property.js';
import { isSame } from '../state/codec.js';
import { fire, isEnabled, stepName, type Machine } from '../state/machine.js';
import { swapped } from '../state/orbits.js';
import { showState, snapshot } from '../state/show.js';

/** All that can be seen of a state. */
interface Observation {
  /** For each property of states, whether it holds. */
  readonly holds: boolean[];
  /** For each transition, 1 if it is possible. */
  readonly possible: Uint8Array;
  /** For each transition, the words of the state after it, as it is stored. */
  readonly after: Int32Array;
  /** For each transition, whether each property of steps holds. */
  readonly kept: boolean[][];
}

/** Two neighbours of a symmetric family, exchanged. */
interface Exchange {
  readonly family: string;
  /** The position of the second one. */
  readonly i: number;
  readonly names: string;
  /** For each transition, the number of the one that does the same when they are exchanged. */
  readonly counterparts: readonly number[];
}

/** Compares what can be seen of a state with what can be seen when processes are exchanged in it. */
export class SymmetryCheck {
  readonly #machine: Machine<any>;
  readonly #ofStates: readonly Property[];
  readonly #ofSteps: readonly Property[];
  readonly #exchanges: readonly Exchange[];
  readonly #asIs: Observation;
  readonly #exchanged: Observation;

  constructor(machine: Machine<any>) {
    const { model, transitions, words } = machine;
    this.#machine = machine;
    this.#ofStates = propertiesOf(model, 'states', 'runs');
    this.#ofSteps = propertiesOf(model, 'steps');
    this.#exchanges = ((model.symmetric ?? []) as string[]).flatMap(family => {
      const names = namesOf(model.state[family] as Family<any>);
      return names.slice(1).map((name, before) => {
        const permutation = swapped(names.length, before, before + 1);
        const numbers = new Map(transitions.map((one, number) => [one.labelAfter(family, permutation), number]));
        const counterparts = transitions.map(({ label }) => numbers.get(label)!);
        return { family, i: before + 1, names: `${names[before]} and ${name}`, counterparts };
      });
    });
    const blank = () => ({
      holds: [],
      possible: new Uint8Array(transitions.length),
      after: new Int32Array(transitions.length * words),
      kept: [],
    });
    this.#asIs = blank();
    this.#exchanged = blank();
  }

  /**
   * Exchanges each two neighbours of a symmetric family in a packed state. Returns what is wrong, if the
   * family is not symmetric after all. The machine holds the state again afterwards.
   */
  faultIn(packed: Int32Array): ModelError | undefined {
    const machine = this.#machine;
    if (this.#exchanges.length > 0) this.#observe(packed, this.#asIs);
    for (const { family, i, names, counterparts } of this.#exchanges) {
      const other = machine.exchanged(packed, family, i - 1, i);
      const isAlike = isSame(packed, other);
      if (!isAlike) this.#observe(other, this.#exchanged);
      const odd = this.#difference(counterparts, isAlike ? this.#asIs : this.#exchanged);
      if (odd === undefined) continue;
      return new ModelError(
        `With ${family} ${names} exchanged, this is no longer the same: ${odd}.`,
        `Let nothing depend on which of the processes it is, or leave '${family}' out of 'symmetric'.`,
      );
    }
    machine.read(packed, 0);
    return undefined;
  }

  #observe(packed: Int32Array, into: Observation): void {
    const machine = this.#machine;
    machine.read(packed, 0);
    this.#ofStates.forEach((property, i) => {
      into.holds[i] = ask(property, machine.state);
    });
    const before = this.#ofSteps.length > 0 ? snapshot(machine.state) : {};
    machine.transitions.forEach((transition, i) => {
      into.possible[i] = isEnabled(machine, transition) ? 1 : 0;
      if (into.possible[i] === 0) return;
      fire(machine, transition);
      if (this.#ofSteps.length > 0) {
        into.kept[i] = this.#ofSteps.map(one => askOfStep(one, before, machine.state, stepName(transition)));
      }
      machine.canonise?.();
      machine.write(into.after, i * machine.words);
      machine.read(packed, 0);
    });
  }

  /** Something that can be seen of the state as it is and not of the other one, or the other way round. */
  #difference(counterparts: readonly number[], other: Observation): string | undefined {
    const machine = this.#machine;
    const { words, transitions } = machine;
    const one = this.#asIs;
    const property = this.#ofStates.findIndex((_, at) => one.holds[at] !== other.holds[at]);
    if (property >= 0) return `'${this.#ofStates[property]!.name}' is ${one.holds[property]}`;
    const number = counterparts.findIndex((there, at) => {
      if (one.possible[at] !== other.possible[there]) return true;
      if (one.possible[at] === 0) return false;
      if (this.#ofSteps.some((_, step) => one.kept[at]![step] !== other.kept[there]![step])) return true;
      for (let word = 0; word < words; word++) {
        if (one.after[at * words + word] !== other.after[there * words + word]) return true;
      }
      return false;
    });
    if (number < 0) return undefined;
    const [seen, at] = one.possible[number] === 1 ? [one, number] : [other, counterparts[number]!];
    machine.read(seen.after, at * words);
    const kept = this.#ofSteps.map((step, which) => `, '${step.name}' is ${seen.kept[at]![which]}`);
    return `'${transitions[number]!.label}' leads to ${showState(machine.state)}${kept.join('')}`;
  }
}
