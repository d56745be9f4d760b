import ts from 'typescript';
import { count } from './collections.js';
import { fit, valueAt } from './each.js';
import { refuse, type Evaluator } from './evaluator.js';
import { propertyInPlace } from './in-place.js';
import { sourceOf } from './source.js';
import type { Store } from './store.js';
import { known, scalar, scalarOf, UNDEFINED, type Env, type Value } from './value.js';
import { read } from '../terms/simplify.js';
import { callIt } from '../terms/term.js';
import { NUMBER, STRING, type Shape } from '../terms/shapes.js';

/** A shape without what one part of a choice says of its values alone. */
const openOf = (shape: Shape): Shape => (shape.kind === 'number' ? NUMBER : shape.kind === 'string' ? STRING : shape);

/** A property of something, by its name. */
export function propertyOf(of: Value, name: string | number, store: Store, node: ts.Node, evaluator: Evaluator): Value {
  if (of.tag === 'state' || (of.tag === 'place' && of.shape.kind === 'record')) {
    const place = placeIn(of, known(name));
    return place ? valueAt(place.root, place.path, place.shape, store) : UNDEFINED;
  }
  switch (of.tag) {
    case 'object':
      return of.fields.get(String(name)) ?? UNDEFINED;
    case 'known': {
      if (of.value === undefined || of.value === null)
        refuse(node, `reads '${name}' of ${of.value}`, 'Ask first whether it is there.');
      const value = of.value[name];
      const isMethod =
        typeof value === 'function' &&
        sourceOf(value) === undefined &&
        of.value !== Math &&
        typeof of.value !== 'function';
      if (isMethod) return { tag: 'method', of, name: String(name) };
      return known(
        value,
        Number.isInteger(value) && !Array.isArray(of.value)
          ? evaluator.definitions.constant(String(name), value)
          : undefined,
      );
    }
    case 'scalar':
      if (of.shape.kind === 'either') {
        const shapes = of.shape.parts.flatMap(part => (part.kind === 'record' && part.fields[name]) || []);
        if (shapes.length > 0) {
          const isOne = shapes.every(({ kind }) => kind === shapes[0]!.kind);
          return scalar(read(of.term, [String(name)]), isOne ? openOf(shapes[0]!) : { kind: 'either', parts: shapes });
        }
      }
      if (of.shape.kind === 'record' && of.shape.fields[name]) {
        return scalar(read(of.term, [String(name)]), of.shape.fields[name]);
      }
      break;
    case 'place':
    case 'list':
    case 'each': {
      const own = of.tag === 'place' && propertyInPlace(of, name, store);
      const isCount = name === 'length' || name === 'size';
      return own || (isCount ? count(of, store, node, evaluator) : { tag: 'method', of, name: String(name) });
    }
  }
  return refuse(node, 'has no translation', 'Use fields that the state declares, and methods of arrays and sets.');
}

/** The fields of a record, wherever it stands. */
export function fieldsOf(of: Value, store: Store, node: ts.Node, evaluator: Evaluator): [string, Value][] {
  if (of.tag === 'object') return [...of.fields];
  const shape = of.tag === 'place' || of.tag === 'scalar' ? of.shape : undefined;
  const names =
    of.tag === 'state' ? Object.keys(of.shapes) : shape?.kind === 'record' ? Object.keys(shape.fields) : undefined;
  if (!names) return refuse(node, 'has no translation', 'Write each field as name: value.');
  return names.map(name => [name, propertyOf(of, name, store, node, evaluator)]);
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

/** Puts a value into a field of the state, or into a variable of the function. */
export function assign(target: ts.Expression, value: Value, env: Env, store: Store, evaluator: Evaluator): Value {
  if (ts.isParenthesizedExpression(target)) return assign(target.expression, value, env, store, evaluator);
  if (ts.isIdentifier(target)) {
    const slot =
      env.slotOf(target.text) ?? refuse(target, 'is changed, but is no field of the state', 'Declare it in the state.');
    store.locals.set(slot, value);
    if (value.tag === 'scalar') callIt(value.term, target.text);
    return value;
  }
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)) {
    return refuse(target, 'has no translation', 'Assign to one field at a time.');
  }
  const of = evaluator.evaluate(target.expression, env, store);
  const key = ts.isPropertyAccessExpression(target)
    ? known(target.name.text)
    : evaluator.evaluate(target.argumentExpression, env, store);
  put(of, key, value, store, target.parent);
  return value;
}

/** `Object.assign`: each field by its name. */
export function assignAll(of: Value, fields: readonly [string, Value][], store: Store, node: ts.Node): void {
  for (const [field, value] of fields) put(of, known(field), value, store, node);
}

function put(of: Value, key: Value, value: Value, store: Store, node: ts.Node): void {
  const place = placeIn(of, key) ?? refuse(node, 'changes what is no field of the state', 'Declare it in the state.');
  const remedy = 'Assign a value of its domain; change sets and processes in place.';
  const put = fit(value, place.shape, store) ?? refuse(node, 'puts something else where such a value stands', remedy);
  store.write(place, put);
  if (value.tag === 'scalar' && key.tag === 'known') callIt(value.term, String(key.value));
}
