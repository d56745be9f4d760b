import type { Arena } from '../wasm/memory.js';
import { instantiate } from '../wasm/instantiate.js';
import type { Batch } from '../batch.js';

/** Slots in a row. For states of two words, a row is a cache line. */
export const ROW = 8;

/** Words of memory that the system gives at a time, or a part of them. */
const PAGE = 1024;

/** What a search does with its store, a batch at a time. A table has so many slots in use. */
export interface Table {
  /**
   * Looks up the first `count` successors, of so many sources from number `first` on, and adds those
   * that are unknown, numbered from `size` on. Returns how many states there are then.
   */
  addAll(slots: number, count: number, first: number, sources: number, size: number): number;
  /** Where the state in `key` is in the table, or -1 if it is not there. */
  find(slots: number): number;
  /** Puts what is in `key` into a free slot. */
  put(slots: number): void;
  /**
   * Moves all states from the first `before` slots to all `slots` of them. It sets aside what would go where states
   * are that have not moved yet. Both are gone through in the order of slots, from the last one on, as a
   * slot goes by the highest bits of a hash: memory likes that.
   */
  move(before: number, slots: number): void;
}

/**
 * A hash table with open addressing whose slots are packed states. A look-up begins at
 * some slot, goes round its row, and only then on to the next row: so most of them read
 * one cache line. States are compared as a whole: two different
 * ones are never taken for one. The last word of a packed state is never 0 (see
 * `layOut`), which tells a slot that is taken from a free one. The table begins
 * where nothing else is in the arena, and may grow at its end.
 *
 * @param stride words from one slot to the next: one more than a state's for its number, if that is kept
 * @param key a place for one state, and its number
 * @param setAside is told where in the table a state is that `move` had no slot for
 */
export function makeTable(
  words: number,
  stride: number,
  arena: Arena,
  batch: Batch,
  key: Int32Array,
  setAside: (at: number) => void,
): Table {
  const parts = partsOf(words);
  const each = (line: (part: Part, i: number) => string) => parts.map(line).join('\n');
  const keys = (array: string, at: string) =>
    each(({ pair, word }, i) => `    const key${i} = ${array}${pair}[${at} + ${word}];`);
  const last = parts.length - 1;
  const { none } = parts[last]!; // what is there in a free slot
  const lastAt = (at: string) => `table${parts[last]!.pair}[${at} + ${parts[last]!.word}]`;
  const { packed, from, to, bit, known, starts, fresh, children, added, sink } = batch;
  const arrays = { packed, from, to, bit, known, starts, fresh, children, added, sink, key, table: arena.end };
  const isNumbered = stride > words;

  return instantiate<Table>('table', arena, arrays, { setAside }, [
    `
export function addAll(slots, count, first, sources, before): i32 {
  for (let i = 0; i < count; i++) {
${keys('packed', `i * ${words}`)}
${hash(parts)}
    starts[i] = ${start};
  }

  // Reads what lies where the look-ups begin. In a large table nearly every one of them waits
  // for memory. In this bare loop the waits overlap, which makes a search about twice as fast.
  let read = 0;
  let ahead = 0;
  for (; ahead + 7 < count; ahead += 8) {
    read ^= ${Array.from({ length: 8 }, (_, i) => `table[starts[ahead + ${i}] * ${stride}]`).join(' ^ ')};
  }
  for (; ahead < count; ahead++) read ^= table[starts[ahead] * ${stride}];
  sink[0] = read; // or the engine would leave the reads out

  const end = slots * ${stride};
  let size = before;
  for (let i = 0; i <= sources; i++) children[i] = 0;
  for (let i = 0; i < count; i++) {
${keys('packed', `i * ${words}`)}
${begin('starts[i]')}
${probe()}
    if (there == ${none}) {
      const fellow = size - before;
${each(({ pair, word }, i) => `      table${pair}[slot + ${word}] = key${i};`)}
${each(({ pair, word }, i) => `      added${pair}[fellow * ${words} + ${word}] = key${i};`)}
${isNumbered ? `      table[slot + ${words}] = size;` : ''}
      fresh[fellow] = i;
      children[1 + from[i] - first]++;
      size++;
    } else known[1 + from[i] - first] |= bit[i];
${isNumbered ? `    to[i] = table[slot + ${words}];` : ''}
  }
  return size;
}

export function find(slots): i32 {
  const end = slots * ${stride};
${keys('key', '0')}
${hash(parts)}
${begin(start)}
${probe()}
  return there == ${none} ? -1 : slot;
}

export function put(slots) {
  const end = slots * ${stride};
${keys('key', '0')}
${hash(parts)}
${begin(start)}
  while (${lastAt('slot')} != ${none}) {
${next('    ')}
  }
${lines(stride, word => `  table[slot + ${word}] = key[${word}];`)}
}

export function move(before, slots) {
  const end = slots * ${stride};
  // The system gives memory a page at a time, when first touched: at once if by a write, in two goes if by a read.
  for (let page = before * ${stride}; page < end; page += ${PAGE}) table[page] = 0;
  // Nearly every state goes to a higher row than its own, where what was there has moved already.
  for (let at = (before - 1) * ${stride}; at >= 0; at -= ${stride}) {
    if (${lastAt('at')} == ${none}) continue;
${keys('table', 'at')}
${hash(parts)}
${isNumbered ? `    const number = table[at + ${words}];` : ''}
${begin(start)}
    ${lastAt('at')} = ${none};
    while (${lastAt('slot')} != ${none}) {
      if (row <= at) break;
${next('      ')}
    }
    if (row <= at) {
      ${lastAt('at')} = key${last};
      setAside(at);
      ${lastAt('at')} = ${none};
      continue;
    }
${each(({ pair, word }, i) => `    table${pair}[slot + ${word}] = key${i};`)}
${isNumbered ? `    table[slot + ${words}] = number;` : ''}
  }
}`,
  ]);

  /** Begins at a slot. */
  function begin(slot: string): string {
    return `    let home = ${slot};
    let row = (home & ${-ROW}) * ${stride};
    home *= ${stride};
    let slot = home;`;
  }

  /** Goes on to the next slot: round its row, then to the next row. */
  function next(indent: string): string {
    return [
      `slot += ${stride};`,
      `if (slot == row + ${ROW * stride}) slot = row;`,
      `if (slot == home) {`,
      `  row += ${ROW * stride};`,
      `  if (row == end) row = 0;`,
      `  slot = row;`,
      `  home = row;`,
      `}`,
    ]
      .map(line => `${indent}${line}`)
      .join('\n');
  }

  /** Goes on to the slot that holds the state, or to a free one. */
  function probe(): string {
    const rest = parts
      .slice(0, last)
      .map(({ pair, word }, i) => `if (table${pair}[slot + ${word}] == key${i}) `)
      .join('');
    return `    let there = ${lastAt('slot')};
    while (there != ${none}) {
      if (there == key${last}) ${rest}break;
${next('      ')}
      there = ${lastAt('slot')};
    }`;
  }
}

/** A word of a packed state, or two as one number. */
interface Part {
  readonly word: number;
  readonly pair: '' | '.pair';
  /** What is there in a free slot, in the last part. */
  readonly none: '0' | '0n';
}

function partsOf(words: number): Part[] {
  return Array.from({ length: Math.ceil(words / 2) }, (_, i) =>
    2 * i + 1 < words ? { word: 2 * i, pair: '.pair', none: '0n' } : { word: 2 * i, pair: '', none: '0' },
  );
}

/** Mixes all bits of a state, so that neighbouring ones spread over the table. */
function hash(parts: readonly Part[]): string {
  return [
    '    let hash = 0n;',
    ...parts.flatMap(({ pair }, i) => [
      `    hash ^= ${pair ? `key${i}` : `wide(key${i})`};`,
      `    hash = (hash ^ hash >>> 32n) * 0x9e3779b97f4a7c15n;`,
    ]),
  ].join('\n');
}

/** The slot where the look-up of a state with this hash begins. */
const start = `narrow(((hash ^ hash >>> 32n) * 0xd6e8feb86659fd93n >>> 32n) * wide(slots) >>> 32n)`;

function lines(words: number, line: (word: number) => string): string {
  return Array.from({ length: words }, (_, word) => line(word)).join('\n');
}
