import type { Arena } from '../wasm/memory.js';
import { instantiate } from '../wasm/instantiate.js';
import type { Batch } from '../batch.js';
import { Dependence, STEPS_IN_WORD } from './dependence.js';
import { answersOf, guardArrays, guardCode, guardTables, type GuardTable } from './guard-tables.js';
import { AccessProfile } from './access-profile.js';
import type { Transition } from '../../state/machine.js';
import type { IsQuiet } from '../../search/interface.js';
import type { Recorder } from '../../state/recorder.js';
import type { TableMemory } from './table-memory.js';

/**
 * Finds the new states of which there is something to tell. Of most there is nothing:
 * invariants hold, witnesses are rare. So the answers of properties are remembered as
 * those of guards are, a bit for each that has something to tell.
 */
export class PropertyTables {
  readonly #batch: Batch;
  readonly #arena: Arena;
  readonly #words: number;
  readonly #questions: readonly Transition[];
  readonly #profiles: readonly AccessProfile[];
  readonly #found: (state: number, offset: number) => void;
  #tables: GuardTable[] = [];
  #code!: { tell(before: number, count: number): void };
  /** How often, since the tables were made, a property read a bit field that is not part of its key. */
  surprises = 0;

  /** @param found is told of a new state by its number, and where it is in `batch.added` */
  constructor(
    isQuiet: readonly IsQuiet[],
    batch: Batch,
    arena: Arena,
    words: number,
    recorder: Recorder,
    found: (state: number, offset: number) => void,
  ) {
    this.#batch = batch;
    this.#arena = arena;
    this.#words = words;
    this.#found = found;
    this.#questions = isQuiet.map(one => ({ when: (state: any) => !one(state) }) as unknown as Transition);
    const dependence = new Dependence(); // nobody's: questions change nothing
    this.#profiles = this.#questions.map((question, i) => new AccessProfile(question, i, recorder, dependence));
  }

  /** Watches every question in the packed state at `offset`. */
  study(words: Int32Array, offset: number): void {
    for (const profile of this.#profiles) profile.seeGuard(words, offset);
  }

  /** Makes tables that go by what was read so far. */
  prepare(memory: TableMemory): void {
    this.surprises = 0;
    for (const profile of this.#profiles) profile.review();
    this.#tables = this.#profiles.length > STEPS_IN_WORD ? [] : guardTables(this.#profiles, this.#questions, memory);
    const isAll = this.#tables.reduce((sum, { steps }) => sum + steps.length, 0) === this.#profiles.length;
    const others = isAll ? 0 : 1; // a question that no table knows about is always to be asked
    const words = Array.from({ length: this.#words }, (_, word) => word);
    const { added } = this.#batch;
    this.#code = instantiate(
      'properties',
      this.#arena,
      { added, ...guardArrays(this.#tables) },
      {
        ask: (first, offset) =>
          answersOf(this.#tables, first, others, added, offset, table => this.#ask(table, offset)),
        found: (state, offset) => this.#found(state, offset),
      },
      [
        `export function tell(before, count) {`,
        `  let offset = 0;`,
        `  for (let i = 0; i < count; i++) {`,
        ...words.map(word => `    const word${word} = added[offset + ${word}];`),
        ...guardCode('loud', this.#tables, 0, others).map(line => `    ${line}`),
        `    if (loud != 0) found(before + i, offset);`,
        `    offset += ${this.#words};`,
        `  }`,
        `}`,
      ],
    );
  }

  /** Tells of those among the states just added of which there is something to tell. */
  tell(before: number, after: number): void {
    this.#code.tell(before, after - before);
  }

  /** Asks what a table does not know; what the table cannot keep counts as something to tell. */
  #ask(table: GuardTable, offset: number): number {
    const { added } = this.#batch;
    let loud = 0;
    for (const i of table.steps) {
      const seen = this.#profiles[i]!.seeGuard(added, offset);
      if (!seen || !table.key.covers(seen.reads, added, offset)) {
        if (seen) this.surprises++;
        this.#profiles[i]!.missedGuard();
        return 1;
      }
      if (seen.outcome) loud |= 1 << (i - table.first);
    }
    table.answers[table.key.indexOf(added, offset)] = loud;
    return loud;
  }
}
