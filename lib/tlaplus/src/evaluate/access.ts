import { count } from './collections.js';
import { fit, valueAt } from './each.js';
import { propertyInPlace } from './in-place.js';
import { refuse } from './refusal.js';
import { sourceOf } from './source.js';
import { writeAt } from './store.js';
import { known, scalar, scalarOf, UNDEFINED, type Value } from './value.js';
import { read } from '../terms/simplify.js';
import { callIt } from '../terms/term.js';
import { NUMBER, STRING, type Shape } from '../terms/shapes.js';

/** A shape without what one part of a choice says of its values alone. */
const openOf = (shape: Shape): Shape => (shape.kind === 'number' ? NUMBER : shape.kind === 'string' ? STRING : shape);

/** A property of something, by its name. */
export function propertyOf(of: Value, name: string): Value {
  const method: Value = { tag: 'method', of, name };
  switch (of.tag) {
    case 'object':
      return of.fields.get(name) ?? UNDEFINED;
    case 'known': {
      if (of.value === undefined) refuse(`reads '${name}' of undefined`, 'Ask first whether it is there.');
      const value = of.value[name];
      const isOwn = typeof of.value === 'function' || of.value === Math || typeof value !== 'function';
      return isOwn || sourceOf(value) ? known(value) : method;
    }
    case 'scalar': {
      const parts = of.shape.kind === 'either' ? of.shape.parts : [of.shape];
      const shapes = parts.flatMap(part => (part.kind === 'record' && part.fields[name]) || []);
      if (shapes.length === 0) break;
      const isOne = shapes.every(({ kind }) => kind === shapes[0]!.kind);
      const shape =
        parts.length === 1 ? shapes[0]! : isOne ? openOf(shapes[0]!) : { kind: 'either' as const, parts: shapes };
      return scalar(read(of.term, [name]), shape);
    }
    case 'state':
    case 'place':
    case 'list':
    case 'each': {
      if (of.tag === 'state' || (of.tag === 'place' && of.shape.kind === 'record')) {
        const place = placeIn(of, known(name));
        return place ? valueAt(place.root, place.path, place.shape) : UNDEFINED;
      }
      const isCount = name === 'length' || name === 'size';
      return (of.tag === 'place' && propertyInPlace(of, name)) || (isCount ? count(of) : method);
    }
  }
  return refuse('has no translation', 'Use fields that the state declares, and methods of arrays and sets.');
}

/** The fields of a record, wherever it stands. */
export function fieldsOf(of: Value): [string, Value][] {
  if (of.tag === 'object') return [...of.fields];
  if (of.tag === 'place' && of.shape.kind === 'record')
    return Object.keys(of.shape.fields).map(name => [name, propertyOf(of, name)]);
  return refuse('has no translation', 'Write each field as name: value.');
}

/** A field of the state, of a process, or of an array, as a place. */
function placeIn(of: Value, key: Value) {
  if (of.tag === 'state' && key.tag === 'known') {
    const shape = of.shapes[key.value];
    return shape && { root: of.prefix + key.value, path: [], shape };
  }
  if (of.tag !== 'place') return undefined;
  const { root, path, shape } = of;
  if (shape.kind === 'record' && key.tag === 'known') {
    const field = shape.fields[key.value];
    return field && { root, path: [...path, String(key.value)], shape: field };
  }
  if (shape.kind !== 'array') return undefined;
  const index = key.tag === 'known' ? shape.indices.members[key.value] : scalarOf(key)?.term;
  return index && { root, path: [...path, index], shape: shape.of };
}

/** Puts a value into a field. */
export function put(of: Value, key: Value, value: Value): void {
  const place = placeIn(of, key) ?? refuse('changes what is no field of the state', 'Declare it in the state.');
  const term =
    fit(value, place.shape) ??
    refuse(
      'puts something else where such a value stands',
      'Assign a value of its domain; change sets and processes in place.',
    );
  writeAt(place, term);
  if (value.tag === 'scalar' && key.tag === 'known') callIt(value.term, String(key.value));
}
