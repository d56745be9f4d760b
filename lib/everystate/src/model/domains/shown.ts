import { type Domain, type Fields, isDomain, type Scalar, type ValueOf } from '../domain.js';
import { ModelError } from '../errors.js';
import type { DomainKind } from '../domain-kind.js';
import type { Reference } from './reference.js';

/** A domain whose values are written in a way of their own. */
export interface Shown<V> extends Domain<V, V, V> {
  readonly kind: 'shown';
  readonly of: Domain | Fields;
  readonly text: (value: any) => string;
}

/** A value as it is written: processes in it go by their names. */
type NamedOf<T> = T extends Reference
  ? string
  : T extends Scalar<infer V>
    ? V
    : T extends Domain<infer V>
      ? Named<V>
      : { readonly [K in keyof T]: NamedOf<T[K]> };

/** As `NamedOf`, where only the value is known: a number in it may be a process. */
type Named<V> = V extends number
  ? V | string
  : V extends object
    ? V extends Iterable<unknown>
      ? V
      : { readonly [K in keyof V]: Named<V[K]> }
    : V;

/**
 * Single values or records of this domain, written in traces as the function says, which is given
 * each with processes by their names: `show({ from: processOf('node') }, m => `from ${m.from}`)`.
 */
export function show<const T extends Domain | Fields>(
  domain: T,
  text: (value: NamedOf<T>) => string,
): Shown<ValueOf<T>> {
  if (typeof text !== 'function') {
    throw new ModelError(`show(…) was given no function.`, `Give one that writes a value: value => \`…\`.`);
  }
  if (isDomain(domain) && !['scalar', 'reference', 'either', 'shown'].includes(domain.kind)) {
    throw new ModelError(
      `show(…) was given a ${domain.kind}.`,
      `Give it single values or records: show what the ${domain.kind} is of.`,
    );
  }
  return { kind: 'shown', of: domain, text };
}

export const shownKind: DomainKind<Shown<any>> = {
  element({ of, text }, resolver): Scalar<unknown> {
    const domain = resolver.element(of);
    const { named = (value: unknown) => value } = domain;
    return { ...domain, text: value => text(named(value)) };
  },
};
