import { distance } from 'fastest-levenshtein';
import { FigureError } from '../output/figure-error.js';
import { loadSchema, type RootSchema, type Schema } from './load-schema.js';

/**
 * Throws at the first word of a specification that Vega-Lite does not know, which it would skip in
 * silence: a misspelt property or choice. It walks Vega-Lite's own JSON schema and lets pass
 * whatever some reading of the schema allows.
 */
export async function requireKnownWords(spec: Record<string, unknown>): Promise<void> {
  root ??= await loadSchema();
  walk(spec, [root], '');
}

function walk(value: unknown, schemas: readonly Schema[], path: string): void {
  const readings = schemas.flatMap(schema => expand(schema));
  if (Array.isArray(value)) {
    const items = readings.flatMap(reading => reading.items ?? []);
    if (items.length > 0) value.forEach((item, i) => walk(item, items, `${path}[${i}]`));
  } else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      const place = path ? `${path}.${key}` : key;
      if (inner === undefined || place.endsWith('data.values')) continue;
      const allowed = readings.flatMap(reading => reading.properties?.[key] ?? openEnd(reading));
      if (allowed.length === 0) {
        throw new FigureError(
          `Vega-Lite knows no “${key}” ${path ? `in ${path}` : 'in a specification'}: it has ${some(names(readings), key)}.`,
        );
      }
      walk(inner, allowed, place);
    }
  } else if (typeof value === 'string') {
    const isFree = readings.some(
      reading =>
        !reading.enum && reading.const === undefined && (!reading.type || [reading.type].flat().includes('string')),
    );
    const choices = readings.flatMap(reading => reading.enum ?? (reading.const === undefined ? [] : [reading.const]));
    if (!isFree && !choices.includes(value)) {
      throw new FigureError(
        `Vega-Lite knows no “${value}” as ${path}: ${choices.length > 0 ? `choose from ${some(choices.map(String), value)}` : 'this is no place for text'}.`,
      );
    }
  }
}

/** A schema for properties without a name of their own; nothing where only named ones are allowed. */
function openEnd(reading: Schema): Schema[] {
  const isObject = !reading.type || [reading.type].flat().includes('object');
  if (!isObject || reading.enum || reading.additionalProperties === false) return [];
  return [typeof reading.additionalProperties === 'object' ? reading.additionalProperties : {}];
}

/** The alternatives that a schema stands for, without references. */
function expand(schema: Schema): Schema[] {
  const known = expanded.get(schema);
  if (known) return known;
  expanded.set(schema, []); // some definitions contain themselves
  const inner = schema.$ref ? [definition(schema.$ref)] : [...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  const result = inner.length > 0 ? [...new Set(inner.flatMap(each => expand(each)))] : [schema];
  expanded.set(schema, result);
  return result;
}

const expanded = new Map<Schema, Schema[]>();

function names(readings: readonly Schema[]): string[] {
  return [...new Set(readings.flatMap(reading => Object.keys(reading.properties ?? {})))].sort();
}

/** The known words, or, when they are many, those that look most like the one that was written. */
function some(words: readonly string[], written: string): string {
  if (words.length <= 20) return words.join(', ') || 'no properties there';
  const near = [...words].sort((a, b) => distance(a, written) - distance(b, written));
  return `${near.slice(0, 5).join(', ')} and others`;
}

let root: RootSchema;

function definition(ref: string): Schema {
  return root.definitions[decodeURIComponent(ref.replace('#/definitions/', ''))]!;
}
