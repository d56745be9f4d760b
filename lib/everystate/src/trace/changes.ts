import { isCollection } from '../model/collection.js';
import type { Domain } from '../model/domain.js';
import type { ResolvedArray } from '../model/domains/array.js';
import { FiniteSequence } from '../model/domains/sequence.js';
import { fieldsOf, isFamily, nameOf, written } from '../state/show.js';

/** One field that a step changed. */
export interface Change {
  /** As people read it: `live`, or `enactor A.plan`. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
  /** The two as people read them. */
  readonly was: string;
  readonly is: string;
}

/** What differs between two states, in the fields that both have. */
export function changesBetween(before: object, after: object): Change[] {
  return changesIn(before, after, fieldsOf(before), '');
}

function changesIn(
  before: object,
  after: object,
  fields: Readonly<Record<string, Domain>> = {},
  prefix: string,
): Change[] {
  return Object.entries(before).flatMap(([field, was]) =>
    Object.hasOwn(after, field) ? changesOf(was, (after as any)[field], fields[field], prefix + field) : [],
  );
}

function changesOf(was: unknown, is: unknown, domain: Domain | undefined, name: string): Change[] {
  const { of, fields, index } = (domain ?? {}) as Partial<ResolvedArray> & { fields?: Record<string, Domain> };
  if (Array.isArray(was) && Array.isArray(is)) {
    const isProcesses = isFamily(was, domain);
    return was.flatMap((one, i) => {
      if (i >= is.length) return [];
      return isProcesses
        ? changesIn(one, is[i], fields, `${name} ${nameOf(domain as object, i)}.`)
        : changesOf(one, is[i], of, `${name}[${index?.text?.(i) ?? i}]`);
    });
  }
  if (isRecord(was) && isRecord(is) && domain?.kind !== 'scalar') return changesIn(was, is, fields, `${name}.`);
  if (was === is || (isCollection(was) && was.equals(is))) return [];
  return [{ field: name, before: was, after: is, was: written(was, domain), is: written(is, domain) }];
}

/** The most characters of a set or the like before and after a step, if they are told as they are. */
const MOST = 40;

/** A change on one line: `live 1 → 2`; of a long set or the like, what came and what went: `seen + {3} − {1}`. */
export function showChange({ field, before, after, was, is }: Change): string {
  if (!(isCollection(before) && isCollection(after) && was.length + is.length > MOST)) return `${field} ${was} → ${is}`;
  const isInOrder = before instanceof FiniteSequence;
  const [came, went] = (isInOrder ? cameAndWentInOrder : cameAndWent)(before.texts(), after.texts());
  const told = (sign: string, texts: readonly string[]) =>
    texts.length === 0 ? '' : ` ${sign} ${isInOrder ? '[' : '{'}${texts.join(', ')}${isInOrder ? ']' : '}'}`;
  return `${field}${told('+', came)}${told('−', went)}`;
}

function cameAndWent(before: readonly string[], after: readonly string[]): string[][] {
  return [after.filter(text => !before.includes(text)), before.filter(text => !after.includes(text))];
}

/** Of a queue, what went at its front and came at its end; of a stack, what is above what stays. */
function cameAndWentInOrder(before: readonly string[], after: readonly string[]): string[][] {
  let front = 0;
  while (!before.slice(front).every((text, i) => text === after[i])) front++;
  const top = before.findIndex((text, i) => text !== after[i]);
  if (front === before.length && top > 0) return [after.slice(top), before.slice(top)];
  return [after.slice(before.length - front), before.slice(0, front)];
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isCollection(value);
}
