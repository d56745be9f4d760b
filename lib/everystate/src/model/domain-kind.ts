import type { Domain, Fields, Scalar } from './domain.js';

/** What the library has to know of a kind of domain. Each kind has a file of its own; `domain-kinds.ts` lists them. */
export interface DomainKind<D extends Domain = any> {
  /**
   * The domain as one of single values, all of them known: for elements of sets, parameters of
   * steps and the like. Left out where values of this kind cannot stand alone.
   */
  element?(domain: D, resolver: Resolver): Scalar<unknown>;
  /** The domain with the domains inside it resolved; as `element`, if left out. */
  resolve?(domain: D, resolver: Resolver): Domain;
  /** Makes what a field over the resolved domain holds, with everything at its first value. */
  build?(domain: D, site: Site): object;
}

/** Looks up what the parts of a domain are. */
export interface Resolver {
  /** The name of the field, for error messages. */
  readonly name: string;
  element(domain: Domain | Fields): Scalar<unknown>;
  resolve(domain: Domain | Fields, part?: string): Domain;
  /** The names of a family's processes. */
  names(family: string): readonly string[];
}

/** Where a field lies in a state object that is being made. Every single value and set is announced, in order. */
export interface Site {
  /** The name of the field, as people read it: `enactor A.plan`. */
  readonly name: string;
  /** A single value, kept as `holder[key]`. */
  scalar(holder: object, key: string | number, domain: Scalar<any>, part?: string): void;
  /** A set over this domain. */
  set(elements: Scalar<any>): object;
  /** A field of any kind, kept as `holder[key]`. */
  field(holder: object, key: string | number, domain: Domain, part?: string): void;
  /**
   * Parts that stand for the values of a domain, in their order: where processes are
   * exchanged, so are the parts that stand for them.
   */
  parts(index: Scalar<any> | undefined, build: () => void): void;
}
