import { type Domain, type Scalar, textOf } from '../model/domain.js';
import { isCollection } from '../model/kind.js';
import { processName } from '../model/domains.js';

/** Declared fields of states: how their values are written goes by these. */
const declared = new WeakMap<object, Readonly<Record<string, Domain>>>();

/** Notes which fields a state object has. */
export function declare(state: object, fields: Readonly<Record<string, Domain>>): void {
  declared.set(state, fields);
}

/** The declared fields of a state, or of a copy of one; none where they are not known. */
export function fieldsOf(state: object): Readonly<Record<string, Domain>> {
  return declared.get(state) ?? {};
}

/** A value as people read it: `3`, `idle`, `{1, 2}`, and `B` for a process where the domain is known. */
export function showValue(value: unknown, domain?: Domain): string {
  if (value === '') return `''`;
  if (Array.isArray(value)) return `[${value.map(element => showValue(element, (domain as any)?.of)).join(', ')}]`;
  if (domain?.kind === 'scalar') return textOf(domain as Scalar<unknown>, value);
  if (typeof value === 'object' && value !== null && !isCollection(value))
    return `(${showFields(value, (domain as any)?.fields)})`;
  return String(value);
}

/**
 * A state on one line: `latest 2, live 1, deleted ∅, enactor A (at idle, plan 1)`.
 */
export function showState(state: object): string {
  return showFields(state, fieldsOf(state));
}

function showFields(record: object, fields: Readonly<Record<string, Domain>> = {}): string {
  return Object.entries(record)
    .map(([field, value]) => {
      const domain = fields[field] as any;
      return isFamily(value, domain)
        ? value.map((process, i) => `${field} ${nameOf(domain, i)} ${showValue(process, domain)}`).join(', ')
        : `${field} ${showValue(value, domain)}`;
    })
    .join(', ');
}

/** Whether a value is a list of processes; where its domain is not known, it is if it is one of records. */
export function isFamily(value: unknown, domain?: Domain): value is readonly object[] {
  return Array.isArray(value) && (domain ? domain.kind === 'family' : typeof value[0] === 'object');
}

export function nameOf(domain: { readonly names?: readonly string[] } | undefined, i: number): string {
  return domain?.names?.[i] ?? processName(i);
}

/** A copy of a state object that later steps of a search leave alone. */
export function snapshot<S>(state: S): S {
  const copy = copyOf(state) as S & object;
  const fields = declared.get(state as object);
  if (fields) declared.set(copy, fields);
  return copy;
}

function copyOf(value: any): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isCollection(value)) return value.snapshot();
  if (Array.isArray(value)) return Object.freeze(value.map(copyOf));
  const copy: any = {};
  for (const field of Object.keys(value)) copy[field] = copyOf(value[field]);
  return Object.freeze(copy);
}
