import { ownValue, type Domain, type Scalar } from '../model/domain.js';
import type { Site } from '../model/domain-kind.js';
import { DOMAIN_KINDS } from '../model/domain-kinds.js';
import { BitSet } from '../model/domains/finite-set.js';
import { refuseOddName } from '../model/plain-name.js';
import { STRICT } from '../model/strict.js';
import { assign } from './assign.js';

/** Bits of a packed state that belong together: a single value, or up to 32 elements of a set. */
export interface Cell {
  /** As people read it: `latest`, or `enactor A.plan`. */
  readonly name: string;
  /** The domain of the value, or of the elements of the set. */
  readonly domain: Scalar<any>;
  /** For a set: the position in the domain of the first element that is here. */
  readonly from?: number;
  /** Where it is in the state object: `holder[key]`, a value of the domain or the bits of a set. */
  readonly holder: any;
  readonly key: string | number;
}

/** A set that is kept as `holder[key]`, where an effect may put another one in its place. */
export interface HeldSet {
  readonly holder: any;
  readonly key: string;
  readonly set: BitSet<any>;
  readonly name: string;
}

/** How cells lie within each other. Parts that stand for the values of a domain are exchanged with these. */
export type Part =
  | { readonly cell: number }
  | { readonly set: Scalar<any>; readonly first: number }
  | { readonly index?: Scalar<any>; readonly parts: readonly Part[] };

/** What a state object does differently when it notes reads and writes. */
export interface Hooks {
  /** Puts cell number `i` into its place, at the first value of its domain. */
  scalar(holder: object, key: string | number, domain: Scalar<any>, i: number, name: string): void;
  /** Makes a set whose cells begin with number `i`. */
  set(elements: Scalar<any>, name: string, i: number): BitSet<any>;
  /** Whether what is assigned to a set is copied at once; if not, the codec does so: accessors take time. */
  readonly copies: boolean;
}

const PLAIN: Hooks = {
  scalar: (holder, key, domain) => (domain.codeOf ? holdOwn(holder, key, domain) : put(holder, key, domain.values[0])),
  set: (elements, name) => new BitSet(elements, name),
  copies: false,
};

/** Adds a field to a record, whose prototype refuses what is only assigned. */
function put(holder: object, key: string | number, value: unknown): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Makes a state object with every field at the first value of its domain, and tells its cells, in order. */
export class StateObject {
  readonly state: any = Object.create(STRICT);
  readonly cells: Cell[] = [];
  readonly parts: Part[] = [];
  readonly sets: HeldSet[] = [];
  readonly #hooks: Hooks;

  constructor(fields: Readonly<Record<string, Domain>>, hooks: Hooks = PLAIN) {
    this.#hooks = hooks;
    const site = this.#site('', this.parts);
    for (const [field, domain] of Object.entries(fields)) site.field(this.state, field, domain, field);
    Object.seal(this.state);
  }

  #site(name: string, parts: Part[]): Site {
    const site: Site = {
      name,
      scalar: (holder, key, domain, part = '') => {
        const i = this.cells.length;
        parts.push({ cell: i });
        this.cells.push({ name: name + part, domain, holder, key: domain.codeOf ? `$${key}` : key });
        this.#hooks.scalar(holder, key, domain, i, name + part);
      },
      set: elements => {
        const first = this.cells.length;
        parts.push({ set: elements, first });
        const set = this.#hooks.set(elements, name, first);
        for (let from = 0; from < elements.values.length; from += 32)
          this.cells.push({ name, domain: elements, from, holder: set.places, key: from / 32 });
        return set;
      },
      field: (holder, key, domain, part = '') => {
        if (typeof key === 'string') refuseOddName(key);
        if (domain.kind === 'scalar') return site.scalar(holder, key, domain as Scalar<any>, part);
        const within: Part[] = [];
        const value = DOMAIN_KINDS[domain.kind]!.build!(domain, this.#site(name + part, within));
        parts.push(...within);
        if (typeof key === 'number') (holder as unknown[])[key] = value;
        else if (domain.kind === 'family') Object.defineProperty(holder, key, { value, enumerable: true });
        else if (value instanceof BitSet && !this.#hooks.copies) {
          put(holder, key, value);
          this.sets.push({ holder, key, set: value, name: name + part });
        } else hold(holder, key, value, domain);
      },
      parts: (index, build) => {
        const outer = parts;
        const inner: Part[] = [];
        parts = inner;
        build();
        parts = outer;
        if (index === undefined) parts.push(...inner);
        else parts.push({ index, parts: regrouped(inner, index.values.length) });
      },
    };
    return site;
  }
}

/** Groups parts, as many in each, for so many values to stand for. */
function regrouped(parts: readonly Part[], count: number): Part[] {
  const each = parts.length / count;
  return Array.from({ length: count }, (_, i) => ({ parts: parts.slice(i * each, (i + 1) * each) }));
}

/**
 * Keeps in a record what stays the same object all the time, such as a sequence. What is
 * assigned to it is copied. The accessors go by `this`, so that records with the same fields are alike to the engine.
 */
function hold(record: object, field: string, value: object, domain: Domain): void {
  Object.defineProperty(record, `$${field}`, { value });
  const set = function (this: any, given: unknown) {
    assign(this[`$${field}`], given, domain, field);
  };
  Object.defineProperty(record, field, accessorsOf(domain, field, set));
}

/** Keeps a value that is an object, such as a record by itself: what is assigned becomes the domain's own, so that equal ones are `===`. */
function holdOwn(holder: object, key: string | number, domain: Scalar<any>): void {
  Object.defineProperty(holder, `$${key}`, { value: domain.values[0], writable: true });
  const set = function (this: any, given: unknown) {
    this[`$${key}`] = ownValue(domain, given);
  };
  Object.defineProperty(holder, key, accessorsOf(domain, key, set));
}

const accessors = new WeakMap<Domain, Map<string | number, PropertyDescriptor>>();

function accessorsOf(domain: Domain, key: string | number, set: (given: unknown) => void): PropertyDescriptor {
  let known = accessors.get(domain);
  if (!known) accessors.set(domain, (known = new Map()));
  let pair = known.get(key);
  if (!pair) {
    pair = { get: new Function(`return this.$${key};`) as () => unknown, set, enumerable: true };
    known.set(key, pair);
  }
  return pair;
}
