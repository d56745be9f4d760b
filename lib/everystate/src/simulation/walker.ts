import type { Declaration } from '../model/domain.js';
import { fire, type Machine } from '../state/machine.js';
import { hasContext, inContext, isPossible } from '../state/faults.js';
import { randomFrom } from './random.js';

/** What a walk reports on its way. */
export interface WalkVisitor {
  /** A step is being taken; the machine holds the state after it, before any normal form is applied. */
  stepping?(transition: number, before: object, step: number): void;
  /** So many steps were taken, none at the start; the machine holds the state after them. */
  reached?(steps: number): void;
  /** Nothing is possible after this many steps; the machine holds the state. */
  ended?(steps: number): void;
}

/** Takes steps at random. */
export class Walker<D extends Declaration> {
  readonly #machine: Machine<D>;
  readonly #weights: Float64Array;
  readonly #before: ReturnType<Machine<D>['another']>;
  readonly #packed: Int32Array;
  /** The transitions that are possible, and the sum of the weights up to each of them. */
  readonly #possible: Int32Array;
  readonly #upTo: Float64Array;

  /** @param weights for each transition, how likely it is against the others */
  constructor(machine: Machine<D>, weights: Float64Array) {
    this.#machine = machine;
    this.#weights = weights;
    this.#before = machine.another();
    this.#packed = new Int32Array(machine.words);
    this.#possible = new Int32Array(weights.length);
    this.#upTo = new Float64Array(weights.length);
  }

  /** Makes the machine hold the state where a walk begins. */
  begin(seed: number): () => number {
    const random = randomFrom(seed);
    const { initial } = this.#machine;
    this.#machine.read(initial[Math.floor(random() * initial.length)]!, 0);
    this.#machine.normalise();
    return random;
  }

  /** Takes one walk, and returns how many steps it had. */
  walk(seed: number, maxSteps: number, visitor: WalkVisitor): number {
    const machine = this.#machine;
    const random = this.begin(seed);
    machine.write(this.#packed, 0);
    visitor.reached?.(0);
    for (let step = 1; step <= maxSteps; step++) {
      const number = this.#draw(random);
      if (number < 0) {
        visitor.ended?.(step - 1);
        return step - 1;
      }
      const transition = machine.transitions[number]!;
      try {
        fire(machine, transition);
        if (visitor.stepping) {
          this.#before.read(this.#packed, 0);
          visitor.stepping(number, this.#before.state as object, step);
        }
        machine.normalise();
        machine.write(this.#packed, 0);
      } catch (fault) {
        if (hasContext(fault)) throw fault;
        machine.read(this.#packed, 0);
        throw inContext(`Action '${transition.label}'`, fault, machine.state as object);
      }
      visitor.reached?.(step);
    }
    if (visitor.ended && this.#countPossible() === 0) visitor.ended(maxSteps);
    return maxSteps;
  }

  /** Finds the transitions that are possible, and says how many there are. */
  #countPossible(): number {
    const { transitions } = this.#machine;
    let count = 0;
    for (let i = 0; i < transitions.length; i++) {
      if (isPossible(this.#machine, transitions[i]!)) this.#possible[count++] = i;
    }
    return count;
  }

  /** The number of one of the transitions that are possible, by their weights; -1 when there is none. */
  #draw(random: () => number): number {
    const count = this.#countPossible();
    let sum = 0;
    for (let i = 0; i < count; i++) {
      sum += this.#weights[this.#possible[i]!]!;
      this.#upTo[i] = sum;
    }
    if (count === 0) return -1;
    if (sum === 0) return this.#possible[Math.floor(random() * count)]!;
    const drawn = random() * sum;
    let i = 0;
    while (this.#upTo[i]! <= drawn) i++;
    return this.#possible[i]!;
  }
}
