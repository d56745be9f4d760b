import { isCollection } from '../model/collection.js';
import type { Domain } from '../model/domain.js';
import { BitSet } from '../model/domains/finite-set.js';
import { fieldsOf, isFamily, nameOf, showValue } from '../state/show.js';

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
  const { of, fields } = (domain ?? {}) as { of?: Domain; fields?: Record<string, Domain> };
  if (Array.isArray(was) && Array.isArray(is)) {
    const isProcesses = isFamily(was, domain);
    return was.flatMap((one, i) => {
      if (i >= is.length) return [];
      return isProcesses
        ? changesIn(one, is[i], fields, `${name} ${nameOf(domain as object, i)}.`)
        : changesOf(one, is[i], of, `${name}[${i}]`);
    });
  }
  if (isRecord(was) && isRecord(is) && domain?.kind !== 'scalar') return changesIn(was, is, fields, `${name}.`);
  if (was === is || (isCollection(was) && was.equals(is))) return [];
  return [{ field: name, before: was, after: is, was: showValue(was, domain), is: showValue(is, domain) }];
}

/** The most characters of a set before and after a step, if they are told as they are. */
const MOST = 40;

/** A change on one line: `live 1 → 2`; of a long set, what was added and what was taken out: `seen + {3} − {1}`. */
export function showChange({ field, before, after, was, is }: Change): string {
  if (!(before instanceof BitSet && after instanceof BitSet && was.length + is.length > MOST))
    return `${field} ${was} → ${is}`;
  const [added, removed] = [after.difference(before), before.difference(after)];
  return `${field}${added.size > 0 ? ` + ${added}` : ''}${removed.size > 0 ? ` − ${removed}` : ''}`;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isCollection(value);
}
