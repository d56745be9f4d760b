import { ModelError } from '../model/errors.js';
import type { Domain, Scalar } from '../model/domain.js';
import { isCollection } from '../model/collection.js';
import { fieldsOf } from '../state/show.js';
import type { Trace } from './trace.js';

/** A value as the Informal Trace Format writes it. */
export type ItfValue =
  | string
  | boolean
  | readonly ItfValue[]
  | { readonly '#bigint': string }
  | { readonly '#set': readonly ItfValue[] }
  | { readonly '#map': readonly (readonly [ItfValue, ItfValue])[] }
  | { readonly [field: string]: ItfValue };

/** A trace in the Informal Trace Format of Apalache and Quint, to be written as JSON. */
export interface ItfTrace {
  readonly '#meta': { readonly format: 'ITF'; readonly 'format-description': string; readonly source: string };
  readonly vars: readonly string[];
  readonly states: readonly ItfState[];
  /** For a lasso: the state that follows the last one. */
  readonly loop?: number;
}

/** The values of all fields; beside them, which step led here. */
export interface ItfState {
  readonly '#meta': { readonly index: number; readonly action?: string };
  readonly [field: string]: ItfValue | { readonly index: number; readonly action?: string };
}

/**
 * A trace in the Informal Trace Format (ITF), which tools for TLA+ and Quint read.
 * Write it to a file with `JSON.stringify`. Fields of the state are its variables; a
 * family is a list of records, a bag a map from each value to how often it is there; processes go by their names.
 * Which step led to a state stands in its `#meta`.
 *
 * @param loop what happens for ever after the trace, for `eventually` and `leadsTo`
 * @throws ModelError when a value is a number that is not whole: ITF has none
 */
export function toItf(trace: Trace, loop?: Trace): ItfTrace {
  // The last state of a loop is its first one again.
  const steps = [...trace.steps, ...(loop?.steps.slice(0, -1) ?? [])];
  const states = [stateOf(trace.start, 0), ...steps.map(({ after, label }, i) => stateOf(after, i + 1, label))];
  return {
    '#meta': {
      format: 'ITF',
      'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
      source: 'everystate',
    },
    vars: Object.keys(trace.start as object),
    states,
    ...(loop ? { loop: trace.length } : {}),
  };
}

function stateOf(state: object, index: number, action?: string): ItfState {
  return {
    '#meta': { index, ...(action === undefined ? {} : { action }) },
    ...recordOf(state, fieldsOf(state)),
  };
}

function recordOf(record: object, fields: Readonly<Record<string, Domain>> = {}): { [field: string]: ItfValue } {
  return Object.fromEntries(
    Object.entries(record).map(([field, value]) => [field, itfOf(value, field, fields[field])]),
  );
}

function itfOf(given: unknown, field: string, domain?: Domain): ItfValue {
  const { of, fields } = (domain ?? {}) as { of?: Domain; fields?: Record<string, Domain> };
  const value = domain?.kind === 'scalar' ? ((domain as Scalar<unknown>).named?.(given) ?? given) : given;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return { '#bigint': String(value) };
  if (isCollection(value)) return value.itf(element => itfOf(element, field)) as ItfValue;
  if (Array.isArray(value)) {
    return value.map(one => (domain?.kind === 'array' ? itfOf(one, field, of) : recordOf(one, fields)));
  }
  if (typeof value === 'object' && value !== null) return recordOf(value, fields);
  throw new ModelError(
    `'${field}' is ${String(value)}, which ITF cannot write.`,
    `It has whole numbers only: let the field hold such, or names.`,
  );
}
