import { substitute } from '../terms/simplify.js';
import { bound, name, type Term } from '../terms/term.js';
import { Names } from '../terms/names.js';

/** An operator that calls itself. */
export interface Operator {
  readonly name: string;
  readonly given: readonly string[];
  readonly body: Term;
  readonly isRecursive: true;
}

/** Collects what a module has to define beside the model's own words. */
export class Definitions {
  readonly constants = new Map<string, { readonly value: number; readonly as: string }>();
  readonly operators: Operator[] = [];
  readonly #names: Names;
  readonly #recursive = new Map<string, string>();

  constructor(names: Names) {
    this.#names = names;
  }

  /** A name for a number that a function captures; undefined when the name has another meaning. */
  constant(wanted: string, value: number): Term | undefined {
    const found = this.constants.get(wanted);
    if (found) return found.value === value ? name(found.as) : undefined;
    if (!/^[a-zA-Z]\w*$/.test(wanted)) return undefined;
    const as = this.#names.take(wanted);
    this.constants.set(wanted, { value, as });
    return name(as);
  }

  /** An operator that calls itself. */
  recursive(hint: string, parameters: readonly string[], body: (self: string) => Term): string {
    const own = parameters.map((parameter, i) => `${parameter.replace(/[#@].*/, '')}@parameter${i}`);
    const close = (self: string) =>
      parameters.reduce((term, parameter, i) => substitute(term, parameter, bound(own[i]!)), body(self));
    const key = `${close('').id} ${own}`;
    const found = this.#recursive.get(key);
    if (found) return found;
    const operator = this.#names.operator(`${hint} loop`);
    this.#recursive.set(key, operator);
    this.operators.push({ name: operator, given: own, body: close(operator), isRecursive: true });
    return operator;
  }
}

/** Those of the module that is made. */
export let definitions = new Definitions(new Names());
export function define(names: Names): void {
  definitions = new Definitions(names);
}
