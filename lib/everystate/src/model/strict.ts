import { didYouMean, ModelError } from './errors.js';

/**
 * The prototype of records in a state, and of sets, sequences, maps and bags: to read or write a field that is not declared is an
 * error, where JavaScript would go on with undefined. Records are made with it: to the engine, those
 * that get it later are all of different classes, which makes every function of a model slow.
 */
export const STRICT: object = new Proxy(Object.create(Object.prototype), {
  get(target, field, record) {
    if (typeof field === 'symbol' || field in target || QUIET.has(field) || isLenient)
      return Reflect.get(target, field, record);
    throw missing(field, record);
  },
  set(_, field, __, record) {
    throw missing(String(field), record);
  },
});

function missing(field: string, record: any): ModelError {
  const { offers } = record.constructor;
  return offers
    ? new ModelError(
        `'${record.name}' has no '${field}'.`,
        `${didYouMean(field, offers)} Spread it for what else an array has: [...it].`,
      )
    : new ModelError(`There is no field '${field}'.`, didYouMean(field, Object.keys(record)));
}

/** Names that JavaScript and this library ask for: when something is written as JSON, awaited, or returned by an effect. */
const QUIET: ReadonlySet<string> = new Set(['toJSON', 'then', 'next', 'inspect', 'nodeType']);

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
