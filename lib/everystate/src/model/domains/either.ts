import { codeOf, type Domain, type Fields, type Scalar, textOf, type ValueOf } from '../domain.js';
import { ModelError } from '../errors.js';
import type { DomainKind } from '../domain-kind.js';
import { oneOf } from './scalar.js';

/** A field that holds a value of one of several domains, such as messages of several types. */
export interface Either<V> extends Domain<V, V, V> {
  readonly kind: 'either';
  readonly of: readonly (Domain | Fields)[];
}

/**
 * A value of one of these domains, such as records with other fields. The first value of the first one to begin with.
 * @throws ModelError when no domain is given
 */
export function either<const T extends readonly (Domain | Fields)[]>(...domains: T): Either<ValueOf<T[number]>> {
  if (domains.length === 0) throw new ModelError(`either() was given no domain.`, `Give it two or more.`);
  return { kind: 'either', of: domains };
}

/** `'none'`, or a value of the domain: `orNone(processOf('worker'))`. It is `'none'` to begin with. */
export function orNone<const T extends Domain | Fields>(domain: T): Either<'none' | ValueOf<T>> {
  return either(oneOf('none'), domain) as Either<'none' | ValueOf<T>>;
}

export const eitherKind: DomainKind<Either<unknown>> = {
  element({ of }, resolver): Scalar<unknown> {
    const parts = of.map(domain => resolver.element(domain));
    const starts = parts.map((_, i) => parts.slice(0, i).reduce((sum, { values }) => sum + values.length, 0));
    const values = parts.flatMap(part => part.values);
    const twice = values.find((value, i) => values.indexOf(value) !== i);
    if (twice !== undefined) {
      throw new ModelError(
        `Two of the domains that '${resolver.name}' chooses from have the value ${String(twice)}.`,
        `Let them have no value in common, such as by a field 'type'.`,
      );
    }
    const codes = new Map(values.map((value, code) => [value, code]));
    const partOf = (code: number) => parts.findIndex((part, i) => code < starts[i]! + part.values.length);
    const find = (value: unknown) => {
      for (const [i, part] of parts.entries()) {
        const code = codeOf(part, value);
        if (code >= 0) return starts[i]! + code;
      }
      return -1;
    };
    return {
      kind: 'scalar',
      values,
      shown: parts.map(({ shown }) => shown).join(' | '),
      codeOf: value => codes.get(value) ?? find(value),
      misfit(value, name) {
        const likeness = ({ likeness }: Scalar<unknown>) => likeness?.(value) ?? 0;
        return [...parts].sort((a, b) => likeness(b) - likeness(a))[0]!.misfit?.(value, name);
      },
      remedy: parts.find(({ remedy }) => remedy)?.remedy,
      text: value => textOf(parts[partOf(find(value))]!, value),
      named: value => {
        const part = parts[partOf(find(value))]!;
        return part.named ? part.named(value) : value;
      },
      permuted(family, order) {
        const maps = parts.map(part => part.permuted?.(family, order));
        if (maps.every(map => map === undefined)) return undefined;
        return values.map((_, code) => {
          const i = partOf(code);
          const own = code - starts[i]!;
          return starts[i]! + (maps[i] ? maps[i][own]! : own);
        });
      },
    };
  },
};
