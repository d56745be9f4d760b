import { substitute } from '../terms/simplify.js';
import type { Definition } from '../terms/definition.js';
import { bound, name, num, type Term } from '../terms/term.js';
import { Names } from '../terms/names.js';

/** Collects what a module has to define beside the model's own words. */
export class Definitions {
  readonly constants = new Map<string, Definition>();
  /** Operators that call themselves. */
  readonly operators: Definition[] = [];
  readonly #names: Names;
  readonly #recursive = new Map<string, string>();

  constructor(names: Names) {
    this.#names = names;
  }

  /** A name for a number that a function captures; undefined when the name has another meaning. */
  constant(wanted: string, value: number): Term | undefined {
    const found = this.constants.get(wanted) ?? { name: this.#names.take(wanted), body: num(value) };
    this.constants.set(wanted, found);
    return found.body === num(value) ? name(found.name) : undefined;
  }

  /** An operator that calls itself: its name. The same loop has the same operator. */
  recursive(hint: string, parameters: readonly string[], body: (self: string) => Term): string {
    const given = parameters.map((parameter, i) => `${parameter.replace(/[#@].*/, '')}@parameter${i}`);
    const close = (self: string) =>
      parameters.reduce((term, parameter, i) => substitute(term, parameter, bound(given[i]!)), body(self));
    const key = `${close('').id} ${given}`;
    const found = this.#recursive.get(key);
    if (found) return found;
    const made = this.#names.operator(`${hint} loop`);
    this.#recursive.set(key, made);
    this.operators.push({ name: made, given, body: close(made), isRecursive: true });
    return made;
  }
}

/** Those of the module that is made. */
export let definitions = new Definitions(new Names());
export function define(names: Names): void {
  definitions = new Definitions(names);
}
