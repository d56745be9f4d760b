import type { Model } from 'everystate';
// The names of processes, everystate knows.
import { namesOf } from 'everystate/dist/engine.js';
import { name, num, range, setOfTerms } from '../terms/term.js';
import type { Names } from '../terms/names.js';
import { interchangeable, numbered, type Indices } from '../terms/shapes.js';
import type { Definition } from '../terms/definition.js';

/** How TLA+ calls the processes of a model's families. */
export interface Families {
  readonly of: (family: string) => Indices;
  /** The set of each family that was asked for. */
  readonly sets: readonly Definition[];
  /** Processes that are model values. */
  readonly values: readonly string[];
}

export function familiesOf({ state, actions, symmetric = [] }: Model, names: Names): Families {
  const known = new Map<string, Indices>();
  const sets: Definition[] = [];
  const values: string[] = [];
  // Beside names, processes are values of their own: TLC compares no number with a name.
  const mixed = mixedFamilies([state, Object.values(actions).map(one => one.with ?? {})]);
  const make = (family: string): Indices => {
    const set = names.operator(family);
    const processes = namesOf(state[family] as never);
    // TLC refuses the symmetry of a single one.
    const isAlike = (processes.length > 1 && symmetric.includes(family as never)) || mixed.includes(family);
    if (!isAlike) {
      sets.push({ name: set, body: range(num(0), num(processes.length - 1)) });
      return numbered(processes.length, name(set));
    }
    const indices = interchangeable(
      processes.map(process => names.take(process)),
      name(set),
    );
    values.push(...indices.members.map(({ text }) => text));
    sets.push({ name: set, body: setOfTerms(indices.members) });
    return indices;
  };
  const of = (family: string): Indices => {
    const found = known.get(family) ?? make(family);
    known.set(family, found);
    return found;
  };
  return { of, sets, values };
}

/** The families whose processes are one choice among others. */
function mixedFamilies(declared: unknown, isChoice = false): string[] {
  if (typeof declared !== 'object' || declared === null) return [];
  const { kind, family, of } = declared as { kind?: unknown; family?: string; of?: unknown };
  if (kind === 'reference') return isChoice ? [family!] : [];
  if (kind === 'either') return (of as unknown[]).flatMap(one => mixedFamilies(one, true));
  if (kind === 'scalar') return [];
  return Object.values(declared).flatMap(one => mixedFamilies(one, kind === 'shown' && isChoice));
}
