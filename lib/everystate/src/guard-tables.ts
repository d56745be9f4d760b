import type { Habit } from './habit.js';
import type { Key } from './key.js';
import type { Transition } from './machine.js';
import type { Shelf } from './shelf.js';

/** Steps whose guards' answers fit one number, with a bit left over. */
export const TOGETHER = 31;
/** That bit: the answers are not known yet. */
const UNKNOWN = 1 << 31;

/** The answers of guards that depend on the same cells: a bit for each. */
export class GuardTable {
  readonly steps: number[] = [];
  /** Bit b is for the step of this number plus b. */
  readonly first: number;
  readonly key: Key;
  readonly answers: Int32Array;

  constructor(first: number, key: Key, shelf: Shelf) {
    this.first = first;
    this.key = key;
    this.answers = shelf.take(key.size).fill(UNKNOWN);
  }

  /** The lines that add the answers for a state to a variable. */
  code(i: number, may: string): string[] {
    return [...this.key.code(`at${i}`), `${may} |= guards${i}[at${i}];`];
  }
}

/** As few tables as will do: a guard goes into one with others that depends on more. */
export function guardTables(habits: readonly Habit[], transitions: readonly Transition[], shelf: Shelf): GuardTable[] {
  const tables: GuardTable[] = [];
  const guards = habits.flatMap((habit, i) => {
    const key = transitions[i]!.when && habit.guardKey(shelf);
    return key ? [{ i, key }] : [];
  });
  for (const { i, key } of guards.sort((a, b) => b.key.size - a.key.size)) {
    const first = i - i % TOGETHER;
    let table = tables.find(table => table.first === first && table.key.includes(key));
    if (!table && shelf.hasRoomFor(key.size)) tables.push(table = new GuardTable(first, key, shelf));
    table?.steps.push(i);
  }
  return tables;
}
