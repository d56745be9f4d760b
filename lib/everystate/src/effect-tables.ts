import type { Footprints } from './footprints.js';
import type { Outcome, Seen } from './habit.js';
import type { Key } from './key.js';
import type { Slot } from './layout.js';

/** Places in a packed state that the key of an effect may be put together from. */
const MOST_EXTRACTS = 4;

/**
 * What effects do, one after the other in one array. A row is 1 when it is known,
 * then what to keep and what to put for each word, and at last the steps that this one
 * may not be exchanged with. The first row is for everything that is never known.
 */
export class EffectTables {
  readonly bound: Readonly<Record<string, unknown>>;
  /** Lines that put the state after a step to its place in the batch. */
  readonly code: readonly string[];
  readonly #keys: (Key | undefined)[];
  readonly #rows: Int32Array;
  /** For each step, where its rows begin and how the index is put together from the bits of a state. */
  readonly #guide: Int32Array;
  /** For each step, its key if more goes into the index than that. */
  readonly #picky: (Key | undefined)[];
  readonly #entry: number;
  readonly #width: number;
  /** The rows that are known, and what they change. */
  readonly #known: { readonly step: number; readonly row: number; readonly changed: readonly Slot[] }[] = [];

  constructor(keys: readonly (Key | undefined)[], words: number) {
    this.#keys = keys.map(key => (key && key.extracts.length <= MOST_EXTRACTS ? key : undefined));
    this.#width = 2 + 2 * words;
    const parts = Math.max(0, ...this.#keys.map(key => key?.extracts.length ?? 0));
    this.#entry = 1 + 4 * parts;
    this.#guide = new Int32Array(keys.length * this.#entry);
    let end = this.#width;
    this.#keys.forEach((key, i) => {
      if (!key) return;
      this.#guide.set([end, ...key.extracts.flatMap(({ word, shift, bits, to }) => [word, shift, 2 ** bits - 1, to])], i * this.#entry);
      end += key.size * this.#width;
    });
    this.#rows = new Int32Array(end);
    this.#picky = this.#keys.map(key => (key && key.picks.length > 0 ? key : undefined));
    this.bound = { guide: this.#guide, effects: this.#rows, picky: this.#picky };
    const index = Array.from({ length: parts }, (_, part) => {
      const at = (place: number) => `guide[at + ${1 + 4 * part + place}]`;
      return `(sources[offset + ${at(0)}] >>> ${at(1)} & ${at(2)}) << ${at(3)}`;
    }).join('\n  | ') || '0';
    this.code = [
      `const at = step * ${this.#entry};`,
      ...(this.#picky.some(key => key !== undefined)
        ? [`const index = picky[step] !== undefined ? picky[step].indexOf(sources, offset) : ${index};`]
        : [`const index = ${index};`]),
      `const row = guide[at] + index * ${this.#width};`,
      `if (effects[row] === 1) {`,
      ...Array.from({ length: words }, (_, word) =>
        `  packed[to + ${word}] = word${word} & effects[row + ${1 + 2 * word}] | effects[row + ${2 + 2 * word}];`),
      `  conflicts[size] = effects[row + ${1 + 2 * words}];`,
      `} else {`,
      `  if (!learn(step, offset, to)) return size;`,
      `  conflicts[size] = -1; // not to be thought about`,
      `}`,
    ];
  }

  has(i: number): boolean {
    return this.#keys[i] !== undefined;
  }

  giveUp(i: number): void {
    this.#keys[i] = undefined;
    this.#picky[i] = undefined;
    this.#guide.fill(0, i * this.#entry, (i + 1) * this.#entry);
  }

  /** False when the table does not go by all that mattered. */
  enter(i: number, { reads, outcome: { changes, changed } }: Seen<Outcome>, words: Int32Array, offset: number, footprints: Footprints): boolean {
    const key = this.#keys[i];
    if (!key?.covers(reads, words, offset)) return false;
    const row = this.#guide[i * this.#entry]! + key.indexOf(words, offset) * this.#width;
    this.#rows.set([1, ...changes.flatMap(({ keep, put }) => [keep, put]), footprints.conflicts(i, changed)], row);
    this.#known.push({ step: i, row, changed });
    return true;
  }

  /** Finds anew what the known rows may not be exchanged with. */
  refresh(footprints: Footprints): void {
    for (const { step, row, changed } of this.#known) this.#rows[row + this.#width - 1] = footprints.conflicts(step, changed);
  }
}
