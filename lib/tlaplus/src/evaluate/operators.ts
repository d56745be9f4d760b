// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import type ts from 'typescript';
import { refuse } from './evaluator.js';
import { isEqual, known, scalar, scalarOf, truth, type Value } from './value.js';
import { ite, not } from '../terms/simplify.js';
import { call, compare, infix, minus, num, plus, times, TRUE, type Term } from '../terms/term.js';
import { NUMBER, type Scalar } from '../terms/shapes.js';

type NumberShape = Extract<Scalar, { kind: 'number' }>;
interface NumberTerm {
  readonly term: Term;
  readonly shape: NumberShape;
}

const WHOLE = 'Use +, -, *, %, Math.floor(a / b), comparisons, a << b, a >> b, a | b and a & 1 of whole numbers.';

/** An operator between two values. */
export function binary(op: string, left: Value, right: Value, node: ts.Node): Value {
  if (op === '===' || op === '!==' || op === '==' || op === '!=') {
    const same =
      isEqual(left, right) ??
      refuse(node, 'compares what TLA+ cannot compare', 'Compare names, numbers, flags, or processes of one family.');
    return truth(op.startsWith('=') ? same : not(same));
  }
  const [a, b] = [left, right].map(value => numberOf(value));
  if (left.tag === 'known' && right.tag === 'known') {
    const value = COMPUTE[op]?.(left.value, right.value);
    if (value === undefined) refuse(node, 'has no translation', WHOLE);
    const keepsName = a && b && (left.term || right.term) && 'number' === typeof value;
    return known(value, keepsName ? arithmetic(op, a.term, b.term) : undefined);
  }
  if (a && right.tag === 'known' && typeof right.value === 'number' && /^[<>]/.test(op)) {
    // A whole number is above 1.5 where it is above 1, and at least 1.5 where it is at least 2.
    const whole = /^(>|<=)$/.test(op) ? Math.floor(right.value) : Math.ceil(right.value);
    if (whole !== right.value) return binary(op, left, known(whole), node);
  }
  if (!a || !b) return refuse(node, 'is not between numbers', WHOLE);
  if (/^[<>]=?$/.test(op)) return decided(op as '<', a, b) ?? truth(compare(op as '<', a.term, b.term));
  const result = (term: Term, lowest = -Infinity, highest = Infinity) =>
    scalar(term, { kind: 'number', lowest, highest });
  const { lowest, highest } = a.shape;
  const isNatural = lowest >= 0;
  switch (op) {
    case '+':
      return result(plus(a.term, b.term), lowest + b.shape.lowest, highest + b.shape.highest);
    case '-':
      return result(minus(a.term, b.term), lowest - b.shape.highest, highest - b.shape.lowest);
    case '*': {
      const ends = [lowest, highest].flatMap(x => [x * b.shape.lowest, x * b.shape.highest]);
      return result(
        times(a.term, b.term),
        ...(ends.every(Number.isFinite) ? [Math.min(...ends), Math.max(...ends)] : []),
      );
    }
    case '%':
      if (b.shape.lowest <= 0) refuse(node, 'may divide by zero or less', 'Divide by a number that is at least 1.');
      return isNatural
        ? result(highest < b.shape.lowest ? a.term : infix('%', a.term, b.term), 0, b.shape.highest - 1)
        : result(call('Rem', [a.term, b.term]), 1 - b.shape.highest, b.shape.highest - 1);
    case '<<':
      return result(times(a.term, infix('^', num(2), b.term)), isNatural ? 0 : -Infinity);
    case '>>':
      return result(infix('\\div', a.term, infix('^', num(2), b.term)), isNatural ? 0 : -Infinity);
    case '|':
      return result(call('BitOr', [a.term, b.term]), isNatural && b.shape.lowest >= 0 ? 0 : -Infinity);
    case '&':
      if (b.term === num(1)) return result(infix('%', a.term, num(2)), 0, 1);
      return refuse(node, 'has no translation', WHOLE);
    default:
      return refuse(node, 'has no translation', WHOLE);
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

/** Known numbers with names stay readable: `endpoints - 1`. */
function arithmetic(op: string, a: Term, b: Term): Term | undefined {
  return op === '+' ? plus(a, b) : op === '-' ? minus(a, b) : op === '*' ? times(a, b) : undefined;
}

export function numberOf(value: Value): NumberTerm | undefined {
  const found = scalarOf(value);
  return found?.shape.kind === 'number' ? (found as NumberTerm) : undefined;
}

/** What the bounds of two numbers say already. */
function decided(op: '<' | '<=' | '>' | '>=', a: NumberTerm, b: NumberTerm): Value | undefined {
  if (op === '>' || op === '>=') return decided(op === '>' ? '<' : '<=', b, a);
  const [always, never] =
    op === '<'
      ? [a.shape.highest < b.shape.lowest, a.shape.lowest >= b.shape.highest]
      : [a.shape.highest <= b.shape.lowest, a.shape.lowest > b.shape.highest];
  return always || never ? known(always) : undefined;
}

/** The least or the greatest of some numbers, each of which is there on a condition. */
export function extreme(which: 'Min' | 'Max', items: readonly { when: Term; value: Value }[], node: ts.Node): Value {
  const numbers = items.map(({ value }) => numberOf(value) ?? refuse(node, 'is not of numbers', WHOLE));
  const always = items.findIndex(({ when }) => when === TRUE);
  if (always < 0) refuse(node, 'may be of no number at all', 'Give it a number that is always there, too.');
  const term = numbers.reduce(
    (least, { term }, i) => (i === always ? least : ite(items[i]!.when, call(which, [least, term]), least)),
    numbers[always]!.term,
  );
  const lowest = Math.min(...numbers.map(({ shape }) => shape.lowest));
  const highest = Math.max(...numbers.map(({ shape }) => shape.highest));
  return scalar(term, { kind: 'number', lowest, highest });
}

/** `Math.floor(a / b)`, and the like. */
export function quotient(left: Value, right: Value, node: ts.Node, toZero: boolean): Value {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (!a || !b) return refuse(node, 'is not between numbers', WHOLE);
  if (b.shape.lowest <= 0) refuse(node, 'may divide by zero or less', 'Divide by a number that is at least 1.');
  if (toZero && a.shape.lowest < 0) refuse(node, 'may divide a negative number', 'Use Math.floor.');
  return scalar(
    infix('\\div', a.term, b.term),
    a.shape.lowest >= 0 ? { kind: 'number', lowest: 0, highest: a.shape.highest } : NUMBER,
  );
}
