import { check } from '../check/check.js';
import type { CheckOptions } from '../check/control.js';
import { combinations } from '../model/combinations.js';
import { ModelError } from '../model/errors.js';
import type { Model } from '../model/model.js';
import type { Result } from '../check/result.js';

/** For each parameter, the values to try. */
export type Grid<P> = { readonly [K in keyof P]: readonly P[K][] };

/** The limits of each check of a sweep, and what its rows tell. */
export interface SweepOptions<P, C> extends CheckOptions {
  /** What to say of each result. Left out: its counts, and the verdict on each property. */
  readonly columns?: (result: Result, point: P) => C;
}

/**
 * Checks a model at every combination of parameters: one row each, with the
 * parameters first. The last parameter changes fastest.
 *
 * @throws ModelError when a parameter has no values, or it or a property the name of a column, or a check does
 */
export function sweep<P extends object, C extends object = Record<string, number | string>>(
  grid: Grid<P>,
  makeModel: (point: P) => Model,
  options: SweepOptions<P, C> = {},
): (P & C)[] {
  const { columns = said as (result: Result) => C, ...limits } = options;
  return pointsOf(grid).map(point => {
    const found = columns(check(makeModel(point), limits), point);
    const twice = Object.keys(point).find(name => Object.hasOwn(found, name));
    if (twice === undefined) return { ...point, ...found };
    throw new ModelError(
      `'${twice}' is a parameter and a column.`,
      `Give the parameter another name, or say in 'columns' what to tell.`,
    );
  });
}

function pointsOf<P>(grid: Grid<P>): P[] {
  for (const [name, values] of Object.entries(grid)) {
    if (Array.isArray(values) && values.length > 0) continue;
    throw new ModelError(`The parameter '${name}' has no values.`, `Give a list of those to try: ${name}: [1, 2].`);
  }
  return combinations(grid as Readonly<Record<string, readonly unknown[]>>) as P[];
}

function said({ states, transitions, depth, properties }: Result): Record<string, number | string> {
  const counts = { states, transitions, depth };
  const twice = properties.find(({ name }) => Object.hasOwn(counts, name));
  if (twice) throw new ModelError(`'${twice.name}' is a property and a column.`, `Say in 'columns' what to tell.`);
  return { ...counts, ...Object.fromEntries(properties.map(({ name, verdict }) => [name, verdict])) };
}
