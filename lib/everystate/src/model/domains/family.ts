import {
  type Declaration,
  type Domain,
  type Fields,
  isDomain,
  type PlaceOf,
  type Scalar,
  type SeenOf,
} from '../domain.js';
import { didYouMean, ModelError, shownAs } from '../errors.js';
import type { DomainKind } from '../domain-kind.js';
import { STRICT } from '../strict.js';

/** Identical processes: the same fields, once for each of them. */
export interface Family<F> extends Domain<never, readonly PlaceOf<F>[], readonly SeenOf<F>[]> {
  readonly kind: 'family';
  readonly count: number;
  /** Set where they were given names of their own. */
  readonly names?: readonly string[];
  readonly fields: F;
}

/** How a domain of processes is shown that parts of a state stand for. */
export const PROCESSES = 'processes';

/** Largest family: to set up more processes takes too long. */
const MOST_PROCESSES = 1000;

/**
 * `count` identical processes with these fields. Traces name them A, B, C, …; a list
 * instead of a number gives them names of their own.
 * @throws ModelError when the count is not a whole number of at least one
 */
export function each<F extends Fields>(count: number | readonly string[], fields: F): Family<F> {
  const given = Array.isArray(count) ? `[${count.map(shownAs).join(', ')}]` : shownAs(count);
  if (isDomain(fields)) {
    throw new ModelError(
      `each(${given}, …) was given a domain instead of fields.`,
      `Give the field a name: each(${given}, { value: … }).`,
    );
  }
  if (typeof fields !== 'object' || fields === null || Object.keys(fields).length === 0) {
    throw new ModelError(
      `each(${given}, …) declares processes without fields.`,
      `Give at least one: each(${given}, { at: oneOf('here', 'there') }).`,
    );
  }
  if (Array.isArray(count)) {
    const names: readonly unknown[] = count;
    const odd = names.find((name, i) => typeof name !== 'string' || name === '' || names.indexOf(name) !== i);
    if (names.length === 0 || odd !== undefined) {
      throw new ModelError(
        `each(${given}, …) ${names.length === 0 ? 'declares no process' : `names a process ${shownAs(odd)}, which is no name, or given twice`}.`,
        `Give each process a name of its own: each(['alice', 'bob'], { … }).`,
      );
    }
    return { kind: 'family', count: names.length, names: names as readonly string[], fields };
  }
  if (!Number.isSafeInteger(count) || (count as number) < 1) {
    throw new ModelError(`each(${given}, …) declares no process.`, `Give a whole number of processes, 1 or more.`);
  }
  if ((count as number) > MOST_PROCESSES) {
    throw new ModelError(
      `each(${given}, …) declares more than ${MOST_PROCESSES} processes.`,
      `Their states could not be searched: a few processes show what many would do.`,
    );
  }
  return { kind: 'family', count: count as number, fields };
}

/**
 * The family of this name.
 * @throws ModelError when the state declares none
 */
export function familyIn(state: Declaration, name: string, named: string): Family<Fields> {
  const isFamily = (field: string) => Object.hasOwn(state, field) && state[field]?.kind === 'family';
  if (isFamily(name)) return state[name] as unknown as Family<Fields>;
  const families = Object.keys(state).filter(isFamily);
  throw new ModelError(
    `${named} '${String(name)}', which is no family of processes.`,
    families.length > 0 ? didYouMean(String(name), families) : `Declare '${String(name)}' in 'state' with each(…).`,
  );
}

/** The name of a process in traces, unless it has one of its own: A, B, … Z, then 27, 28, …. */
export function processName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : String(index + 1);
}

/** The names of a family's processes. */
export function namesOf({ count, names }: Pick<Family<any>, 'count' | 'names'>): readonly string[] {
  return names ?? Array.from({ length: count }, (_, i) => processName(i));
}

export const familyKind: DomainKind<Family<Fields>> = {
  resolve(family, resolver) {
    const names = namesOf(family);
    const resolved = ([field, domain]: [string, Domain | Fields]): [string, Domain] => {
      const part = ` ${names[0]}.${field}`;
      if (domain?.kind !== 'family') return [field, resolver.resolve(domain, part)];
      throw new ModelError(
        `Field '${resolver.name}${part}' has no finite domain.`,
        `Processes cannot hold processes: declare both families side by side.`,
      );
    };
    return { ...family, names, fields: Object.fromEntries(Object.entries(family.fields).map(resolved)) };
  },

  build(family, site) {
    const { fields, names, count } = family;
    const processes: object[] = [];
    const index: Scalar<any> = {
      kind: 'scalar',
      values: names!,
      shown: PROCESSES,
      permuted: (of, order) => (of === site.name ? order : undefined),
    };
    site.parts(index, () => {
      for (let i = 0; i < count; i++) {
        const process = Object.create(STRICT);
        for (const [field, domain] of Object.entries(fields))
          site.field(process, field, domain as Domain, ` ${names![i]}.${field}`);
        processes.push(Object.seal(process));
      }
    });
    return Object.freeze(processes);
  },
};
