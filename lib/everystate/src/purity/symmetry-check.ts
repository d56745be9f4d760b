import { type Family, namesOf } from '../model/domains/family.js';
import { ModelError } from '../model/errors.js';
import { ask, askOfStep, propertiesOf, type Property } from '../properties/property.js';
import { isSame, packedBy } from '../state/codec.js';
import { fire, isEnabled, stepName, type Machine } from '../state/machine.js';
import { swapped } from '../state/orbits.js';
import { showState } from '../state/show.js';
import type { Sights, TriedStep } from './sights.js';

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

  constructor(machine: Machine<any>) {
    const { model, transitions } = machine;
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
  }

  /**
   * Exchanges each two neighbours of a symmetric family in a packed state. Returns what is wrong, if the
   * family is not symmetric after all. The machine holds the state again afterwards.
   * @param steps the steps that are possible in the state, by the numbers of their transitions
   */
  faultIn(packed: Int32Array, steps: Steps): ModelError | undefined {
    const machine = this.#machine;
    const asIs = { holds: this.#holdsIn(packed), steps };
    for (const { family, i, names, counterparts } of this.#exchanges) {
      const other = machine.exchanged(packed, family, i - 1, i);
      const exchanged = isSame(packed, other) ? asIs : { holds: this.#holdsIn(other), steps: this.#stepsIn(other) };
      const odd = this.#difference(counterparts, asIs, exchanged);
      if (odd === undefined) continue;
      return new ModelError(
        `With ${family} ${names} exchanged, this is no longer the same: ${odd}.`,
        `Let nothing depend on which of the processes it is, or leave '${family}' out of 'symmetric'.`,
      );
    }
    machine.read(packed, 0);
    return undefined;
  }

  #holdsIn(packed: Int32Array): boolean[] {
    this.#machine.read(packed, 0);
    return this.#ofStates.map(property => ask(property, this.#machine.state));
  }

  #stepsIn(packed: Int32Array): Steps {
    const machine = this.#machine;
    const steps = new Map<number, TriedStep>();
    const before = this.#ofSteps.length > 0 ? machine.another() : undefined;
    before?.read(packed, 0);
    machine.read(packed, 0);
    for (let number = 0; number < machine.transitions.length; number++) {
      const transition = machine.transitions[number]!;
      if (!isEnabled(machine, transition)) continue;
      fire(machine, transition);
      const kept = this.#ofSteps.map(one => askOfStep(one, before!.state, machine.state, stepName(transition)));
      machine.canonise?.();
      steps.set(number, { label: transition.label, after: packedBy(machine), kept });
      machine.read(packed, 0);
    }
    return steps;
  }

  /** Something that can be seen of the state as it is and not of the other one, or the other way round. */
  #difference(counterparts: readonly number[], asIs: Seen, exchanged: Seen): string | undefined {
    const property = this.#ofStates.find((_, i) => asIs.holds[i] !== exchanged.holds[i]);
    if (property) return `'${property.name}' is ${asIs.holds[this.#ofStates.indexOf(property)]}`;
    const number = counterparts.findIndex(
      (counterpart, i) => !isAlike(asIs.steps.get(i), exchanged.steps.get(counterpart)),
    );
    if (number < 0) return undefined;
    const { after, kept } = (asIs.steps.get(number) ?? exchanged.steps.get(counterparts[number]!))!;
    this.#machine.read(after, 0);
    const answers = this.#ofSteps.map(({ name }, i) => `, '${name}' is ${kept[i]}`);
    return `'${this.#machine.transitions[number]!.label}' leads to ${showState(this.#machine.state)}${answers.join('')}`;
  }
}

type Steps = Sights['steps'];

/** What can be seen of a state. */
interface Seen {
  /** For each property of states, whether it holds. */
  readonly holds: readonly boolean[];
  readonly steps: Steps;
}

function isAlike(one: TriedStep | undefined, other: TriedStep | undefined): boolean {
  if (!one || !other) return one === other;
  return isSame(one.after, other.after) && one.kept.every((kept, i) => kept === other.kept[i]);
}
