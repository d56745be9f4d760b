import type { Batch } from './batch.js';
import type { Codec } from './codec.js';
import { arraysOf, overBatch, type Expand, type OnStep } from './expand.js';
import { generate } from './generate.js';
import { Habit, type Change, type Seen } from './habit.js';
import type { Key } from './key.js';
import type { Transition } from './machine.js';
import type { Observer } from './observer.js';

/** Steps whose guards' answers fit one number, with a bit left over. */
const TOGETHER = 31;
/** That bit: the answers are not known yet. */
const UNKNOWN = 1 << 31;
/** Places in a packed state that the key of an effect may be put together from. */
const MOST_EXTRACTS = 4;

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
  #guards: GuardTable[] = [];
  #effects!: EffectTables;
  /** How often, since the tables were made, something was read that they do not go by. */
  #surprises = 0;

  /** @param watched the same transitions as functions of the observer's state */
  constructor(
    codec: Codec<unknown>, transitions: readonly Transition[], batch: Batch,
    observer: Observer, watched: readonly Transition[], onStep: OnStep,
  ) {
    this.#codec = codec;
    this.#transitions = transitions;
    this.#batch = batch;
    this.#onStep = onStep;
    this.#habits = watched.map(step => new Habit(step, observer));
    this.#words = codec.code.pack.length;
  }

  /** Whether new tables would remember more. */
  get isOutOfDate(): boolean {
    return this.#surprises > 64;
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
    this.expand = generate('compiled', {
      ...this.#codec.code.bound,
      ...arraysOf(this.#batch),
      ...this.#onStep,
      ...Object.fromEntries(this.#guards.flatMap(({ key, answers }, i) => [[`guards${i}`, answers], ...key.bound(`at${i}`)])),
      ...this.#effects.bound,
      read: this.#codec.read,
      write: this.#codec.write,
      learnGuards: (first: number, offset: number) => this.#learnGuards(first, offset),
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
      groups.push(`let ${may} = ${this.#unguarded(first)};`);
      this.#guards.forEach((table, i) => { if (table.first === first) groups.push(...table.code(i, may)); });
      groups.push(
        `if (${may} < 0) ${may} = learnGuards(${first}, offset);`,
        `for (; ${may} !== 0; ${may} &= ${may} - 1) size = take(${first} + 31 - Math.clz32(${may} & -${may}), ${given});`,
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
      `  by[size] = step;`,
      `  taken[step]++;`,
      `  return size + 1;`,
      `}`,
      ``,
      ...overBatch(groups, words, ended && `read(sources, offset); ended(from);`),
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

  /** Which of the steps from number `first` on are possible; what was unknown is entered in the tables. */
  #learnGuards(first: number, offset: number): number {
    let may = this.#unguarded(first);
    for (const table of this.#guards) {
      if (table.first !== first) continue;
      const known = table.answers[table.key.indexOf(this.#batch.sources, offset)]!;
      may |= known === UNKNOWN ? this.#learnTable(table, offset) : known;
    }
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
    if (!this.#effects.enter(i, seen, sources, offset)) {
      this.#habits[i]!.missedEffect();
      this.#surprises++;
    }
    seen.outcome.forEach(({ keep, put }, word) => { packed[to + word] = sources[offset + word]! & keep | put; });
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

/** The answers of guards that depend on the same cells: a bit for each. */
class GuardTable {
  readonly steps: number[] = [];
  /** Bit b is for the step of this number plus b. */
  readonly first: number;
  readonly key: Key;
  readonly answers: Int32Array;

  constructor(first: number, key: Key) {
    this.first = first;
    this.key = key;
    this.answers = new Int32Array(key.size).fill(UNKNOWN);
  }

  /** The lines that add the answers for a state to a variable. */
  code(i: number, may: string): string[] {
    return [...this.key.code(`at${i}`), `${may} |= guards${i}[at${i}];`];
  }
}

/** As few tables as will do: a guard goes into one with others that depends on more. */
function guardTables(habits: readonly Habit[], transitions: readonly Transition[]): GuardTable[] {
  const tables: GuardTable[] = [];
  const guards = habits.flatMap(({ guardKey: key }, i) => (transitions[i]!.when && key ? [{ i, key }] : []));
  for (const { i, key } of guards.sort((a, b) => b.key.size - a.key.size)) {
    const first = i - i % TOGETHER;
    let table = tables.find(table => table.first === first && table.key.includes(key));
    if (!table) tables.push(table = new GuardTable(first, key));
    table.steps.push(i);
  }
  return tables;
}

/**
 * What effects do, one after the other in one array. A row is 1 when it is known,
 * and then what to keep and what to put for each word. The first row is for
 * everything that is never known.
 */
class EffectTables {
  readonly bound: Readonly<Record<string, unknown>>;
  /** Lines that put the state after a step to its place in the batch. */
  readonly code: readonly string[];
  readonly #keys: (Key | undefined)[];
  readonly #rows: Int32Array;
  /** For each step, where its rows begin and how the index is put together from the bits of a state. */
  readonly #guide: Int32Array;
  readonly #entry: number;
  readonly #width: number;

  constructor(keys: readonly (Key | undefined)[], words: number) {
    this.#keys = keys.map(key => (key && key.extracts.length <= MOST_EXTRACTS ? key : undefined));
    this.#width = 1 + 2 * words;
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
    const picky = this.#keys.some(key => key && key.picks.length > 0);
    this.bound = {
      guide: this.#guide,
      effects: this.#rows,
      picky: this.#keys.map(key => (key && key.picks.length > 0 ? key : undefined)),
    };
    const index = Array.from({ length: parts }, (_, part) => {
      const at = (place: number) => `guide[at + ${1 + 4 * part + place}]`;
      return `(sources[offset + ${at(0)}] >>> ${at(1)} & ${at(2)}) << ${at(3)}`;
    }).join('\n  | ') || '0';
    this.code = [
      `const at = step * ${this.#entry};`,
      ...(picky
        ? [`const index = picky[step] !== undefined ? picky[step].indexOf(sources, offset) : ${index};`]
        : [`const index = ${index};`]),
      `const row = guide[at] + index * ${this.#width};`,
      `if (effects[row] === 1) {`,
      ...Array.from({ length: words }, (_, word) =>
        `  packed[to + ${word}] = word${word} & effects[row + ${1 + 2 * word}] | effects[row + ${2 + 2 * word}];`),
      `} else if (!learn(step, offset, to)) return size;`,
    ];
  }

  has(i: number): boolean {
    return this.#keys[i] !== undefined;
  }

  giveUp(i: number): void {
    this.#keys[i] = undefined;
    this.#guide.fill(0, i * this.#entry, (i + 1) * this.#entry);
  }

  /** False when the table does not go by all that mattered. */
  enter(i: number, { reads, outcome }: Seen<Change[]>, words: Int32Array, offset: number): boolean {
    const key = this.#keys[i];
    if (!key?.covers(reads, words, offset)) return false;
    const row = this.#guide[i * this.#entry]! + key.indexOf(words, offset) * this.#width;
    this.#rows.set([1, ...outcome.flatMap(({ keep, put }) => [keep, put])], row);
    return true;
  }
}
