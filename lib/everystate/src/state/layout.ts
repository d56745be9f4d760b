import { processName, type Declaration, type Scalar, type SetOf } from '../model/domains.js';
import { ModelError } from '../model/errors.js';

/** Where one field of the declared state lies among a packed state's bits. */
export interface Slot {
  /** Where the field is in the state object: `latest`, or `enactor`, 0, `plan`. */
  readonly path: readonly (string | number)[];
  /** As people read it: `latest`, or `enactor A.plan`. */
  readonly name: string;
  readonly domain: Scalar<unknown> | SetOf<unknown>;
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
}

export interface Layout {
  readonly slots: readonly Slot[];
  /** 32-bit words that one packed state takes. */
  readonly words: number;
}

/** Gives every field of a declared state its place in a few machine words. */
export function layOut(state: Declaration): Layout {
  const slots: Slot[] = [];
  let word = 0;
  let free = 32;

  function place(path: Slot['path'], name: string, domain: Slot['domain']) {
    const odd = path.find(part => typeof part === 'string' && (!/^[A-Za-z_]\w*$/.test(part) || part === '__proto__'));
    if (odd !== undefined) {
      throw new ModelError(
        `Field '${odd}' is not a plain name.`,
        `Use letters, digits and underscores, so that code can be made for it; '__proto__' means something else to JavaScript.`,
      );
    }
    const bits = bitsFor(domain, name);
    if (bits > free) {
      // A field never straddles two words: reading it stays one shift and mask.
      word++;
      free = 32;
    }
    slots.push({ path, name, domain, word, shift: 32 - free, bits });
    free -= bits;
  }

  for (const [field, domain] of Object.entries(state)) {
    if (domain?.kind !== 'family') {
      place([field], field, domain);
      continue;
    }
    for (let i = 0; i < domain.count; i++) {
      for (const [own, ownDomain] of Object.entries<Slot['domain']>(domain.fields)) {
        place([field, i, own], `${field} ${processName(i)}.${own}`, ownDomain);
      }
    }
  }
  if (slots.length === 0) {
    throw new ModelError(`The model declares no state.`, `Give at least one field in 'state'.`);
  }
  // The highest bit of the last word is for the codec to set: see `StateStore`.
  return { slots, words: free > 0 ? word + 1 : word + 2 };
}

function bitsFor(domain: Declaration[string], name: string): number {
  if (domain?.kind === 'set') return domain.of.values.length;
  if (domain?.kind === 'scalar') return 32 - Math.clz32(domain.values.length - 1);
  throw new ModelError(
    `Field '${name}' has no finite domain.`,
    domain?.kind === 'family'
      ? `Processes cannot hold processes: declare both families side by side.`
      : `Declare it with range, oneOf, flag, setOf or, for processes, each.`,
  );
}
