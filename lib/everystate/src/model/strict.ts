import { didYouMean, ModelError } from './errors.js';

/**
 * The prototype of records in a state: to read or write a field that is not declared is an
 * error, where JavaScript would go on with undefined. Records are made with it: to the engine, those
 * that get it later are all of different classes, which makes every function of a model slow.
 */
export const STRICT: object = new Proxy(Object.create(Object.prototype), {
  get(target, field, record) {
    if (typeof field === 'symbol' || field in target || QUIET.has(field) || isLenient)
      return Reflect.get(target, field, record);
    throw new ModelError(`There is no field '${field}'.`, didYouMean(field, Object.keys(record)));
  },
  set(_, field, __, record) {
    throw new ModelError(`There is no field '${String(field)}'.`, didYouMean(String(field), Object.keys(record)));
  },
});

/** Names that JavaScript itself asks for: when something is written as JSON, or awaited. */
const QUIET: ReadonlySet<string> = new Set(['toJSON', 'then', 'inspect', 'nodeType']);

let isLenient = false;

/** Runs what may ask for fields that only some models have: a normal form that several of them share. */
export function leniently(run: () => void): void {
  isLenient = true;
  try {
    run();
  } finally {
    isLenient = false;
  }
}
