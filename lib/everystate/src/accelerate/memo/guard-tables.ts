import { STEPS_IN_WORD } from './dependence.js';
import type { AccessProfile } from './access-profile.js';
import type { Key } from './memo-key.js';
import type { Transition } from '../../state/machine.js';
import type { TableMemory } from './table-memory.js';

/** The bit left over in a word of answers: the answers are not known yet. */
const UNKNOWN = 1 << 31;

/** The answers of guards that depend on the same bit fields: a bit for each. */
export class GuardTable {
  readonly steps: number[] = [];
  /** Bit b is for the step of this number plus b. */
  readonly first: number;
  readonly key: Key;
  readonly answers: Int32Array;

  constructor(first: number, key: Key, memory: TableMemory) {
    this.first = first;
    this.key = key;
    this.answers = memory.take(key.size).fill(UNKNOWN);
  }
}

/** The arrays that `guardCode` calls by name. */
export function guardArrays(tables: readonly GuardTable[]): Record<string, Int32Array> {
  return Object.fromEntries(tables.flatMap(({ key, answers }, i) => [[`guards${i}`, answers], ...key.bound(`at${i}`)]));
}

/**
 * The lines that leave the answers of guards in a variable, as bits. Where a table does not
 * know them, they call `ask` with the number of the guard of the lowest bit.
 * @param others the bits of guards that no table knows about: what is left to be asked
 */
export function guardCode(variable: string, tables: readonly GuardTable[], first: number, others: number): string[] {
  const numbers = [...tables.keys()].filter(i => tables[i]!.first === first);
  return [
    `let ${variable} = ${others};`,
    ...numbers.flatMap(i => [...tables[i]!.key.code(`at${i}`), `${variable} |= guards${i}[at${i}];`]),
    ...(numbers.length > 0 ? [`if (${variable} < 0) ${variable} = ask(${first}, offset);`] : []),
  ];
}

/**
 * The answers of guards in a packed state for which not every table has them, as bits.
 * @param ask gives those of a table that does not
 */
export function answersOf(
  tables: readonly GuardTable[],
  first: number,
  others: number,
  words: Int32Array,
  offset: number,
  ask: (table: GuardTable) => number,
): number {
  let answers = others;
  for (const table of tables) {
    if (table.first !== first) continue;
    const known = table.answers[table.key.indexOf(words, offset)]!;
    answers |= known === UNKNOWN ? ask(table) : known;
  }
  return answers;
}

/** As few tables as will do: a guard goes into one with others that depends on more. */
export function guardTables(
  profiles: readonly AccessProfile[],
  transitions: readonly Transition[],
  memory: TableMemory,
): GuardTable[] {
  const tables: GuardTable[] = [];
  const guards = profiles.flatMap((profile, i) => {
    const key = transitions[i]!.when && profile.guardKey(memory);
    return key ? [{ i, key }] : [];
  });
  for (const { i, key } of guards.sort((a, b) => b.key.size - a.key.size)) {
    const first = i - (i % STEPS_IN_WORD);
    let table = tables.find(table => table.first === first && table.key.includes(key));
    if (!table && memory.hasRoomFor(key.size)) tables.push((table = new GuardTable(first, key, memory)));
    table?.steps.push(i);
  }
  return tables;
}
