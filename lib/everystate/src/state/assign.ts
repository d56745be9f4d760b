import type { Domain } from '../model/domain.js';
import { ModelError, shownAs } from '../model/errors.js';
import { isCollection } from '../model/collection.js';
import { wrongFields } from '../model/domains/record.js';

type Domains = Readonly<Record<string, Domain>>;

/**
 * Copies what an effect assigns to a field that holds more than a single value.
 * @throws ModelError when it does not fit the field
 */
export function assign(held: object, given: unknown, domain: Domain, name: string): void {
  if (held !== given) put({ held }, 'held', detached(given), domain, name, true);
}

/** Writes the values of an initial state, or of a state of a trace, over a state object's own; those not given stay. */
export function fill(state: object, given: unknown, fields: Domains): void {
  putFields(state, given, fields, 'the state', false, '');
}

/** A copy of what is given, as it may be made of parts of the very field that it is assigned to; what is a value stays. */
function detached(given: any): any {
  if (isCollection(given)) return given.snapshot();
  // A list of the state is frozen, and still no value: its elements change.
  if (Array.isArray(given)) return given.map(detached);
  if (typeof given !== 'object' || given === null || Object.isFrozen(given)) return given;
  if (Symbol.iterator in given) return Array.from(given, detached);
  return Object.fromEntries(Object.entries(given).map(([field, value]) => [field, detached(value)]));
}

/** @param isWhole whether all has to be given: no field may be missing, and no value stand for each of a list */
function put(holder: any, key: string | number, given: any, domain: Domain, name: string, isWhole: boolean): void {
  const { of, fields } = domain as Domain & { of: Domain; fields: Domains };
  const held = holder[key];
  if (domain.kind === 'scalar') holder[key] = given;
  else if (domain.kind === 'record') putFields(held, given, fields, name, isWhole);
  else if (isCollection(held)) held.replaceWith(given);
  else {
    const isList = Array.isArray(given);
    if (isList ? given.length !== held.length : isWhole) {
      throw new ModelError(
        `'${name}' was set to ${isList ? `a list of ${given.length}` : shownAs(given)}.`,
        `Its length is fixed: give a list of ${held.length}${isWhole ? ', or declare it with sequenceOf' : ', or one for all'}.`,
      );
    }
    const element = domain.kind === 'family' ? ({ kind: 'record', fields } as Domain) : of;
    held.forEach((_: unknown, i: number) => {
      put(held, i, isList ? given[i] : given, element, `${name}[${i}]`, isWhole);
    });
  }
}

function putFields(
  held: object,
  given: unknown,
  fields: Domains,
  name: string,
  isWhole: boolean,
  prefix = `${name}.`,
): void {
  const known = Object.keys(fields);
  if (typeof given !== 'object' || given === null || Symbol.iterator in given)
    throw new ModelError(`'${name}' was set to ${shownAs(given)}.`, `Give a record with: ${known.join(', ')}.`);
  const wrong = wrongFields(name, given, known, isWhole);
  if (wrong) throw wrong;
  for (const [field, value] of Object.entries(given)) {
    put(held, field, value, fields[field]!, prefix + field, isWhole);
  }
}
