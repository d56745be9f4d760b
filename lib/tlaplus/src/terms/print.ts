import { BINDERS, SMALL, wordFor, type Term } from './term.js';
import { pathOf, read, updatesOf } from './simplify.js';

const WIDTH = 100;

/** How tightly each binds; what binds less than its surroundings is put in parentheses. */
const TIGHT: Readonly<Record<string, number>> = {
  '~>': 2,
  implies: 1,
  or: 3,
  and: 3,
  not: 4,
  '\\union': 8,
  '\\intersect': 8,
  '\\': 8,
  '\\X': 8,
  ':>': 7,
  '@@': 6,
  '..': 9,
  '%': 9.5,
  '+': 10,
  '-': 11,
  '*': 13,
  '\\div': 13,
  '^': 14,
  '\\o': 13,
};
const ASSOCIATIVE = /^([+*]|\\union|@@)$/;
const OPEN = [...BINDERS.slice(0, 2), 'if'];

/** The names that a definition's own variables go by, and the terms that LET has named. */
interface Scope {
  readonly variables: ReadonlyMap<string, string>;
  readonly named: ReadonlyMap<Term, string>;
  readonly taken: ReadonlySet<string>;
  /** Whether it may go over several lines. */
  readonly broken: boolean;
}

/**
 * The text of a term, in lines that begin at a column.
 * @param variables how its free variables are called
 * @param taken names that mean something else in its module
 */
export function print(of: Term, column: number, variables: ReadonlyMap<string, string>, taken: ReadonlySet<string>) {
  return block(of, column, {
    variables,
    named: new Map(),
    taken: new Set([...taken, ...variables.values()]),
    broken: true,
  });
}

/** A term whose shared parts are named before it. */
function block(of: Term, column: number, scope: Scope): string {
  const named = new Map(scope.named);
  const taken = new Set(scope.taken);
  const lets: string[] = [];
  for (const part of shared(of, scope)) {
    const known = { ...scope, named, taken };
    const word = wordFor(part);
    const name = fresh(word ?? 'part', taken, !word);
    taken.add(name);
    lets.push(`${name} == ${show(part, column + 8 + name.length, known)}`);
    named.set(part, name);
  }
  const inner = { ...scope, named, taken };
  if (lets.length === 0) return show(of, column, inner);
  const pad = ' '.repeat(column);
  return `LET ${lets.join(`\n${pad}    `)}\n${pad}IN  ${show(of, column + 4, inner)}`;
}

/** What stands more than once, the small before the large, as far as all its variables are known here. */
function shared(of: Term, { variables, named }: Scope): Term[] {
  const times = new Map<Term, number>();
  const visit = (part: Term) => {
    if (named.has(part)) return;
    const seen = times.get(part) ?? 0;
    times.set(part, seen + 1);
    if (seen === 0) part.args.forEach(visit);
  };
  visit(of);
  return [...times]
    .filter(([part, seen]) => part !== of && seen > 1 && (part.size >= SMALL || isCostly(part)) && part.op !== 'except')
    .map(([part]) => part)
    .filter(part => [...part.free].every(name => variables.has(name)))
    .sort((a, b) => a.size - b.size);
}

const isCostly = (of: Term) => of.op === 'call' && (!/^(Len|Head|Tail)$/.test(of.text) || wordFor(of) !== undefined);

function fresh(wanted: string, taken: ReadonlySet<string>, numbered = false): string {
  let name = numbered ? `${wanted}1` : wanted;
  for (let i = numbered ? 2 : 1; taken.has(name); i++) name = `${wanted}${i}`;
  return name;
}

/** On one line, if it fits there. */
function show(of: Term, column: number, scope: Scope): string {
  if (!scope.broken) return write(of, column, scope);
  const line = flat(of, column, scope);
  return line.length + column <= WIDTH && !line.includes('\n') ? line : write(of, column, scope);
}
const flat = (of: Term, column: number, scope: Scope): string => write(of, column, { ...scope, broken: false });

/** A part of another term, in parentheses where it needs them. */
function part(of: Term, column: number, scope: Scope, tightness: number): string {
  const loose = !scope.named.has(of) && (OPEN.includes(of.op) || tightnessOf(of) <= tightness);
  return loose ? `(${show(of, column + 1, scope)})` : show(of, column, scope);
}

const tightnessOf = (of: Term) =>
  of.op === 'infix' ? (TIGHT[of.text] ?? 5) : of.op === 'number' && Number(of.text) < 0 ? 9 : (TIGHT[of.op] ?? 20);

const endOf = (text: string, column: number) =>
  text.includes('\n') ? text.length - text.lastIndexOf('\n') - 1 : column + text.length;

function write(of: Term, column: number, scope: Scope): string {
  const name = scope.named.get(of);
  if (name) return name;
  const { broken } = scope;
  const [a, b, c] = of.args as [Term, Term, Term];
  const pad = (more = 0) => ' '.repeat(column + more);
  /** Parts one after the other, with what stands between them. */
  const row = (...pieces: readonly (string | readonly [Term, number])[]) =>
    pieces.reduce<string>(
      (text, piece) =>
        text + (typeof piece === 'string' ? piece : part(piece[0], endOf(text, column), scope, piece[1])),
      '',
    );
  const items = (start: string, texts: readonly ((at: number) => string)[], end: string) =>
    start + texts.map(text => text(column + start.length)).join(broken ? `,\n${pad(start.length)}` : ', ') + end;
  const listed = (start: string, end: string) =>
    items(
      start,
      of.args.map(one => at => show(one, at, scope)),
      end,
    );

  switch (of.op) {
    case 'and':
    case 'or': {
      const sign = of.op === 'and' ? '/\\' : '\\/';
      if (!broken) return of.args.map(one => part(one, column, scope, TIGHT.and!)).join(` ${sign} `);
      return of.args.map(one => `${sign} ${show(one, column + 3, scope)}`).join(`\n${pad()}`);
    }
    case 'implies':
      return row([a, 3], broken ? `\n${pad()}=> ` : ' => ', [b, 3]);
    case 'not':
      return row('~', [a, 4]);
    case 'angle':
      return row('<<', [a, 0], '>>_vars');
    case 'box':
      return `[][${show(a, column + 3, scope)}]_vars`;
    case 'prefix':
      return row(of.text, [a, 15]);
    case 'prime':
      return row([a, 15], "'");
    case 'infix':
      return broken && ASSOCIATIVE.test(of.text)
        ? row([a, tightnessOf(of) - (a.text === of.text ? 1 : 0)], `\n${pad()}${of.text} `, [b, tightnessOf(of)])
        : infixed(of, row);
    case 'if':
      return broken
        ? `IF ${show(a, column + 3, scope)}\n${pad()}THEN ${show(b, column + 5, scope)}\n${pad()}ELSE ${show(c, column + 5, scope)}`
        : `IF ${flat(a, column, scope)} THEN ${flat(b, column, scope)} ELSE ${flat(c, column, scope)}`;
    case 'index':
      return row([a, 15], '[', [b, 0], ']');
    case 'field':
      return row([a, 15], `.${of.text}`);
    case 'call':
      return of.args.length === 0 ? of.text : listed(`${of.text}(`, ')');
    case 'set':
      return listed('{', '}');
    case 'tuple':
      return listed('<<', '>>');
    case 'record':
    case 'recordSet': {
      const sign = of.op === 'record' ? ' |-> ' : ' : ';
      const fields = of.text
        .split(' ')
        .map(
          (field, i) => (at: number) => `${field}${sign}${show(of.args[i]!, at + field.length + sign.length, scope)}`,
        );
      return items('[', fields, ']');
    }
    case 'functionSet':
      return row('[', [a, 0], ' -> ', [b, 0], ']');
    case 'except': {
      const { updates, base } = updatesOf(of);
      const paths = updates.reverse().map(one => (at: number) => {
        const path = pathOf(one).map(step => (typeof step === 'string' ? `.${step}` : `[${flat(step, at, scope)}]`));
        // What stood there is @, but not within another EXCEPT.
        const named = new Map([...scope.named].filter(([, text]) => text !== '@'));
        const inside = { ...scope, named: named.set(read(one.args[0]!, pathOf(one)), '@') };
        const column = at + path.join('').length + 4;
        return `!${path.join('')} = ${show(one.args[1]!, column, inside)}`;
      });
      return items(row('[', [base, 0], ' EXCEPT '), paths, ']');
    }
    case 'forall':
    case 'exists':
      return binder(of, `${of.op === 'forall' ? '\\A' : '\\E'} `, ' : ', '', column, scope);
    case 'function':
      return binder(of, '[', ' |-> ', ']', column, scope);
    case 'filter':
      return binder(of, '{', ' : ', '}', column, scope);
    case 'collect': {
      const { name, inner } = open(of, scope);
      const head = `{${block(b, column + 1, inner)} : ${name} \\in `;
      return `${head}${show(a, endOf(head, column), scope)}}`;
    }
    case 'bound':
      return scope.variables.get(of.text) ?? of.text;
    default:
      return of.text;
  }
}

/** TLA+ has no order between some operators, such as + and %: there are parentheses then. */
function infixed(of: Term, row: (...pieces: readonly (string | readonly [Term, number])[]) => string): string {
  const [left, right] = of.args as [Term, Term];
  const tight = of.text === '%' ? 11 : of.text === '~>' ? 15 : tightnessOf(of);
  const isSame = left.op === 'infix' && left.text === of.text && ASSOCIATIVE.test(of.text);
  const sign = of.text === '..' || of.text === '^' ? of.text : ` ${of.text} `;
  return row([left, isSame ? tight - 1 : tight], sign, [right, tight]);
}

function open(of: Term, scope: Scope) {
  const name = fresh(of.text.replace(/[#@].*/, ''), scope.taken);
  const variables = new Map([...scope.variables, [of.text, name]]);
  return { name, inner: { ...scope, variables, taken: new Set([...scope.taken, name]) } };
}

function binder(of: Term, start: string, between: string, end: string, column: number, scope: Scope) {
  const { name, inner } = open(of, scope);
  const head = `${start}${name} \\in ${flat(of.args[0]!, column, scope)}${between}`;
  const line = head + block(of.args[1]!, column + head.length, inner) + end;
  if (!scope.broken || (!line.includes('\n') && line.length + column <= WIDTH)) return line;
  return `${head.trimEnd()}\n${' '.repeat(column + 2)}${block(of.args[1]!, column + 2, inner)}${end}`;
}
