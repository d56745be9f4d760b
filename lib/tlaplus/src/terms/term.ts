/**
 * A term of TLA+. Each is held once, so equal terms are the same object, and what
 * two terms share is shared in memory.
 */
export interface Term {
  readonly op: string;
  readonly args: readonly Term[];
  /** A name, a literal, or for EXCEPT the pattern of its path. */
  readonly text: string;
  readonly id: number;
  /** Bound variables that are bound outside of it. */
  readonly free: ReadonlySet<string>;
  readonly size: number;
  /** How deep quantifiers and the like are nested in it. */
  readonly height: number;
}

/** One step into a value: `[index]` of a function, `.field` of a record. */
export type Step = Term | string;

const known = new Map<string, Term>();
/** What is no larger than this may be written more than once. */
export const SMALL = 12;
export const BINDERS = ['forall', 'exists', 'function', 'filter', 'collect'];

/** The term as it is, with nothing made simpler. */
export function term(op: string, args: readonly Term[] = [], text = ''): Term {
  const key = JSON.stringify([op, text, ...args.map(({ id }) => id)]);
  const found = known.get(key);
  if (found) return found;
  const free = new Set(args.flatMap(arg => [...arg.free]));
  if (op === 'bound') free.add(text);
  const binds = BINDERS.includes(op);
  if (binds) for (const name of args[1]!.free) if (name === text && !args[0]!.free.has(name)) free.delete(name);
  const size = args.reduce((sum, arg) => sum + arg.size, 1);
  const height = Math.max(0, ...args.map(arg => arg.height)) + (binds ? 1 : 0);
  const made: Term = { op, args, text, id: known.size, free, size, height };
  known.set(key, made);
  return made;
}

/** What a model calls the value that a term stands for. */
let words = new WeakMap<Term, string>();
/** Another model calls it otherwise. */
export function forgetWords(): void {
  words = new WeakMap();
}
export const wordFor = (of: Term): string | undefined => (of.op === 'field' ? of.text : words.get(of));
export function callIt(of: Term, word: string): void {
  if (of.args.length > 0 && !words.has(of)) words.set(of, word);
}

export const TRUE = term('literal', [], 'TRUE');
export const FALSE = term('literal', [], 'FALSE');
export const bool = (value: boolean): Term => (value ? TRUE : FALSE);
export const num = (value: number): Term => term('number', [], String(value));
export const str = (value: string): Term => term('literal', [], JSON.stringify(value));
/** A variable, a constant or a definition of the module. */
export const name = (text: string): Term => term('name', [], text);
export const bound = (text: string): Term => term('bound', [], text);
let variables = 0;
/** The name of a bound variable that nothing else has. */
export const fresh = (hint: string): string => `${hint}#${variables++}`;
export const prime = (of: Term): Term => term('prime', [of]);
export const call = (operator: string, args: readonly Term[]): Term => term('call', args, operator);
export const infix = (op: string, left: Term, right: Term): Term => term('infix', [left, right], op);
export const setOfTerms = (members: readonly Term[]): Term => term('set', [...new Set(members)]);
export const record = (fields: readonly (readonly [string, Term])[]): Term =>
  term(
    'record',
    fields.map(([, value]) => value),
    fields.map(([field]) => field).join(' '),
  );
export const range = (lowest: Term, highest: Term): Term => infix('..', lowest, highest);

/** What stands where there is no value: TLC stops there and says so. */
export const ABSENT = call('Assert', [FALSE, str('there is no value')]);

export const isLiteral = (of: Term): boolean => of.op === 'number' || of.op === 'literal';
export const isInfix = (of: Term, ...ops: readonly string[]) => of.op === 'infix' && ops.includes(of.text);
const numberIn = (of: Term): number | undefined => (of.op === 'number' ? Number(of.text) : undefined);

export function compare(op: '<' | '<=' | '>' | '>=', left: Term, right: Term): Term {
  if (left === right) return bool(op.endsWith('='));
  const [a, b] = [numberIn(left), numberIn(right)];
  if (a === undefined || b === undefined) return infix(op, left, right);
  return bool(op === '<' ? a < b : op === '<=' ? a <= b : op === '>' ? a > b : a >= b);
}

export function plus(left: Term, right: Term): Term {
  const [a, b] = [numberIn(left), numberIn(right)];
  if (a !== undefined && b !== undefined) return num(a + b);
  if (a === 0) return right;
  if (b === undefined) return infix('+', left, right);
  if (b === 0) return left;
  const inner = isInfix(left, '+', '-') ? numberIn(left.args[1]!) : undefined;
  if (inner !== undefined) return plus(left.args[0]!, num(b + (left.text === '+' ? inner : -inner)));
  return b < 0 ? infix('-', left, num(-b)) : infix('+', left, right);
}

export function minus(left: Term, right: Term): Term {
  const b = numberIn(right);
  if (left === right) return num(0);
  return b !== undefined ? plus(left, num(-b)) : infix('-', left, right);
}

export function times(left: Term, right: Term): Term {
  const [a, b] = [numberIn(left), numberIn(right)];
  if (a !== undefined && b !== undefined) return num(a * b);
  if (a === 0 || b === 0) return num(0);
  return a === 1 ? right : b === 1 ? left : infix('*', left, right);
}
