import type { Domain, Scalar } from '../domain.js';
import { ModelError } from '../errors.js';
import type { DomainKind } from '../domain-kind.js';

/** A field that holds the number of one of a family's processes. */
export interface Reference extends Domain<number, number, number> {
  readonly kind: 'reference';
  readonly family: string;
}

/**
 * One of the processes of a family, by its number in it; the first one to begin with.
 * Traces write its name. Where processes of the family may be exchanged, it goes with them.
 */
export function processOf(family: string): Reference {
  if (typeof family !== 'string') {
    throw new ModelError(`processOf(…) was given no name of a family.`, `Name one: processOf('worker').`);
  }
  return { kind: 'reference', family };
}

export const referenceKind: DomainKind<Reference> = {
  element({ family }, resolver): Scalar<number> {
    const names = resolver.names(family);
    return {
      kind: 'scalar',
      values: names.map((_, i) => i),
      lowest: 0,
      shown: names.length > 8 ? `${names.slice(0, 3).join(' | ')} | … | ${names.at(-1)}` : names.join(' | '),
      text: i => names[i]!,
      named: i => names[i]!,
      remedy: `Processes go by number: ${names
        .slice(0, 3)
        .map((name, i) => `${name} is ${i}`)
        .join(', ')}${names.length > 3 ? ', …' : ''}.`,
      permuted: (of, order) => (of === family ? order : undefined),
    };
  },
};
