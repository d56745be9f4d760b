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

  /** @param weights for each transition, how likely it is against the others */
  constructor(machine: Machine<D>, weights: Float64Array) {
    this.#machine = machine;
    this.#weights = weights;
    this.#before = machine.another();
    this.#packed = new Int32Array(machine.words);
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
    if (visitor.ended && this.#possible().length === 0) visitor.ended(maxSteps);
    return maxSteps;
  }

  /** The numbers of the transitions that are possible. */
  #possible(): number[] {
    const possible: number[] = [];
    this.#machine.transitions.forEach((transition, number) => {
      if (isPossible(this.#machine, transition)) possible.push(number);
    });
    return possible;
  }

  /** The number of one of the transitions that are possible, by their weights; -1 when there is none. */
  #draw(random: () => number): number {
    const possible = this.#possible();
    if (possible.length === 0) return -1;
    const sum = possible.reduce((sum, number) => sum + this.#weights[number]!, 0);
    if (sum === 0) return possible[Math.floor(random() * possible.length)]!;
    const drawn = random() * sum;
    let upTo = 0;
    return possible.find(number => (upTo += this.#weights[number]!) > drawn)!;
  }
}
