import { substitute } from '../terms/simplify.js';
import { bound, call, name, type Term } from '../terms/term.js';
import type { Names } from '../terms/names.js';

/** Operators that are always the same. */
export const LIBRARY = {
  SequencesUpTo: 'SequencesUpTo(set, most) == {one \\in Seq(set) : Len(one) <= most}',
  Total: `RECURSIVE Total(_, _)
Total(counts, of) ==
  IF of = {} THEN 0 ELSE LET one == CHOOSE some \\in of : TRUE IN counts[one] + Total(counts, of \\ {one})`,
  Min: 'Min(a, b) == IF a <= b THEN a ELSE b',
  Max: 'Max(a, b) == IF a >= b THEN a ELSE b',
  Least: 'Least(set) == CHOOSE n \\in set : \\A other \\in set : n <= other',
  Greatest: 'Greatest(set) == CHOOSE n \\in set : \\A other \\in set : n >= other',
  Rem: `\\* The remainder as JavaScript has it, with the sign of what is divided.
Rem(a, b) == IF a >= 0 THEN a % b ELSE -((-a) % b)`,
  BitOr: `\\* a | b of natural numbers, as sets of bits.
RECURSIVE BitOr(_, _)
BitOr(a, b) ==
  IF a = 0 THEN b ELSE IF b = 0 THEN a
  ELSE 2 * BitOr(a \\div 2, b \\div 2) + (IF a % 2 = 1 \\/ b % 2 = 1 THEN 1 ELSE 0)`,
};

/** Such an operator, or one of TLA+'s own modules. */
type Library = keyof typeof LIBRARY | 'Cardinality';

/** An operator of the module, with the parameters as its body has them. */
export interface Operator {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Term;
}

/** Collects what a module has to define beside the model's own words. */
export class Definitions {
  readonly constants = new Map<string, { readonly value: number; readonly as: string }>();
  readonly used = new Set<Library>();
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

  library(operator: Library, ...args: readonly Term[]): Term {
    this.used.add(operator);
    return call(operator, args);
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
    this.operators.push({ name: operator, parameters: own, body: close(operator) });
    return operator;
  }

  /** The operators of the library that are used, as text. */
  get texts(): string[] {
    return Object.entries(LIBRARY).flatMap(([one, text]) =>
      this.used.has(one as Library) && one !== 'SequencesUpTo' ? [text] : [],
    );
  }
}
