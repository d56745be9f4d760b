/**
 * Liveness under fairness, decided in a way that has nothing in common with
 * everystate's: no strongly connected components, but a guess and a walk.
 */

export type Fair = 'weak' | 'strong' | undefined;

/** States 0, 1, 2, …; for each label and state, the next state, or -1 where the label is not enabled. */
export interface StepTable {
  readonly states: number;
  readonly initial: readonly number[];
  readonly labels: readonly { readonly label: string; readonly fair: Fair; readonly next: readonly number[] }[];
}

type Test = (state: number) => boolean;

/** The states that a run should reach, and the states from which on the run waits: some states, or the first. */
export interface Wait {
  readonly when: Test | 'at first';
  readonly then: Test;
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** Every state that can be reached from some states by one step or more, each of them allowed. */
function onwards(table: StepTable, from: readonly number[], allowed: Test): Set<number> {
  const reached = new Set<number>();
  const queue = [...from];
  for (const state of queue) {
    for (const { to } of stepsFrom(table, state)) {
      if (!allowed(to) || reached.has(to)) continue;
      reached.add(to);
      queue.push(to);
    }
  }
  return reached;
}

export function reachable(table: StepTable): Set<number> {
  return new Set([...table.initial, ...onwards(table, table.initial, () => true)]);
}

function stepsFrom({ labels }: StepTable, from: number): Edge[] {
  return labels.flatMap(({ label, next }) => (next[from]! < 0 ? [] : [{ from, to: next[from]!, label }]));
}

/** Reachable states from which no way leads to a good one. */
export function stuck(table: StepTable, good: Test): number[] {
  return [...reachable(table)].filter(state => !good(state) && ![...onwards(table, [state], () => true)].some(good));
}

/** What a fair run can visit for ever while it waits in vain. */
export function visitedForEver(table: StepTable, { when, then }: Wait): number[] {
  const starts = when === 'at first' ? table.initial : [...reachable(table)].filter(when);
  const waits = starts.filter(state => !then(state));
  const waiting = new Set([...waits, ...onwards(table, waits, state => !then(state))]);
  return [...waiting].filter(state => stepsFrom(table, state).length === 0 || canCircle(table, state, waiting));
}

/**
 * Whether a fair run can come back to a state for ever without leaving a part of
 * the graph. It guesses which of the strongly fair labels it will never find
 * possible, and keeps away from where they are. Of what is left, each strongly
 * fair label has to be taken on every round, and each weakly fair one taken or
 * found not possible.
 */
function canCircle(table: StepTable, state: number, part: ReadonlySet<number>): boolean {
  const strong = table.labels.filter(({ fair }) => fair === 'strong');
  const weak = table.labels.filter(({ fair }) => fair === 'weak');
  for (let guess = 0; guess < 2 ** strong.length; guess++) {
    const avoided = strong.filter((_, i) => (guess >> i) & 1);
    const allowed = (at: number) => part.has(at) && avoided.every(({ next }) => next[at]! < 0);
    const duties = [
      ...strong
        .filter(one => !avoided.includes(one))
        .map(
          ({ label }) =>
            (edge: Edge) =>
              edge.label === label,
        ),
      ...weak.map(
        ({ label, next }) =>
          (edge: Edge) =>
            edge.label === label || next[edge.to]! < 0,
      ),
    ];
    if (allowed(state) && canDoAll(table, state, allowed, duties)) return true;
  }
  return false;
}

/** Whether some path leads from a state back to that state and does the state's duties, one after the other. */
function canDoAll(
  table: StepTable,
  start: number,
  allowed: Test,
  duties: readonly ((edge: Edge) => boolean)[],
): boolean {
  const queue = [{ state: start, done: 0 }];
  const seen = new Set<string>();
  for (const { state, done } of queue) {
    for (const edge of stepsFrom(table, state)) {
      if (!allowed(edge.to)) continue;
      let now = done;
      while (now < duties.length && duties[now]!(edge)) now++;
      if (edge.to === start && now === duties.length) return true;
      const key = `${edge.to} ${now}`;
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ state: edge.to, done: now });
    }
  }
  return false;
}

/** Steps of a shortest stem: to a state where the waiting starts, and on in vain to one of the given states. */
export function shortestStem(table: StepTable, { when, then }: Wait, ends: readonly number[]): number | undefined {
  const enter = (state: number, waits: boolean) => ({
    state,
    waits: (waits || (when !== 'at first' && when(state))) && !then(state),
  });
  let level = table.initial.map(state => enter(state, when === 'at first'));
  const seen = new Set<string>();
  for (let length = 0; level.length > 0; length++) {
    if (level.some(({ state, waits }) => waits && ends.includes(state))) return length;
    level = level
      .flatMap(({ state, waits }) => stepsFrom(table, state).map(({ to }) => enter(to, waits)))
      .filter(({ state, waits }) => !seen.has(`${state} ${waits}`) && seen.add(`${state} ${waits}`));
  }
  return undefined;
}

/**
 * What is wrong with a counterexample, if anything: its steps are no steps, its
 * loop does not close, is not fair, or the run does not wait in vain.
 */
export function faultOf(
  table: StepTable,
  start: number,
  stem: readonly string[],
  loop: readonly string[],
  { when, then }: Wait,
): string | undefined {
  if (!table.initial.includes(start)) return `it starts in ${start}`;
  const way = [start];
  for (const label of [...stem, ...loop]) {
    const to = table.labels.find(one => one.label === label)?.next[way.at(-1)!] ?? -1;
    if (to < 0) return `${label} is not possible in ${way.at(-1)}`;
    way.push(to);
  }
  const round = way.slice(stem.length);
  if (round[0] !== round.at(-1)) return `the loop from ${round[0]} leads to ${round.at(-1)}`;
  if (loop.length === 0 && stepsFrom(table, round[0]!).length > 0) return `it cannot stay in ${round[0]}`;
  const starts = when === 'at first' ? [0] : way.flatMap((state, i) => (when(state) ? [i] : []));
  if (!starts.some(i => !way.slice(i).some(then))) return `it does not wait in vain`;
  for (const { label, fair, next } of table.labels) {
    if (loop.length === 0 || loop.includes(label)) continue;
    if (fair === 'weak' && round.every(state => next[state]! >= 0)) return `it is not weakly fair to ${label}`;
    if (fair === 'strong' && round.some(state => next[state]! >= 0)) return `it is not strongly fair to ${label}`;
  }
  return undefined;
}
