import { joinMembers } from './members.js';
import {
  ABSENT,
  bool,
  bound,
  compare,
  FALSE,
  infix,
  isInfix,
  isLiteral,
  minus,
  plus,
  setOfTerms,
  SMALL,
  term,
  times,
  TRUE,
  type Step,
  type Term,
} from './term.js';

const OPPOSITE: Readonly<Record<string, string>> = {
  '=': '#',
  '#': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  '\\in': '\\notin',
  '\\notin': '\\in',
};

export function not(of: Term): Term {
  if (of === TRUE || of === FALSE) return bool(of === FALSE);
  if (of.op === 'not') return of.args[0]!;
  if (of.op === 'infix' && OPPOSITE[of.text]) return infix(OPPOSITE[of.text]!, of.args[0]!, of.args[1]!);
  if (of.op === 'and') return or(...of.args.map(not));
  if (of.op === 'or') return and(...of.args.map(not));
  if (of.op === 'exists' || of.op === 'forall') {
    return quantify(of.op === 'exists' ? 'forall' : 'exists', of.text, of.args[0]!, not(of.args[1]!));
  }
  if (of.op === 'if') return ite(of.args[0]!, not(of.args[1]!), not(of.args[2]!));
  return term('not', [of]);
}

export const and = (...parts: readonly Term[]): Term => list('and', parts, TRUE, FALSE);
export const or = (...parts: readonly Term[]): Term => list('or', parts, FALSE, TRUE);

function list(op: 'and' | 'or', parts: readonly Term[], neutral: Term, absorbing: Term): Term {
  const flat = [...new Set(parts.flatMap(part => (part.op === op ? part.args : [part])))].filter(
    one => one !== neutral,
  );
  if (flat.some(part => part === absorbing || flat.includes(not1(part)))) return absorbing;
  // What is known already when a part is asked needs no asking there.
  const opposite = op === 'and' ? 'or' : 'and';
  const asked = flat.map((part, i) => {
    const rest = part.op === opposite && part.args.filter(arg => !flat.slice(0, i).includes(not1(arg)));
    return rest && rest.length < part.args.length ? list(opposite, rest, absorbing, neutral) : part;
  });
  if (asked.some((part, i) => part !== flat[i])) return list(op, asked, neutral, absorbing);
  const joined = joinMembers(flat, op === 'or' ? '=' : '#', op === 'or' ? '\\in' : '\\notin');
  return joined.length === 0 ? neutral : joined.length === 1 ? joined[0]! : term(op, joined);
}

/** The opposite, but for lists, where it would have to be made first. */
const not1 = (of: Term): Term => (of.op === 'and' || of.op === 'or' ? term('not', [of]) : not(of));

export const implies = (when: Term, then: Term): Term =>
  when === TRUE || then === TRUE || when === FALSE ? or(not(when), then) : term('implies', [when, then]);

export function ite(when: Term, then: Term, otherwise: Term): Term {
  if (when === TRUE || then === otherwise) return then;
  if (when === FALSE) return otherwise;
  if (then === TRUE) return or(when, otherwise);
  if (then === FALSE) return and(not(when), otherwise);
  if (otherwise === FALSE) return and(when, then);
  if (otherwise === TRUE) return or(not(when), then);
  if (then === when) return or(when, otherwise);
  if (otherwise === when) return and(when, then);
  if (then.op === 'if' && then.args[0] === when) return ite(when, then.args[1]!, otherwise);
  if (otherwise.op === 'if') {
    const [also, chosen, rest] = otherwise.args as [Term, Term, Term];
    if (also === when) return ite(when, then, rest);
    if (chosen === then) return ite(or(when, also), then, rest);
  }
  return mergeUpdates(when, then, otherwise) ?? term('if', [when, then, otherwise]);
}

export function equal(left: Term, right: Term): Term {
  if (left === right) return TRUE;
  if (isLiteral(left)) return isLiteral(right) ? FALSE : equal(right, left);
  if (right === TRUE) return left;
  if (right === FALSE) return not(left);
  if (left.op === 'if' && isLiteral(right) && left.args.slice(1).some(one => isLiteral(one) || one.op === 'if')) {
    return ite(left.args[0]!, equal(left.args[1]!, right), equal(left.args[2]!, right));
  }
  return infix('=', left, right);
}

export function member(element: Term, set: Term): Term {
  if (set.op === 'set')
    return set.args.length > 0 && set.args.every(isLiteral) && !isLiteral(element) && set.args.length > 1
      ? infix('\\in', element, set)
      : or(...set.args.map(one => equal(element, one)));
  if (isInfix(set, '\\union')) return or(member(element, set.args[0]!), member(element, set.args[1]!));
  if (isInfix(set, '\\')) return and(member(element, set.args[0]!), not(member(element, set.args[1]!)));
  if (set.op === 'if') return ite(set.args[0]!, member(element, set.args[1]!), member(element, set.args[2]!));
  return infix('\\in', element, set);
}

export function union(left: Term, right: Term): Term {
  if (left.op === 'set' && right.op === 'set') return setOfTerms([...left.args, ...right.args]);
  if (left.op === 'set' && left.args.length === 0) return right;
  return right.op === 'set' && right.args.length === 0 ? left : infix('\\union', left, right);
}

export function without(left: Term, right: Term): Term {
  return left.op === 'set' && left.args.length === 0 ? left : infix('\\', left, right);
}

/** A quantifier over a body in which the variable has a name of its own. */
export function quantify(op: 'forall' | 'exists', variable: string, domain: Term, body: Term): Term {
  if (body === TRUE && op === 'forall') return TRUE;
  if (body === FALSE && op === 'exists') return FALSE;
  return bind(op, variable, domain, body);
}

/** Binds a variable. Its name becomes one that depends on nothing but the body, so that equal terms are the same. */
export function bind(op: string, variable: string, domain: Term, body: Term): Term {
  const closed = `${variable.replace(/[#@].*/, '')}@${body.height + 1}`;
  return term(op, [domain, substitute(body, variable, bound(closed))], closed);
}

/** The term with a bound variable replaced, and made simpler where that makes it so. */
export const substitute = (of: Term, variable: string, value: Term): Term =>
  replaceAll(of, new Map([[bound(variable), value]]));

/** The term with some of its parts replaced. */
export function replaceAll(of: Term, parts: ReadonlyMap<Term, Term>, done = new Map(parts)): Term {
  const found = done.get(of);
  if (found) return found;
  // What is bound within it is another variable, whatever its name.
  if ([...parts.keys()].every(({ op, text }) => op === 'bound' && !of.free.has(text))) return of;
  const args = of.args.map(arg => replaceAll(arg, parts, done));
  const made = args.every((arg, i) => arg === of.args[i]) ? of : rebuild(of, args);
  done.set(of, made);
  return made;
}

function rebuild(of: Term, args: readonly Term[]): Term {
  const [a, b, c] = args as [Term, Term, Term];
  switch (of.op) {
    case 'not':
      return not(a);
    case 'and':
      return and(...args);
    case 'or':
      return or(...args);
    case 'implies':
      return implies(a, b);
    case 'if':
      return ite(a, b, c);
    case 'index':
      return read(a, [b]);
    case 'field':
      return read(a, [of.text]);
    case 'forall':
    case 'exists':
      return quantify(of.op, of.text, a, b);
    case 'function':
    case 'filter':
    case 'collect':
      return bind(of.op, of.text, a, b);
    case 'except':
      return write(a, pathOf(term('except', args, of.text)), b);
    case 'infix': {
      const make = { '=': equal, '+': plus, '-': minus, '*': times, '\\in': member, '\\union': union }[of.text];
      if (make) return make(a, b);
      if (of.text === '#') return not(equal(a, b));
      if (of.text === '\\notin') return not(member(a, b));
      if (/^[<>]/.test(of.text)) return compare(of.text as '<', a, b);
    }
  }
  return term(of.op, args, of.text);
}

/** An update: `[base EXCEPT !path = value]`. Its arguments: the base, the value, and the path's indices. */
function update(base: Term, path: readonly Step[], value: Term): Term {
  const indices = path.filter(step => typeof step !== 'string');
  return term(
    'except',
    [base, value, ...indices],
    path.map(step => (typeof step === 'string' ? `.${step}` : '[]')).join(' '),
  );
}

export function pathOf(of: Term): Step[] {
  let next = 2;
  return of.text.split(' ').map(step => (step === '[]' ? of.args[next++]! : step.slice(1)));
}

/** Under which condition two paths, as far as both go, are the same. */
function alias(one: readonly Step[], other: readonly Step[]): Term {
  const parts = one.slice(0, other.length).map((step, i) => {
    const against = other[i]!;
    return typeof step === 'string' || typeof against === 'string' ? bool(step === against) : equal(step, against);
  });
  return and(...parts);
}

/** Where something stands: in which variable, and where in it. */
export interface Place {
  readonly root: string;
  readonly path: readonly Step[];
}

/** What stands at a path of a value. */
export function read(of: Term, path: readonly Step[]): Term {
  const [step, ...rest] = path;
  if (step === undefined || of === ABSENT) return of;
  if (of.op === 'if') return ite(of.args[0]!, read(of.args[1]!, path), read(of.args[2]!, path));
  if (of.op === 'record') return read(of.args[of.text.split(' ').indexOf(step as string)]!, rest);
  // A large function is written once, and asked for its values.
  if (of.op === 'function' && of.args[1]!.size <= SMALL)
    return read(substitute(of.args[1]!, of.text, step as Term), rest);
  if (of.op === 'except') {
    const [base, value] = of.args as [Term, Term];
    const written = pathOf(of);
    const same = alias(written, path);
    const elsewhere = () => read(base, path);
    if (same === FALSE) return elsewhere();
    const here =
      written.length <= path.length
        ? read(value, path.slice(written.length))
        : write(elsewhere(), written.slice(path.length), value);
    return same === TRUE ? here : ite(same, here, elsewhere());
  }
  return read(typeof step === 'string' ? term('field', [of], step) : term('index', [of, step]), rest);
}

/** Whether a path is written already, under updates that it does not meet. */
function isWritten(of: Term, path: readonly Step[]): boolean {
  if (of.op !== 'except') return false;
  const written = pathOf(of);
  const same = alias(written, path);
  return (same === TRUE && written.length >= path.length) || (same === FALSE && isWritten(of.args[0]!, path));
}

/** The value with something else at a path. */
export function write(of: Term, path: readonly Step[], value: Term): Term {
  if (path.length === 0) return value;
  if (read(of, path) === value) return of;
  if (of.op === 'except') {
    const written = pathOf(of);
    const same = alias(written, path);
    if (same === TRUE && written.length >= path.length) return write(of.args[0]!, path, value);
    // Whatever cannot meet may change places: so each path stands once.
    if (same === FALSE && isWritten(of.args[0]!, path))
      return update(write(of.args[0]!, path, value), written, of.args[1]!);
  }
  return update(of, path, value);
}

/** The updates on top of a value, the last one first, and what they are made to. */
export function updatesOf(of: Term): { readonly updates: Term[]; readonly base: Term } {
  const updates: Term[] = [];
  let base = of;
  for (; base.op === 'except'; base = base.args[0]!) updates.push(base);
  return { updates, base };
}

/** Of two values made from one by updates: one value, whose updates depend on the condition. */
function mergeUpdates(when: Term, then: Term, otherwise: Term): Term | undefined {
  const [mine, theirs] = [then, otherwise].map(updatesOf) as [
    ReturnType<typeof updatesOf>,
    ReturnType<typeof updatesOf>,
  ];
  if (mine.base !== theirs.base || mine.updates.length + theirs.updates.length === 0) return undefined;
  return [...mine.updates, ...theirs.updates].reverse().reduce((merged, one) => {
    const path = pathOf(one);
    return write(merged, path, ite(when, read(then, path), read(otherwise, path)));
  }, mine.base);
}

export const exists = (variable: string, domain: Term, body: Term): Term => quantify('exists', variable, domain, body);
export const forall = (variable: string, domain: Term, body: Term): Term => quantify('forall', variable, domain, body);
