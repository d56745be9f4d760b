import type { Batch } from './batch.js';
import type { Codec } from './codec.js';
import { EffectTables } from './effect-tables.js';
import { arraysOf, overBatch, type Expand, type OnStep } from './expand.js';
import { Footprints } from './footprints.js';
import { generate } from './generate.js';
import { GuardTable, guardTables, TOGETHER, UNKNOWN } from './guard-tables.js';
import { Habit } from './habit.js';
import type { Transition } from './machine.js';
import type { Observer } from './observer.js';
import { Sleep } from './sleep.js';

/**
 * Steps that are remembered. What a guard answers and what an effect changes
 * depends on what they read, and on nothing else. So each is watched once for all
 * values that it reads; from then on a table tells what it does, by bits of the
 * packed state, and no state object is needed. What a table does not know yet is
 * watched when it comes up: guards and effects are never called in states that the
 * search did not reach.
 *
 * Which cells they read is learnt in the same way. Those that cannot be watched, or
 * that read too much, are called as functions.
 */
export class CompiledSteps {
  expand!: Expand;
  readonly #codec: Codec<unknown>;
  readonly #transitions: readonly Transition[];
  readonly #batch: Batch;
  readonly #onStep: OnStep;
  readonly #habits: readonly Habit[];
  readonly #words: number;
  readonly #footprints = new Footprints();
  readonly #sleep: Sleep | undefined;
  #guards: GuardTable[] = [];
  #effects!: EffectTables;
  /** How often, since the tables were made, something was read that they do not go by. */
  #surprises = 0;

  /**
   * @param watched the same transitions as functions of the observer's state
   * @param sleeps whether steps to known states may be left out
   */
  constructor(
    codec: Codec<unknown>, transitions: readonly Transition[], batch: Batch,
    observer: Observer, watched: readonly Transition[], onStep: OnStep, sleeps: boolean,
  ) {
    this.#codec = codec;
    this.#transitions = transitions;
    this.#batch = batch;
    this.#onStep = onStep;
    this.#words = codec.code.pack.length;
    this.#habits = watched.map((step, i) => new Habit(step, i, observer, this.#footprints));
    if (sleeps) this.#sleep = new Sleep(batch);
  }

  /** Whether new tables would remember more. */
  get isOutOfDate(): boolean {
    return this.#surprises > 64;
  }

  /** Before the steps of a batch are taken. */
  wake(): void {
    this.#sleep?.fetch();
  }

  /** After the successors were looked up: how many states there were before, and are now. */
  settle(before: number, after: number): void {
    this.#sleep?.settle(before, after, !this.#footprints.grew);
    if (!this.#footprints.grew) return;
    this.#effects.refresh(this.#footprints);
    this.#footprints.grew = false;
  }

  /** Watches every step in the packed state at `offset`. */
  study(words: Int32Array, offset: number): void {
    for (const habit of this.#habits) {
      if (habit.seeGuard(words, offset)?.outcome) habit.seeEffect(words, offset, this.#words);
    }
  }

  /** Makes tables that go by what was read so far, and the code that looks steps up in them. */
  prepare(): void {
    this.#surprises = 0;
    for (const habit of this.#habits) habit.settle();
    this.#guards = guardTables(this.#habits, this.#transitions);
    const guarded = new Set(this.#guards.flatMap(({ steps }) => steps));
    this.#effects = new EffectTables(this.#habits.map((habit, i) =>
      (guarded.has(i) || this.#transitions[i]!.when === undefined ? habit.effectKey : undefined)), this.#words);
    this.#transitions.forEach((_, i) => { if (!this.#effects.has(i)) this.#footprints.addWild(i); });
    this.expand = generate('compiled', {
      ...this.#codec.code.bound,
      ...arraysOf(this.#batch),
      ...this.#onStep,
      ...Object.fromEntries(this.#guards.flatMap(({ key, answers }, i) => [[`guards${i}`, answers], ...key.bound(`at${i}`)])),
      ...this.#effects.bound,
      read: this.#codec.read,
      write: this.#codec.write,
      learnGuards: (first: number, offset: number, indices: readonly number[]) => this.#learnGuards(first, offset, indices),
      learn: (i: number, offset: number, to: number) => this.#learn(i, offset, to),
    }, this.#source());
  }

  /** The body of a function that returns the expander. */
  #source(): string[] {
    const words = Array.from({ length: this.#words }, (_, word) => word);
    const given = ['offset', ...words.map(word => `word${word}`), 'from', 'size'].join(', ');
    const { stepping, ended, canonise } = this.#onStep;
    const groups: string[] = [];
    for (let first = 0; first < this.#transitions.length; first += TOGETHER) {
      const may = `may${first / TOGETHER}`;
      const tables = [...this.#guards.entries()].filter(([, table]) => table.first === first);
      groups.push(
        `let ${may} = ${this.#unguarded(first)};`,
        ...tables.flatMap(([i, table]) => table.code(i, may)),
        `if (${may} < 0) ${may} = learnGuards(${first}, offset, [${tables.map(([i]) => `at${i}`).join(', ')}]);`,
        ...(this.#sleep && first === 0 ? this.#restCode() : []),
        `for (; ${may} !== 0; ${may} &= ${may} - 1) {`,
        `  const step = ${first === 0 ? '' : `${first} + `}31 - Math.clz32(${may} & -${may});`,
        `  size = take(step, ${given});`,
        `}`,
      );
    }
    return [
      `function take(step, ${given}) {`,
      `  const to = size * ${this.#words};`,
      ...this.#effects.code.map(line => `  ${line}`),
      ...(stepping || canonise ? [`  read(packed, to);`] : []),
      ...(stepping ? [`  stepping(from, step);`] : []),
      ...(canonise ? [`  canonise();`, `  write(packed, to);`] : []),
      `  froms[size] = from;`,
      this.#sleep ? `  bits[size] = step < ${TOGETHER} ? 1 << step : 0;` : `  by[size] = step;`,
      `  taken[step]++;`,
      `  return size + 1;`,
      `}`,
      ``,
      ...overBatch(groups, words, ended && `read(sources, offset); ended(from);`, this.#sleep && 'asleep'),
    ];
  }

  /** Lines that leave out the steps asleep, but count them. */
  #restCode(): string[] {
    const bytes = Math.ceil(Math.min(TOGETHER, this.#transitions.length) / 8);
    return [
      `const asleep = known[from - batch.first];`,
      `may0 &= ~asleep;`,
      ...Array.from({ length: bytes }, (_, byte) => `rested[${byte * 256} + (asleep >>> ${byte * 8} & 255)]++;`),
    ];
  }

  /** A bit for each step from number `first` on that no guard table knows about. */
  #unguarded(first: number): number {
    let may = 0;
    for (let i = first; i < Math.min(first + TOGETHER, this.#transitions.length); i++) {
      if (!this.#guards.some(({ steps }) => steps.includes(i))) may |= 1 << i - first;
    }
    return may;
  }

  /**
   * Which of the steps from number `first` on are possible; what was unknown is entered in the tables.
   * @param indices where the state is in the tables of these steps
   */
  #learnGuards(first: number, offset: number, indices: readonly number[]): number {
    let may = this.#unguarded(first);
    this.#guards.filter(table => table.first === first).forEach((table, i) => {
      const known = table.answers[indices[i]!]!;
      may |= known === UNKNOWN ? this.#learnTable(table, offset) : known;
    });
    return may;
  }

  #learnTable(table: GuardTable, offset: number): number {
    const { sources } = this.#batch;
    let may = 0;
    let isCovered = true;
    for (const i of table.steps) {
      const seen = this.#habits[i]!.seeGuard(sources, offset);
      // A step whose guard cannot be watched any more is called as a function from now on.
      if (!seen) this.#effects.giveUp(i);
      if (!seen || seen.outcome) may |= 1 << i - table.first;
      if (seen && table.key.covers(seen.reads, sources, offset)) continue;
      this.#habits[i]!.missedGuard();
      isCovered = false;
    }
    if (isCovered) table.answers[table.key.indexOf(sources, offset)] = may;
    else this.#surprises++;
    return may;
  }

  /** Takes a step that no table knows; the state after it goes to `to` in the batch. Says whether it was possible. */
  #learn(i: number, offset: number, to: number): boolean {
    const { sources, packed } = this.#batch;
    const seen = this.#effects.has(i) ? this.#habits[i]!.seeEffect(sources, offset, this.#words) : undefined;
    if (!seen) return this.#call(i, offset, to);
    if (!this.#effects.enter(i, seen, sources, offset, this.#footprints)) {
      this.#habits[i]!.missedEffect();
      this.#surprises++;
    }
    seen.outcome.changes.forEach(({ keep, put }, word) => { packed[to + word] = sources[offset + word]! & keep | put; });
    return true;
  }

  #call(i: number, offset: number, to: number): boolean {
    const { when, then, me, process } = this.#transitions[i]!;
    const { state } = this.#codec;
    this.#codec.read(this.#batch.sources, offset);
    if (when && !when(state, me, process)) return false;
    then(state, me, process);
    this.#codec.write(this.#batch.packed, to);
    return true;
  }
}
