import type { Declaration } from './domains.js';
import { ModelError } from './errors.js';
import { fire, isEnabled, type Machine, type Transition } from './machine.js';
import type { Model } from './model.js';
import { inContext } from './model-fault.js';
import { PROPERTY_KINDS } from './validate.js';

/** States to rehearse: enough to meet every action of most models, and done in no time. */
const STATES = 200;

/**
 * Tries the model out on its first states, to catch what a search relies on and
 * cannot see: guards and properties answer true or false and change nothing, and
 * an effect does the same thing each time.
 * @throws ModelError naming the guard, effect or property
 */
export function rehearse<D extends Declaration>(model: Model<D>, machine: Machine<D>): void {
  const stage = new Stage(machine);
  const properties = PROPERTY_KINDS.filter(kind => kind !== 'everyStep')
    .flatMap(kind => Object.entries<Function>(model[kind] ?? {}));
  const scenes = new Map(machine.initial.map(packed => [String(packed), { packed, way: [] as string[] }]));

  for (const { packed, way } of scenes.values()) {
    stage.set(packed, way);
    for (const [name, test] of properties) stage.ask(`Property '${name}'`, () => test(machine.state));

    for (const transition of machine.transitions) {
      const guard = () => stage.ask(`The guard of '${transition.label}'`, () => isEnabled(machine, transition));
      const possible = guard();
      if (possible !== guard()) stage.refuse(`The guard of '${transition.label}'`, UNSTEADY);
      if (!possible) continue;
      const after = stage.play(transition);
      if (String(after) !== String(stage.play(transition))) stage.refuse(`Action '${transition.label}'`, UNSTEADY);
      if (scenes.size < STATES && !scenes.has(String(after))) {
        scenes.set(String(after), { packed: after, way: [...way, transition.label] });
      }
    }
  }
}

const UNSTEADY = new ModelError(
  `Tried twice, it did two different things.`,
  `A step may depend on the state alone: no Math.random, no clock, no variable outside the model.`,
);

/** One state, to try things out in; the machine holds it again after each. */
class Stage {
  #packed: Int32Array = new Int32Array(0);
  #way: readonly string[] = [];
  readonly #machine: Machine<any>;

  constructor(machine: Machine<any>) {
    this.#machine = machine;
  }

  set(packed: Int32Array, way: readonly string[]): void {
    this.#packed = packed;
    this.#way = way;
    this.#machine.read(packed, 0);
  }

  /** Asks what must be true or false, and must change nothing. */
  ask(who: string, question: () => unknown): boolean {
    const { outcome, after } = this.#run(who, question);
    if (String(after) !== String(this.#packed)) {
      this.refuse(who, new ModelError(`It changed the state.`, `Only effects ('then') may: move the change there.`));
    }
    if (typeof outcome === 'boolean') return outcome;
    const shown = outcome instanceof Promise ? 'a promise' : JSON.stringify(outcome) ?? 'undefined';
    return this.refuse(who, new ModelError(`It returned ${shown}.`, `Return true or false.`));
  }

  /** The state after a transition. */
  play(transition: Transition): Int32Array {
    const who = `Action '${transition.label}'`;
    const { outcome, after } = this.#run(who, () => fire(this.#machine, transition));
    if (outcome instanceof Promise) {
      this.refuse(who, new ModelError(`Its effect is asynchronous.`, `An effect is one indivisible step: split it into several actions.`));
    }
    if (isAnotherState(outcome, this.#machine.state)) {
      this.refuse(who, new ModelError(`Its effect returned a new state.`, `Change the given state in place: what is returned is lost.`));
    }
    return after;
  }

  refuse(who: string, fault: unknown): never {
    this.#machine.read(this.#packed, 0);
    throw inContext(who, fault, this.#machine.state, this.#way);
  }

  #run(who: string, what: () => unknown): { outcome: unknown; after: Int32Array } {
    const after = new Int32Array(this.#machine.words);
    let outcome: unknown;
    try {
      outcome = what();
      if (outcome instanceof Promise) outcome.catch(() => {});
      else this.#machine.write(after, 0);
    } catch (fault) {
      this.refuse(who, fault);
    }
    this.#machine.read(this.#packed, 0);
    return { outcome, after: outcome instanceof Promise ? this.#packed : after };
  }
}

/** Whether an effect seems to have made a new state, instead of changing the one it was given. */
function isAnotherState(outcome: unknown, state: object): boolean {
  return typeof outcome === 'object' && outcome !== null && outcome !== state
    && Object.keys(state).every(field => Object.hasOwn(outcome, field));
}
