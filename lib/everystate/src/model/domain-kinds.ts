import { type Declaration, type Domain, type Fields, isDomain, type Scalar } from './domain.js';
import { ModelError, shownAs } from './errors.js';
import type { DomainKind, Resolver } from './domain-kind.js';
import { arrayKind } from './domains/array.js';
import { bagKind } from './domains/bag.js';
import { eitherKind } from './domains/either.js';
import { familyIn, familyKind, namesOf } from './domains/family.js';
import { mapKind } from './domains/map.js';
import { recordKind } from './domains/record.js';
import { referenceKind } from './domains/reference.js';
import { scalarKind } from './domains/scalar.js';
import { sequenceKind } from './domains/sequence.js';
import { setKind } from './domains/set.js';
import { shownKind } from './domains/shown.js';

/** Every kind of domain. */
export const DOMAIN_KINDS: Readonly<Record<string, DomainKind>> = {
  scalar: scalarKind,
  reference: referenceKind,
  record: recordKind,
  either: eitherKind,
  set: setKind,
  array: arrayKind,
  sequence: sequenceKind,
  map: mapKind,
  bag: bagKind,
  shown: shownKind,
  family: familyKind,
};

/** The resolved fields of declared states. */
const resolved = new WeakMap<Declaration, Readonly<Record<string, Domain>>>();

/**
 * The declared state with all that its domains name looked up: how many processes a
 * family has, which values a record can take. Every domain in it can be built.
 * @throws ModelError when a field has no finite domain, or one that is too large
 */
export function resolveState(state: Declaration): Readonly<Record<string, Domain>> {
  let fields = resolved.get(state);
  if (!fields) {
    const { resolve } = resolverFor(state);
    fields = Object.fromEntries(Object.keys(state).map(field => [field, resolve(state[field]!, field)]));
    resolved.set(state, fields);
  }
  return fields;
}

/** Looks up a domain outside of the state, such as that of a parameter, as one of single values. */
export function resolveElement(state: Declaration, domain: Domain | Fields, name: string): Scalar<unknown> {
  return resolverFor(state, name).element(domain);
}

/** The fields of a state by which domains that name its processes were resolved, with these domains. */
const resolvedIn = new WeakMap<object, WeakMap<object, Domain>>();

/**
 * Looks up a domain of which a value is written.
 * @param fields of a state that has the processes that the domain names
 */
export function resolveDomain(fields: Readonly<Record<string, Domain>>, domain: Domain | Fields, name: string): Domain {
  let known = resolvedIn.get(fields);
  if (!known) resolvedIn.set(fields, (known = new WeakMap()));
  let one = known.get(domain);
  if (!one) known.set(domain, (one = resolverFor(fields, name).resolve(domain)));
  return one;
}

function resolverFor(state: Declaration, name = ''): Resolver {
  const resolver: Resolver = {
    name,
    element(given) {
      const domain = asDomain(given, name);
      const element = DOMAIN_KINDS[domain.kind]!.element;
      if (element) return element(domain, resolver);
      throw new ModelError(
        `'${name}' has values that are a ${domain.kind}.`,
        `Values by themselves, such as elements of sets, are single values, records of such or small sets.`,
      );
    },
    resolve(given, part = '') {
      const own = resolverFor(state, name + part);
      const domain = asDomain(given, own.name);
      const { resolve, element } = DOMAIN_KINDS[domain.kind]!;
      return resolve ? resolve(domain, own) : element!(domain, own);
    },
    names: family => namesOf(familyIn(state, family, `'${name}' is of`)),
  };
  return resolver;
}

/** A domain as it is, or a record that is given as a plain object. */
function asDomain(given: Domain | Fields | undefined, name: string): Domain {
  if (isDomain(given) && Object.hasOwn(DOMAIN_KINDS, given.kind)) return given;
  const isRecord =
    typeof given === 'object' && given !== null && !Array.isArray(given) && Object.keys(given).length > 0;
  if (isRecord && Object.getPrototypeOf(given) === Object.prototype) return { kind: 'record', fields: given } as Domain;
  throw new ModelError(
    `Field '${name}' has no finite domain${given === undefined ? '' : `, but ${shownAs(given)}`}.`,
    `Declare it with range, oneOf, flag, setOf or the like, or for processes, each.`,
  );
}
