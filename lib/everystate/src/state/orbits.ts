import type { Permuter } from './permute.js';

interface Group {
  readonly name: string;
  readonly count: number;
}

/** What an atom tells of a process that it is about. */
interface Trait {
  readonly atom: number;
  /** The same for all atoms that exchanges of processes take to each other. */
  readonly orbit: number;
}

/**
 * Finds, of all states that differ only in which process is which, the one that stands for
 * them. Processes are put in order by what can be seen of each, whatever its name; where that
 * leaves an order open, all are tried, and the least state is taken.
 */
export class Orbits {
  readonly #permuter: Permuter;
  readonly #groups: readonly Group[];
  /** For each group and process, what is about it. */
  readonly #traits: readonly (readonly (readonly Trait[])[])[];
  /** For each atom, its orbit, and for its values theirs; undefined where no process occurs in them. */
  readonly #orbit: Int32Array;
  readonly #valueOrbits: readonly (Int32Array | undefined)[];
  /** For each group and atom, for each value the processes in it. */
  readonly #named: readonly (readonly (readonly (readonly number[])[] | undefined)[])[];
  readonly #atoms: Int32Array;
  readonly #least: Int32Array;
  readonly #tried: readonly Int32Array[];

  constructor(permuter: Permuter, groups: readonly Group[]) {
    const size = permuter.size;
    this.#permuter = permuter;
    this.#groups = groups;
    this.#atoms = new Int32Array(size);
    this.#least = new Int32Array(size);
    this.#tried = groups.map(() => new Int32Array(size));
    const swaps = groups.map(({ name, count }) => swapsOf(count).map(order => permuter.exchangeOf(name, order)));
    this.#orbit = classes(
      size,
      swaps.flat().map(({ to }) => to),
    );
    this.#valueOrbits = Array.from({ length: size }, (_, atom) => {
      const maps = swaps.flat().flatMap(({ values }) => (values[atom] ? [values[atom]] : []));
      return maps.length === 0 ? undefined : classes(permuter.valuesOf(atom), maps);
    });
    this.#traits = groups.map(({ count }, g) =>
      Array.from({ length: count }, (_, process) =>
        Array.from({ length: size }, (_, atom) => atom)
          .filter(atom => isAbout(count, process, (a, b) => swaps[g]![swapNumber(a, b)]!.to[atom] !== atom))
          .map(atom => ({ atom, orbit: this.#orbit[atom]! })),
      ),
    );
    this.#named = groups.map(({ count }, g) =>
      Array.from({ length: size }, (_, atom) => {
        const tables = swaps[g]!.map(({ values }) => values[atom]);
        if (tables[0] === undefined) return undefined;
        return Array.from({ length: permuter.valuesOf(atom) }, (_, value) =>
          Array.from({ length: count }, (_, process) => process).filter(process =>
            isAbout(count, process, (a, b) => tables[swapNumber(a, b)]![value] !== value),
          ),
        );
      }),
    );
  }

  /** Puts the state that stands for it in the place of a packed one. */
  canonise(words: Int32Array): void {
    this.#permuter.read(words, this.#atoms);
    this.#least.fill(0);
    this.#least[0] = 2 ** 31 - 1;
    this.#try(0, this.#atoms);
    this.#permuter.write(this.#least, words);
  }

  /** Tries the orders of the groups from this one on. */
  #try(group: number, atoms: Int32Array): void {
    if (group === this.#groups.length) {
      if (isLess(atoms, this.#least)) this.#least.set(atoms);
      return;
    }
    const { name, count } = this.#groups[group]!;
    const marks = this.#marks(group, atoms);
    const sorted = Array.from({ length: count }, (_, process) => process).sort((a, b) => marks[a]! - marks[b]!);
    const twins = this.#twins(group, atoms, marks);
    const order: number[] = new Array(count);
    const isPlaced = new Array(count).fill(false);
    const place = (position: number): void => {
      if (position === count) {
        this.#permuter.exchange(name, order, atoms, this.#tried[group]!);
        this.#try(group + 1, this.#tried[group]!);
        return;
      }
      const mark = marks[sorted[position]!];
      for (const process of sorted) {
        if (isPlaced[process] || marks[process] !== mark) continue;
        // Of several that nobody can tell apart, it is enough to try the first.
        const before = twins[process]!;
        if (before >= 0 && !isPlaced[before]) continue;
        isPlaced[process] = true;
        order[process] = position;
        place(position + 1);
        isPlaced[process] = false;
      }
    };
    place(0);
  }

  /** A number for each process, of what can be seen of it whatever the names are. */
  #marks(group: number, atoms: Int32Array): number[] {
    const marks = this.#traits[group]!.map((traits, process) => {
      let mark = 0;
      for (const { atom, orbit } of traits) {
        const value = atoms[atom]!;
        if (value === 0 && this.#valueOrbits[atom] === undefined) continue;
        const isOwn = this.#named[group]![atom]?.[value]?.includes(process) ? 1 : 0;
        mark = (mark + mix(orbit, this.#valueOrbits[atom]?.[value] ?? value, isOwn)) | 0;
      }
      return mark;
    });
    this.#named[group]!.forEach((named, atom) => {
      if (!named) return;
      const value = atoms[atom]!;
      for (const process of named[value]!)
        marks[process] = (marks[process]! + mix(this.#orbit[atom]!, this.#valueOrbits[atom]![value]!, 2)) | 0;
    });
    return marks;
  }

  /** For each process, one before it that it can be exchanged with and nothing changes, or -1. */
  #twins(group: number, atoms: Int32Array, marks: readonly number[]): number[] {
    const { name, count } = this.#groups[group]!;
    return marks.map((mark, process) => {
      for (let other = process - 1; other >= 0; other--) {
        if (marks[other] !== mark) continue;
        this.#permuter.exchange(name, swapped(count, other, process), atoms, this.#tried[group]!);
        if (this.#tried[group]!.every((value, atom) => value === atoms[atom])) return other;
      }
      return -1;
    });
  }
}

/** Each two processes exchanged, in the order of `swapNumber`. */
function swapsOf(count: number): number[][] {
  const swaps = [];
  for (let b = 1; b < count; b++) for (let a = 0; a < b; a++) swaps.push(swapped(count, a, b));
  return swaps;
}

function swapNumber(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  return (high * (high - 1)) / 2 + low;
}

/** The order with two processes exchanged. */
export function swapped(count: number, a: number, b: number): number[] {
  return Array.from({ length: count }, (_, i) => (i === a ? b : i === b ? a : i));
}

/** Whether something is about a process: it changes with every other process that this one is exchanged with. */
function isAbout(count: number, process: number, changes: (a: number, b: number) => boolean): boolean {
  for (let other = 0; other < count; other++) if (other !== process && !changes(process, other)) return false;
  // With two processes, what is about one of them looks as if it was about both.
  return count > 2;
}

/** For each number below `size`, the least one that some of the maps take it to, or from there on. */
function classes(size: number, maps: readonly ArrayLike<number>[]): Int32Array {
  const least = Int32Array.from({ length: size }, (_, i) => i);
  for (let changed = true; changed; ) {
    changed = false;
    for (const map of maps) {
      for (let i = 0; i < size; i++) {
        const low = Math.min(least[i]!, least[map[i]!]!);
        if (least[i] === low && least[map[i]!] === low) continue;
        least[i] = least[map[i]!] = low;
        changed = true;
      }
    }
  }
  return least;
}

function mix(a: number, b: number, c: number): number {
  let hash = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b) ^ Math.imul(c + 1, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

function isLess(a: Int32Array, b: Int32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]!;
  return false;
}
