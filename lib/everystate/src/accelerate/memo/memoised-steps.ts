import type { Arena } from '../wasm/memory.js';
import { instantiate } from '../wasm/instantiate.js';
import type { Batch } from '../batch.js';
import type { Codec } from '../../state/codec.js';
import { EffectTables, leastRoom } from './effect-tables.js';
import type { OnStep } from '../successors.js';
import { Dependence, STEPS_IN_WORD } from './dependence.js';
import { answersOf, guardArrays, guardCode, guardTables, type GuardTable } from './guard-tables.js';
import { AccessProfile } from './access-profile.js';
import type { Visitor } from '../../search/interface.js';
import { transitionsOf, type Machine, type Transition } from '../../state/machine.js';
import { Recorder } from '../../state/recorder.js';
import { PropertyTables } from './property-tables.js';
import { TableMemory } from './table-memory.js';
import { SleepSets } from './sleep-sets.js';

/**
 * Memoised steps. What a guard answers and what an effect changes
 * depends on what they read, and on nothing else. So each is watched once for all
 * values that it reads; from then on a table tells what it does, by bits of the
 * packed state, and no state object is needed. What a table does not know yet is
 * watched when it comes up: guards and effects are never called in states that the
 * search did not reach.
 *
 * Which bit fields they read is learnt in the same way. Those that cannot be watched, or
 * that read too much, are called as functions.
 */
export class MemoisedSteps {
  #code!: { expand(first: number, end: number): number };
  readonly #arena: Arena;
  readonly #memory: TableMemory;
  readonly #codec: Codec<unknown>;
  readonly #transitions: readonly Transition[];
  readonly #batch: Batch;
  readonly #onStep: OnStep;
  readonly #profiles: readonly AccessProfile[];
  readonly #words: number;
  readonly #dependence = new Dependence();
  readonly #sleep: SleepSets | undefined;
  readonly #quiet: PropertyTables;
  #guards: GuardTable[] = [];
  #effects!: EffectTables;
  /** How often, since the tables were made, a function read a bit field that is not part of its key. */
  #surprises = 0;

  /**
   * @param arena where the batch is
   * @param room a place in it for tables
   * @param visitor what is told of steps and of new states
   * @param sleeps whether steps to known states may be left out
   */
  constructor(
    machine: Machine<any>,
    batch: Batch,
    arena: Arena,
    room: Int32Array,
    { stepping, found, quiet = [() => false] }: Visitor,
    sleeps: boolean,
  ) {
    const { layout, words, canonise } = machine;
    this.#codec = machine;
    this.#transitions = machine.transitions;
    this.#batch = batch;
    this.#arena = arena;
    this.#onStep = { stepping, canonise };
    this.#words = words;
    this.#memory = new TableMemory(room, leastRoom(this.#transitions.length, words));
    const recorder = new Recorder(machine.model.state, layout);
    this.#profiles = transitionsOf(machine.model, recorder.state).map(
      (step, i) => new AccessProfile(step, i, recorder, this.#dependence),
    );
    this.#quiet = new PropertyTables(found ? quiet : [], batch, arena, words, recorder, (state, offset) => {
      machine.read(batch.added, offset);
      found!(state);
    });
    if (sleeps) this.#sleep = new SleepSets(batch, arena);
  }

  /** Whether new tables would remember more. */
  get isOutOfDate(): boolean {
    return this.#surprises + this.#quiet.surprises > 64;
  }

  /** Takes every possible step from the states of the batch. */
  expand(): void {
    const batch = this.#batch;
    this.#sleep?.fetch();
    batch.size = this.#code.expand(batch.first, batch.end);
  }

  /** After the successors were looked up: how many states there were before, and are now. */
  note(before: number, after: number): void {
    this.#quiet.tell(before, after);
    this.#sleep?.note(before, after, !this.#dependence.grew);
    if (!this.#dependence.grew) return;
    this.#effects.refresh(this.#dependence);
    this.#dependence.grew = false;
  }

  /** Watches every step in the packed state at `offset`. */
  study(words: Int32Array, offset: number): void {
    for (const profile of this.#profiles) {
      if (profile.seeGuard(words, offset)?.outcome) profile.seeEffect(words, offset, this.#words);
    }
    this.#quiet.study(words, offset);
  }

  /** Makes tables that go by what was read so far, and the code that looks steps up in them. */
  prepare(): void {
    this.#surprises = 0;
    for (const profile of this.#profiles) profile.review();
    this.#memory.clear();
    this.#quiet.prepare(this.#memory);
    this.#guards = guardTables(this.#profiles, this.#transitions, this.#memory);
    const guarded = new Set(this.#guards.flatMap(({ steps }) => steps));
    this.#effects = new EffectTables(
      this.#profiles.map((profile, i) =>
        guarded.has(i) || this.#transitions[i]!.when === undefined ? profile.effectKey(this.#memory) : undefined,
      ),
      this.#words,
      this.#memory,
    );
    this.#transitions.forEach((_, i) => {
      if (!this.#effects.has(i)) this.#dependence.addWild(i);
    });
    const { sources, known, ends, packed, from: froms, by, bit: bits, conflicts, remembered, rested } = this.#batch;
    const arrays = { sources, known, ends, packed, froms, by, bits, conflicts, remembered, rested };
    this.#code = instantiate(
      'memoised',
      this.#arena,
      { ...arrays, ...guardArrays(this.#guards), ...this.#effects.arrays },
      {
        ask: (first, offset) =>
          answersOf(this.#guards, first, this.#unguarded(first), sources, offset, table => this.#ask(table, offset)),
        learn: (step, offset, to) => Number(this.#learn(step, offset, to)),
        pick: (step, offset) => this.#effects.indexOf(step, sources, offset),
        took: (step, offset, to) => this.#took(step, offset, to),
      },
      this.#source(),
    );
  }

  /** The code that takes every possible step. */
  #source(): string[] {
    const words = Array.from({ length: this.#words }, (_, word) => word);
    const { stepping, canonise } = this.#onStep;
    const groups: string[] = [];
    for (let first = 0; first < this.#transitions.length; first += STEPS_IN_WORD) {
      const may = `may${first / STEPS_IN_WORD}`;
      groups.push(
        ...guardCode(may, this.#guards, first, this.#unguarded(first)),
        ...(this.#sleep && first === 0 ? this.#restCode() : []),
        `for (; ${may} != 0; ${may} &= ${may} - 1) {`,
        `  const step = ctz(${may}) + ${first};`,
        ...this.#effects.code(stepping || canonise ? [`took(step, offset, to);`] : []).map(line => `  ${line}`),
        `  froms[size] = from;`,
        this.#sleep ? `  bits[size] = ${first === 0 ? '1 << step' : '0'};` : `  by[size] = step;`,
        `  remembered.pair[step * 2] += 1n;`,
        `  size++;`,
        `}`,
      );
    }
    return [
      `export function expand(first, end): i32 {`,
      `  let size = 0;`,
      `  let offset = 0;`,
      `  for (let from = first; from < end; from++) {`,
      ...words.map(word => `    const word${word} = sources[offset + ${word}];`),
      `    const before = size;`,
      `    const asleep = ${this.#sleep ? 'known[1 + from - first]' : '0'};`,
      ...groups.map(line => `    ${line}`),
      `    ends[from - first] = (size - before | asleep) == 0;`,
      `    offset += ${this.#words};`,
      `  }`,
      `  return size;`,
      `}`,
    ];
  }

  /** Lines that leave out the steps asleep, but count them. */
  #restCode(): string[] {
    const bytes = Math.ceil(Math.min(STEPS_IN_WORD, this.#transitions.length) / 8);
    return [
      `may0 &= ~asleep;`,
      ...Array.from(
        { length: bytes },
        (_, byte) => `rested.pair[(${byte * 256} + (asleep >>> ${byte * 8} & 255)) * 2] += 1n;`,
      ),
    ];
  }

  /** Tells of a step, and puts the state that stands for the one after it into its place. */
  #took(step: number, offset: number, to: number): void {
    const { stepping, canonise } = this.#onStep;
    if (!stepping && !canonise) return;
    this.#standAt(offset);
    this.#codec.read(this.#batch.packed, to);
    stepping?.(this.#batch.at, step);
    if (!canonise) return;
    canonise();
    this.#codec.write(this.#batch.packed, to);
  }

  /** A bit for each step from number `first` on that no guard table knows about. */
  #unguarded(first: number): number {
    let may = 0;
    for (let i = first; i < Math.min(first + STEPS_IN_WORD, this.#transitions.length); i++) {
      if (!this.#guards.some(({ steps }) => steps.includes(i))) may |= 1 << (i - first);
    }
    return may;
  }

  /** Asks the guards of a table that does not know them, and enters the answers if the key has all that was read. */
  #ask(table: GuardTable, offset: number): number {
    const { sources } = this.#batch;
    this.#standAt(offset);
    let may = 0;
    let isCovered = true;
    for (const i of table.steps) {
      const seen = this.#profiles[i]!.seeGuard(sources, offset);
      // A step whose guard cannot be watched any more is called as a function from now on.
      if (!seen) this.#effects.giveUp(i);
      if (!seen || seen.outcome) may |= 1 << (i - table.first);
      if (seen && table.key.covers(seen.reads, sources, offset)) continue;
      this.#profiles[i]!.missedGuard();
      isCovered = false;
    }
    if (!isCovered) this.#surprises++;
    // What was read may have told which element of a set to go by: see `Key`.
    else table.answers[table.key.indexOf(sources, offset)] = may;
    return may;
  }

  /** Takes a step that no table knows; the state after it goes to `to` in the batch. Says whether it was possible. */
  #learn(i: number, offset: number, to: number): boolean {
    const { sources, packed } = this.#batch;
    this.#standAt(offset);
    const seen = this.#effects.has(i) ? this.#profiles[i]!.seeEffect(sources, offset, this.#words) : undefined;
    if (!seen) return this.#call(i, offset, to);
    if (!this.#effects.enter(i, seen, sources, offset, this.#dependence)) {
      this.#profiles[i]!.missedEffect();
      this.#surprises++;
    }
    seen.outcome.changes.forEach(({ keep, put }, word) => {
      packed[to + word] = (sources[offset + word]! & keep) | put;
    });
    this.#took(i, offset, to);
    return true;
  }

  #call(i: number, offset: number, to: number): boolean {
    const { when, then, me, process } = this.#transitions[i]!;
    const { state } = this.#codec;
    this.#codec.read(this.#batch.sources, offset);
    if (when && !when(state, me, process)) return false;
    then(state, me, process);
    // A field may be outside of its domain until the normal form is taken.
    this.#onStep.stepping?.(this.#batch.at, i);
    this.#onStep.canonise?.();
    this.#codec.write(this.#batch.packed, to);
    return true;
  }

  /** Notes which state the steps are taken from, in case one of them fails. */
  #standAt(offset: number): void {
    this.#batch.at = this.#batch.first + offset / this.#words;
  }
}
