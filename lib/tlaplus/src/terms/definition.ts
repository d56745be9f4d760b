import { print } from './print.js';
import { Names } from './names.js';
import type { Term } from './term.js';

/** A definition of the module. */
export interface Definition {
  readonly name: string;
  /** Variables that stand free in the body. */
  readonly given?: readonly string[];
  readonly body: Term;
  /** What stands before it. */
  readonly comment?: string;
  /** Whether it calls itself. */
  readonly isRecursive?: boolean;
}

/** A definition as it is written: on one line, or with its body below. */
export function written({ name, given = [], body, comment, isRecursive }: Definition, { taken }: Names): string {
  const own = new Names(taken);
  const called = new Map(given.map(one => [one, own.take(one.replace(/[#@].*/, ''))]));
  const head = given.length === 0 ? name : `${name}(${[...called.values()].join(', ')})`;
  const inline = print(body, head.length + 4, called, taken);
  const isLong = inline.includes('\n');
  const lines = [
    comment && `\\* ${comment}`,
    isRecursive && `RECURSIVE ${name}(${given.map(() => '_').join(', ')})`,
    isLong ? `${head} ==\n  ${print(body, 2, called, taken)}` : `${head} == ${inline}`,
  ];
  return lines.filter(Boolean).join('\n');
}
