import type { Dependence } from './dependence.js';
import type { Outcome, Seen } from './access-profile.js';
import type { Key } from './memo-key.js';
import type { Slot } from '../../state/layout.js';
import type { TableMemory } from './table-memory.js';

/** Places in a packed state that the key of an effect may be put together from. */
const MOST_EXTRACTS = 4;

/** Words that the tables of so many steps need at least, with nothing remembered: a guide, and the first row. */
export function leastRoom(steps: number, words: number): number {
  return steps * entryFor(MOST_EXTRACTS) + widthFor(words);
}

/** Words of a step in the guide, when keys are put together from so many places. */
function entryFor(parts: number): number {
  return 2 + 4 * parts;
}

/** Words of a row. */
function widthFor(words: number): number {
  return 2 + 2 * words;
}

/**
 * What effects do, one after the other in one array. A row is 1 when it is known,
 * then what to keep and what to put for each word, and at last the steps that this one
 * may not be exchanged with. The first row is for everything that is never known.
 */
export class EffectTables {
  readonly arrays: Readonly<Record<string, Int32Array>>;
  readonly #keys: (Key | undefined)[];
  readonly #rows: Int32Array;
  /** For each step, where its rows begin, whether elements of sets are picked, and which bits make the index. */
  readonly #guide: Int32Array;
  readonly #entry: number;
  readonly #width: number;
  readonly #words: number;
  /** From how many places the index of a row is put together. */
  readonly #parts: number;
  /** The rows that are known, and what they change. */
  readonly #known: { readonly step: number; readonly row: number; readonly changed: readonly Slot[] }[] = [];

  constructor(keys: readonly (Key | undefined)[], words: number, memory: TableMemory) {
    this.#words = words;
    this.#width = widthFor(words);
    this.#parts = Math.max(0, ...keys.map(key => (isSimple(key) ? key.extracts.length : 0)));
    this.#entry = entryFor(this.#parts);
    this.#guide = memory.take(keys.length * this.#entry);
    let rows = 1;
    this.#keys = keys.map(key => {
      if (!isSimple(key) || !memory.hasRoomFor((rows + key.size) * this.#width)) return undefined;
      rows += key.size;
      return key;
    });
    this.#rows = memory.take(rows * this.#width);
    let row = 1;
    this.#keys.forEach((key, i) => {
      if (!key) return;
      const parts = key.extracts.flatMap(({ word, shift, mask, to }) => [word, shift, mask, to]);
      this.#guide.set([row * this.#width, key.picks.length, ...parts], i * this.#entry);
      row += key.size;
    });
    this.arrays = { guide: this.#guide, effects: this.#rows };
  }

  /**
   * Lines that put the state after a step to its place in the batch.
   * @param andThen what is left to do where that is known; `learn` does all
   */
  code(andThen: readonly string[]): string[] {
    const words = this.#words;
    const index =
      Array.from({ length: this.#parts }, (_, part) => {
        const at = (place: number) => `guide[at + ${2 + 4 * part + place}]`;
        return `(sources[offset + ${at(0)}] >>> ${at(1)} & ${at(2)}) << ${at(3)}`;
      }).join('\n  | ') || '0';
    const isPicky = this.#keys.some(key => key && key.picks.length > 0);
    return [
      `const at = step * ${this.#entry};`,
      `let row = ${index};`,
      ...(isPicky ? [`if (guide[at + 1] != 0) row = pick(step, offset);`] : []),
      `row = guide[at] + row * ${this.#width};`,
      `const to = size * ${words};`,
      `if (effects[row] != 0) {`,
      ...Array.from(
        { length: words },
        (_, word) =>
          `  packed[to + ${word}] = word${word} & effects[row + ${1 + 2 * word}] | effects[row + ${2 + 2 * word}];`,
      ),
      `  conflicts[size] = effects[row + ${1 + 2 * words}];`,
      ...andThen.map(line => `  ${line}`),
      `} else {`,
      `  if (learn(step, offset, to) == 0) continue;`,
      `  conflicts[size] = -1; // dependence unknown: treat as dependent on every step`,
      `}`,
    ];
  }

  /** The index of a packed state among the rows of a step. */
  indexOf(i: number, words: Int32Array, offset: number): number {
    return this.#keys[i]!.indexOf(words, offset);
  }

  has(i: number): boolean {
    return this.#keys[i] !== undefined;
  }

  giveUp(i: number): void {
    this.#keys[i] = undefined;
    this.#guide.fill(0, i * this.#entry, (i + 1) * this.#entry);
  }

  /** False when the effect read a bit field that is not part of the key. */
  enter(
    i: number,
    { reads, outcome: { changes, changed } }: Seen<Outcome>,
    words: Int32Array,
    offset: number,
    dependence: Dependence,
  ): boolean {
    const key = this.#keys[i];
    if (!key?.covers(reads, words, offset)) return false;
    const row = this.#guide[i * this.#entry]! + key.indexOf(words, offset) * this.#width;
    this.#rows.set([1, ...changes.flatMap(({ keep, put }) => [keep, put]), dependence.conflicts(i, changed)], row);
    this.#known.push({ step: i, row, changed });
    return true;
  }

  /** Finds anew what the known rows may not be exchanged with. */
  refresh(dependence: Dependence): void {
    for (const { step, row, changed } of this.#known)
      this.#rows[row + this.#width - 1] = dependence.conflicts(step, changed);
  }
}

function isSimple(key: Key | undefined): key is Key {
  return key !== undefined && key.extracts.length <= MOST_EXTRACTS;
}
