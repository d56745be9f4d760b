// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import { refuse } from './refusal.js';
import { isEqual, known, scalar, scalarOf, truth, type Value } from './value.js';
import { not } from '../terms/simplify.js';
import { call, compare, infix, minus, num, plus, times, type Term } from '../terms/term.js';
import { NUMBER, type Scalar } from '../terms/shapes.js';

interface NumberTerm {
  readonly term: Term;
  readonly shape: Extract<Scalar, { kind: 'number' }>;
}

export const WHOLE =
  'Use +, -, *, %, Math.floor(a / b), comparisons, a << b, a >> b, a | b and a & 1 of whole numbers.';
const unknown = () => refuse('has no translation', WHOLE);
const nothing = () => refuse('may divide by zero or less', 'Divide by a number that is at least 1.');

/** An operator between two values. */
export function binary(op: string, left: Value, right: Value): Value {
  if (/^[!=]==?$/.test(op)) return truth(op.startsWith('=') ? isEqual(left, right) : not(isEqual(left, right)));
  const [a, b] = [numberOf(left), numberOf(right)];
  if (left.tag === 'known' && right.tag === 'known') {
    const value = (COMPUTE[op] ?? unknown())(left.value, right.value);
    // Known numbers with names stay readable: `endpoints - 1`.
    const isNamed = a && b && (left.term || right.term);
    return known(value, isNamed ? NAMED[op]?.(a.term, b.term) : undefined);
  }
  if (a && right.tag === 'known' && typeof right.value === 'number' && /^[<>]/.test(op)) {
    // A whole number is above 1.5 where it is above 1, and at least 1.5 where it is at least 2.
    const whole = /^(>|<=)$/.test(op) ? Math.floor(right.value) : Math.ceil(right.value);
    if (whole !== right.value) return binary(op, left, known(whole));
  }
  if (!a || !b) return refuse('is not between numbers', WHOLE);
  if (/^[<>]=?$/.test(op)) return truth(compare(op as '<', a.term, b.term));
  const result = (term: Term, lowest = -Infinity, highest = Infinity) =>
    scalar(term, { kind: 'number', lowest, highest });
  const { lowest, highest } = a.shape;
  const isNatural = lowest >= 0;
  const natural = isNatural && b.shape.lowest >= 0 ? 0 : -Infinity;
  switch (op) {
    case '+':
      return result(plus(a.term, b.term), lowest + b.shape.lowest, highest + b.shape.highest);
    case '-':
      return result(minus(a.term, b.term), lowest - b.shape.highest, highest - b.shape.lowest);
    case '*':
      return result(times(a.term, b.term), natural);
    case '%':
      if (b.shape.lowest <= 0) return nothing();
      return isNatural
        ? result(infix('%', a.term, b.term), 0, b.shape.highest - 1)
        : result(call('Rem', [a.term, b.term]), 1 - b.shape.highest, b.shape.highest - 1);
    case '<<':
      return result(times(a.term, infix('^', num(2), b.term)), natural);
    case '>>':
      return result(infix('\\div', a.term, infix('^', num(2), b.term)), natural);
    case '|':
      return result(call('BitOr', [a.term, b.term]), natural);
    case '&':
      return b.term === num(1) ? result(infix('%', a.term, num(2)), 0, 1) : unknown();
    default:
      return unknown();
  }
}

const COMPUTE: Readonly<Record<string, (a: any, b: any) => unknown>> = {
  // any: as JavaScript has it
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '|': (a, b) => a | b,
  '&': (a, b) => a & b,
};
const NAMED: Readonly<Record<string, (a: Term, b: Term) => Term>> = { '+': plus, '-': minus, '*': times };

export function numberOf(value: Value): NumberTerm | undefined {
  const found = scalarOf(value);
  return found?.shape.kind === 'number' ? (found as NumberTerm) : undefined;
}

/** `Math.floor(a / b)` */
export function quotient(left: Value, right: Value): Value {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (!a || !b) return refuse('is not between numbers', WHOLE);
  if (b.shape.lowest <= 0) return nothing();
  const isNatural = a.shape.lowest >= 0;
  return scalar(infix('\\div', a.term, b.term), isNatural ? { ...a.shape, lowest: 0 } : NUMBER);
}
