import { type Domain, type Fields, type Scalar, textOf } from '../model/domain.js';
import { isCollection } from '../model/collection.js';
import { resolveDomain } from '../model/domain-kinds.js';
import { processName } from '../model/domains/family.js';
import { ModelError } from '../model/errors.js';

const NO_FIELDS = {};

/** The declared fields of state objects, by which their values are written. */
const declared = new WeakMap<object, Readonly<Record<string, Domain>>>();

/** Notes which fields a state object has. */
export function declare(state: object, fields: Readonly<Record<string, Domain>>): void {
  declared.set(state, fields);
}

/** The declared fields of a state, or of a copy of one; none where they are not known. */
export function fieldsOf(state: object): Readonly<Record<string, Domain>> {
  return declared.get(state) ?? {};
}

/**
 * A value as traces write it: `3`, `idle`, `{1, 2}`, and `B` for a process where the domain is known.
 * @param state a state that has the processes of the domain, for their names
 */
export function showValue(value: unknown, domain?: Domain | Fields, state?: object): string {
  try {
    return written(value, domain && resolveDomain(state ? fieldsOf(state) : NO_FIELDS, domain, 'showValue'));
  } catch (fault) {
    if (state || !(fault instanceof ModelError)) throw fault;
    throw new ModelError(
      fault.problem,
      `Give it a state as well, for the names of processes: showValue(value, domain, s).`,
    );
  }
}

/** A value of a resolved domain. @param isBrief leave out what is at its first value */
export function written(value: unknown, domain?: Domain, isBrief = false): string {
  if (value === '') return `''`;
  if (Array.isArray(value)) return `[${value.map(element => written(element, (domain as any)?.of)).join(', ')}]`;
  if (domain?.kind === 'scalar') return textOf(domain as Scalar<unknown>, value);
  if (typeof value === 'object' && value !== null && !isCollection(value))
    return `(${showFields(value, (domain as any)?.fields, isBrief)})`;
  return String(value);
}

/**
 * A state on one line: `latest 2, live 1, deleted ∅, enactor A (at idle, plan 1)`.
 */
export function showState(state: object): string {
  return showFields(state, fieldsOf(state), false);
}

/** The most characters of a state that is told as a whole, where there is more to tell than the state. */
const MOST = 100;

/** A state as messages and traces tell it: of a long one, what is not at its first value. */
export function showBriefly(state: object): string {
  const whole = showState(state);
  if (whole.length <= MOST) return whole;
  const brief = showFields(state, fieldsOf(state), true);
  return brief ? `${brief}, all else at its first value` : 'everything at its first value';
}

function showFields(record: object, fields: Readonly<Record<string, Domain>> = {}, isBrief: boolean): string {
  const told = (name: string, value: unknown, domain?: Domain) =>
    isBrief && isAtFirst(value, domain) ? [] : [`${name} ${written(value, domain, isBrief)}`];
  return Object.entries(record)
    .flatMap(([field, value]) => {
      const domain = fields[field] as any;
      return isFamily(value, domain)
        ? value.flatMap((process, i) => told(`${field} ${nameOf(domain, i)}`, process, domain))
        : told(field, value, domain);
    })
    .join(', ');
}

/** Whether a value is where a model starts that says nothing else. */
function isAtFirst(value: any, domain: any): boolean {
  if (!domain) return false;
  if (isCollection(value)) return [...(value as any)].length === 0;
  if (Array.isArray(value)) return value.every(one => isAtFirst(one, domain.of ?? domain));
  if (domain?.kind === 'scalar') return written(value, domain) === written(domain.values[0], domain);
  return Object.entries(value).every(([field, one]) => isAtFirst(one, domain.fields[field]));
}

/** Whether a value is a list of processes; where its domain is not known, it is if it is one of records. */
export function isFamily(value: unknown, domain?: Domain): value is readonly object[] {
  return Array.isArray(value) && (domain ? domain.kind === 'family' : typeof value[0] === 'object');
}

/** The name of a family's process: its own, if the domain is known, or its letter. */
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
  // A record that is a value by itself: those that are alike are the same one.
  if (Object.isFrozen(value) && Object.getPrototypeOf(value) === Object.prototype) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(copyOf));
  const copy: any = {};
  for (const field of Object.keys(value)) copy[field] = copyOf(value[field]);
  return Object.freeze(copy);
}
