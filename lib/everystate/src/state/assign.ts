import type { Domain } from '../model/domain.js';
import { didYouMean, ModelError, shownAs } from '../model/errors.js';
import { type Collection, isCollection } from '../model/collection.js';
import { wrongFields } from '../model/domains/record.js';

/**
 * Copies what an effect assigns to a field that holds more than a single value.
 * @throws ModelError when it does not fit the field
 */
export function assign(held: any, given: any, domain: Domain, name: string): void {
  if (held === given) return;
  if (domain.kind === 'family') {
    throw new ModelError(
      `'${name}' was replaced as a whole.`,
      `Instead, change its processes, such as ${name}[0], in place.`,
    );
  }
  if (isCollection(held)) return replace(held, given, name);
  if (typeof given !== 'object' || given === null) {
    throw new ModelError(
      `'${name}' was set to ${shownAs(given)}.`,
      Array.isArray(held) ? `Give a list of ${held.length}.` : `Give a record with: ${Object.keys(held).join(', ')}.`,
    );
  }
  const { of, fields } = domain as { of?: Domain; fields?: Record<string, Domain> };
  if (Array.isArray(held)) {
    if (!Array.isArray(given) || given.length !== held.length) {
      throw new ModelError(
        `'${name}' was set to ${Array.isArray(given) ? `a list of ${given.length}` : shownAs(given)}.`,
        `Its length is fixed: give a list of ${held.length}, or declare it with sequenceOf.`,
      );
    }
    detached(given).forEach((value: unknown, i: number) => {
      if (of!.kind === 'scalar') held[i] = value;
      else assign(held[i], value, of!, `${name}[${i}]`);
    });
    return;
  }
  const wrong = wrongFields(name, given, Object.keys(held));
  if (wrong) throw wrong;
  const values = detached(given);
  for (const field of Object.keys(held)) {
    if (fields![field]!.kind === 'scalar') held[field] = values[field];
    else assign(held[field], values[field], fields![field]!, `${name}.${field}`);
  }
}

/** A copy of what is given, as it may be made of parts of the very field that it is assigned to; what is a value stays. */
function detached(given: any): any {
  if (isCollection(given)) return given.snapshot();
  if (Array.isArray(given)) return given.map(detached);
  if (typeof given !== 'object' || given === null || Object.isFrozen(given)) return given;
  return Object.fromEntries(Object.entries(given).map(([field, value]) => [field, detached(value)]));
}

function replace(held: Collection, given: any, name: string): void {
  if (typeof given === 'string' || typeof given?.[Symbol.iterator] !== 'function') {
    throw new ModelError(
      `'${name}' was set to ${shownAs(given)}, which has no elements.`,
      `Give another one like it, or what is to be in it in a list.`,
    );
  }
  held.replaceWith(given);
}

/** Writes the values of an initial state, or of a state of a trace, over a state object's own; those not given stay. */
export function fill(held: any, given: any, place: string): void {
  if (typeof given !== 'object' || given === null) {
    throw new ModelError(`'${place}' is given as ${shownAs(given)}.`, `Give an object with fields.`);
  }
  for (const [field, value] of Object.entries<any>(given)) {
    if (!Object.hasOwn(held, field)) {
      throw new ModelError(
        `'${place}' sets '${field}', which is not declared there.`,
        didYouMean(field, Object.keys(held)),
      );
    }
    fillField(held, field, value, place, field);
  }
}

function fillField(holder: any, field: string | number, value: any, place: string, name: string): void {
  const held = holder[field];
  if (isCollection(held)) {
    if (typeof value?.[Symbol.iterator] !== 'function') {
      throw new ModelError(
        `'${place}' sets '${name}' to ${shownAs(value)}, which is no set.`,
        `Give its elements in a list, such as [1, 2].`,
      );
    }
    held.replaceWith(value);
  } else if (Array.isArray(held)) {
    if (Array.isArray(value) && value.length !== held.length) {
      const isOfRecords = typeof held[0] === 'object';
      throw new ModelError(
        `'${place}' gives ${value.length} ${isOfRecords ? (value.length === 1 ? 'record' : 'records') : value.length === 1 ? 'value' : 'values'} for the ${held.length} ${isOfRecords ? `processes of '${name}'` : `of '${name}'`}.`,
        `Give one for each of them, or a single ${isOfRecords ? 'record' : 'value'} for all.`,
      );
    }
    held.forEach((_, i) =>
      fillField(held, i, Array.isArray(value) ? value[i] : value, `${place}.${name}`, `${name}[${i}]`),
    );
  } else if (isPlaceRecord(held)) {
    fill(held, value, typeof field === 'number' ? place : `${place}.${name}`);
  } else holder[field] = value;
}

/**
 * A record that is changed in place; those that are values by themselves are frozen. So seems one
 * whose fields are all places that stay, such as a sequence: only what is in them changes.
 */
function isPlaceRecord(held: unknown): boolean {
  if (typeof held !== 'object' || held === null) return false;
  return (
    !Object.isFrozen(held) ||
    Object.values(held).some(part => isCollection(part) || Array.isArray(part) || isPlaceRecord(part))
  );
}
