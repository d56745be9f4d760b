import { combinations } from '../combinations.js';
import { codeOf, type Domain, type Fields, refusal, type Scalar, textOf } from '../domain.js';
import { didYouMean, ModelError } from '../errors.js';
import type { DomainKind } from '../domain-kind.js';
import { refuseOddName } from '../plain-name.js';
import { STRICT } from '../strict.js';

/** A record: fields by their names. Declared as a plain object of domains. */
export interface RecordOf extends Domain {
  readonly kind: 'record';
  readonly fields: Readonly<Record<string, Domain | Fields>>;
}

/** Most records that a domain of values by themselves may have, such as elements of a set: all are listed. */
const MOST_VALUES = 2 ** 16;

/** Records that are values by themselves, each kept once, so that equal records are `===`. */
const kept = new Map<string, object>();
/** A number for every value that occurs in such records. */
const numbers = new Map<unknown, number>();

/** The one record with these fields, frozen. */
function intern(record: Record<string, unknown>): object {
  const key = Object.entries(record)
    .map(([field, value]) => {
      let number = numbers.get(value);
      if (number === undefined) numbers.set(value, (number = numbers.size));
      return `${field} ${number}`;
    })
    .join();
  let one = kept.get(key);
  if (!one) kept.set(key, (one = Object.freeze(record)));
  return one;
}

export const recordKind: DomainKind<RecordOf> = {
  resolve: ({ kind, fields }, resolver) => ({
    kind,
    fields: Object.fromEntries(
      Object.entries(fields).map(([field, domain]) => [field, resolver.resolve(domain, `.${field}`)]),
    ),
  }),

  build({ fields }, site) {
    const record = Object.create(STRICT);
    for (const [field, domain] of Object.entries(fields)) site.field(record, field, domain as Domain, `.${field}`);
    return Object.seal(record);
  },

  /** Every record, the last field changing fastest. */
  element({ fields }, resolver): Scalar<any> {
    Object.keys(fields).forEach(refuseOddName);
    const parts = Object.entries(fields).map(([field, domain]) => ({ field, domain: resolver.element(domain) }));
    const count = parts.reduce((product, { domain }) => product * domain.values.length, 1);
    if (count > MOST_VALUES) {
      throw new ModelError(
        `'${resolver.name}' would range over ${count} records.`,
        `Records by themselves may be ${MOST_VALUES} different ones at most: use smaller domains.`,
      );
    }
    const values = combinations(Object.fromEntries(parts.map(({ field, domain }) => [field, domain.values]))).map(
      intern,
    );
    const codes = new Map(values.map((value, code) => [value, code]));

    const find = finder(parts);
    const fitting = (value: any) => parts.filter(({ field, domain }) => codeOf(domain, value?.[field]) >= 0);
    return {
      kind: 'scalar',
      values,
      shown: `{ ${parts.map(({ field, domain }) => `${field}: ${domain.shown}`).join(', ')} }`,
      codeOf: value => codes.get(value as object) ?? find(value),
      // A fixed field, such as a message's type, says more than all others.
      likeness: (value: any) =>
        fitting(value).reduce((sum, { domain }) => sum + (domain.values.length === 1 ? MOST_VALUES : 1), 0),
      misfit(value: any, name) {
        if (typeof value !== 'object' || value === null) return undefined;
        const odd = parts.find(({ field, domain }) => codeOf(domain, value[field]) < 0);
        const fields = parts.map(({ field }) => field);
        const fixed = fitting(value).filter(({ domain }) => domain.values.length === 1);
        const which = fixed.map(({ field, domain }) => ` with ${field} ${textOf(domain, value[field])}`).join('');
        return (
          wrongFields(name, value, fields, true, which) ??
          (odd && refusal(value[odd.field], odd.domain, `${name}.${odd.field}`))
        );
      },
      text: value => `(${parts.map(({ field, domain }) => `${field} ${textOf(domain, value[field])}`).join(', ')})`,
      named: value =>
        Object.fromEntries(
          parts.map(({ field, domain }) => [field, domain.named ? domain.named(value[field]) : value[field]]),
        ),
      permuted(family, order) {
        const maps = parts.map(({ domain }) => domain.permuted?.(family, order));
        if (maps.every(map => map === undefined)) return undefined;
        return values.map((value: any) =>
          parts.reduce((code, { field, domain }, i) => {
            const own = codeOf(domain, value[field]);
            return code * domain.values.length + (maps[i] ? maps[i][own]! : own);
          }, 0),
        );
      },
    };
  },
};

/** The position of the record with such fields, or -1. Generated, a line or two a field. */
function finder(parts: readonly { field: string; domain: Scalar<any> }[]): (value: unknown) => number {
  const lines = parts.flatMap(({ field, domain: { lowest, values } }, i) => [
    `own = ${lowest === undefined ? `codeOf(domains[${i}], value.${field})` : `typeof value.${field} === 'number' ? value.${field} - ${lowest} : -1`};`,
    `if (own !== (own | 0) || own >>> 0 >= ${values.length}) return -1;`,
    `code = code * ${values.length} + own;`,
  ]);
  return new Function(
    'codeOf',
    'domains',
    `return value => {
      if (typeof value !== 'object' || value === null) return -1;
      let own, code = 0;
      ${lines.join('\n')}
      return Object.keys(value).length === ${parts.length} ? code : -1;
    };`,
  )(
    codeOf,
    parts.map(({ domain }) => domain),
  );
}

/**
 * What is wrong with the fields of a record that is given, if anything.
 * @param isWhole whether none may be missing
 * @param which of several records it is, such as ` with type ask`
 */
export function wrongFields(
  name: string,
  given: object,
  known: readonly string[],
  isWhole = true,
  which = '',
): ModelError | undefined {
  const odd = Object.keys(given).find(field => !known.includes(field));
  if (odd !== undefined)
    return new ModelError(
      `'${name}' is given '${odd}', which ${which ? `a record${which}` : 'it'} does not have.`,
      didYouMean(odd, known),
    );
  const missing = isWhole ? known.find(field => !Object.hasOwn(given, field)) : undefined;
  return missing === undefined
    ? undefined
    : new ModelError(
        `'${name}' is given a record${which && `${which} and`} without '${missing}'.`,
        `Give it all of its fields: ${known.join(', ')}.`,
      );
}
