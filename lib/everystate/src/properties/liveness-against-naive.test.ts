import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, each, flag, graph, model, range, type Actions, type Fairness, type Graph } from '../index.js';
import { integersFrom } from '../fixtures/random.js';

const STATES = 6;
const GRAPHS = 1000;
const KINDS = [undefined, 'weak', 'strong'] as const;

const PROCESSES = 2;
const state = { n: range(0, STATES - 1), p: each(PROCESSES, { unused: flag }) };

/** A few actions of the system or of two processes, each step of them a random partial function on a few states. */
function randomModel(seed: number) {
  const random = integersFrom(seed);
  const actions: Actions<typeof state> = Object.fromEntries(
    Array.from({ length: 2 + random(3) }, (_, i) => {
      const ways = 1 + random(2);
      const by = random(2) === 0 ? ('p' as const) : undefined;
      const steps = ways * (by ? PROCESSES : 1);
      const next = Array.from({ length: steps }, () =>
        Array.from({ length: STATES }, () => (random(5 * steps) < 3 ? random(STATES) : -1)),
      );
      const fair = KINDS[random(3)] as Fairness;
      const fairTo = fair && ([undefined, 'process', 'action'] as const)[random(3)];
      const parts = { fair, ...(fairTo && { fairTo }), with: { way: range(0, ways - 1) } };
      const act = by
        ? {
            ...parts,
            by,
            when: (s: { n: number }, _: unknown, i: number, { way }: any) => next[way * PROCESSES + i]![s.n]! >= 0,
            then: (s: { n: number }, _: unknown, i: number, { way }: any) => {
              s.n = next[way * PROCESSES + i]![s.n]!;
            },
          }
        : {
            ...parts,
            when: (s: { n: number }, { way }: any) => next[way]![s.n]! >= 0,
            then: (s: { n: number }, { way }: any) => {
              s.n = next[way]![s.n]!;
            },
          };
      return [`act${i}`, act];
    }),
  );
  const goal = random(STATES);
  const other = random(STATES);
  return model({
    state,
    actions,
    ends: { anywhere: () => true },
    eventually: { goal: s => s.n === goal || s.n === other },
    infinitelyOften: { again: s => s.n === goal || s.n === other },
    eventuallyAlways: { settled: s => s.n !== goal },
    precededBy: { after: { when: s => s.n === goal, then: s => s.n === other } },
    leadsTo: { answer: { when: s => s.n === other, then: s => s.n === goal } },
    canRecover: { back: s => s.n === goal },
  });
}

/**
 * What a violating run visits for ever, by going through all sets of states: a set
 * will do when the run can go from each state of it to each other within it, and is
 * fair if it takes every step within it again and again.
 */
function visitedForEver(
  { states, edges }: Graph,
  fair: Record<string, Fairness | undefined>,
  waiting: Set<number>,
  has: (state: number) => boolean,
): Set<number> {
  const found = new Set<number>();
  const subsets = 2 ** states.length;
  for (let bits = 1; bits < subsets; bits++) {
    const set = states.flatMap((_, i) => ((bits >> i) & 1 ? [i] : []));
    if (!set.every(state => waiting.has(state)) || !set.some(has)) continue;
    const inside = edges.filter(({ from, to }) => set.includes(from) && set.includes(to));
    const connected = set.every(from => {
      const seen = new Set<number>();
      let size: number;
      do {
        size = seen.size;
        for (const edge of inside) if (edge.from === from || seen.has(edge.from)) seen.add(edge.to);
      } while (seen.size > size);
      return set.every(to => seen.has(to));
    });
    const ends = set.length === 1 && !edges.some(({ from }) => from === set[0]);
    const isFair = Object.entries(fair).every(([label, kind]) => {
      const possible = set.filter(state => edges.some(edge => edge.from === state && edge.label.startsWith(label)));
      if (!kind || inside.some(edge => edge.label.startsWith(label))) return true;
      return kind === 'weak' ? possible.length < set.length : possible.length === 0;
    });
    if (ends || (connected && isFair)) for (const state of set) found.add(state);
  }
  return found;
}

/** Every state that can be reached from some of these without leaving the allowed ones. */
function reach({ edges }: Graph, from: number[], allowed: (state: number) => boolean): Set<number> {
  const reached = new Set(from.filter(allowed));
  for (const state of reached)
    for (const edge of edges) if (edge.from === state && allowed(edge.to)) reached.add(edge.to);
  return reached;
}

test('on random graphs, liveness under fairness agrees with going through all sets of states', () => {
  const verdicts = { holds: 0, violated: 0, 'not finished': 0 };
  let loops = 0;
  let toProcess = 0;
  for (let seed = 1; seed <= GRAPHS; seed++) {
    const m = randomModel(seed * 7_654_321);
    const result = check(m);
    const whole = graph(m);
    // By what a label begins with: the action or the process, where it is enough that one of their steps is taken.
    const fair = Object.fromEntries(
      Object.entries(m.actions).flatMap(([action, { by, fair, fairTo, with: ways }]) => {
        const takers = by && fairTo !== 'action' ? ['A', 'B'].map(process => `${action} ${process}`) : [action];
        if (fairTo === 'action' || fairTo === 'process') return takers.map(taker => [taker, fair]);
        return takers.flatMap(taker => ways.way.values.map((way: number) => [`${taker} (way ${way})`, fair]));
      }),
    );
    if (Object.values(m.actions).some(({ by, fairTo }) => by && fairTo === 'process')) toProcess++;
    const all = whole.states.map((_, i) => i);
    const holds = (p: (...given: any[]) => unknown) => (i: number) => p(whole.states[i]) as boolean;
    const { when, then } = m.leadsTo!.answer!;
    const goal = m.eventually!.goal!;
    const back = m.canRecover!.back!;

    const waiting = {
      goal: reach(whole, [0], i => !holds(goal)(i)),
      answer: reach(whole, all.filter(holds(when)), i => !holds(then)(i)),
      again: reach(whole, all, i => !holds(goal)(i)),
      settled: new Set(all),
    };
    const lacks = (i: number) => !holds(m.eventuallyAlways!.settled!)(i);
    for (const name of ['goal', 'answer', 'again', 'settled'] as const) {
      const { verdict, count, trace, loop } = result.of(name);
      const visited = visitedForEver(whole, fair, waiting[name], name === 'settled' ? lacks : () => true);
      const expected = name === 'settled' ? new Set([...visited].filter(lacks)) : visited;
      assert.equal(count, expected.size, `seed ${seed}, ${name}`);
      assert.equal(verdict, expected.size > 0 ? 'violated' : 'holds');
      verdicts[verdict]++;
      if (verdict === 'holds') continue;
      // The counterexample is one: it stays among waiting states, comes back, and is fair.
      const number = (state: object) =>
        whole.states.findIndex(other => JSON.stringify(other) === JSON.stringify(state));
      const round = loop!.steps.map(step => number(step.after));
      assert(round.every(state => waiting[name].has(state)));
      if (name === 'settled') assert(lacks(number(trace!.end)));
      assert.deepEqual(loop!.start, trace!.end);
      assert.deepEqual(loop!.end, loop!.start);
      const enabled = (state: number, label: string) =>
        whole.edges.some(edge => edge.from === state && edge.label.startsWith(label));
      if (loop!.length === 0) assert(Object.keys(fair).every(label => !enabled(number(loop!.start), label)));
      else loops++;
      for (const [label, kind] of Object.entries(fair)) {
        if (!kind || loop!.length === 0 || loop!.labels.some(taken => taken.startsWith(label))) continue;
        assert(
          kind === 'weak' ? round.some(state => !enabled(state, label)) : round.every(state => !enabled(state, label)),
        );
      }
      // Its stem is a shortest one to any such state.
      const far = distances(
        whole,
        waiting[name],
        name === 'goal' || name === 'settled'
          ? [0]
          : name === 'again'
            ? all.filter(i => waiting.again.has(i))
            : all.filter(i => holds(when)(i) && !holds(then)(i)),
      );
      assert.equal(trace!.length, Math.min(...[...expected].map(state => far.get(state)!)), `seed ${seed}, ${name}`);
    }
    const { when: late, then: first } = m.precededBy!.after!;
    const before = reach(whole, [0], i => !holds(first)(i));
    const tooSoon = [...before].filter(holds(late));
    const found = result.of('after');
    assert.equal(found.count, tooSoon.length);
    if (tooSoon.length > 0) {
      const far = distances(whole, before, [0]);
      assert.equal(found.trace!.length, Math.min(...tooSoon.map(state => far.get(state)!)));
      assert(holds(late)(all.find(i => JSON.stringify(whole.states[i]) === JSON.stringify(found.trace!.end))!));
    }
    const stuck = all.filter(state => ![...reach(whole, [state], () => true)].some(holds(back)));
    assert.equal(result.of('back').count, stuck.length);
    if (stuck.length > 0) assert(holds(() => true)(stuck[0]!) && result.of('back').trace !== undefined);
  }
  assert(
    [verdicts.holds, verdicts.violated, loops, toProcess].every(count => count > 100),
    JSON.stringify({ ...verdicts, loops, toProcess }),
  );
});

/** Steps to each state: to where the waiting starts, then on while waiting. */
function distances({ edges }: Graph, waiting: Set<number>, starts: number[]): Map<number, number> {
  const depth = new Map([[0, 0]]);
  for (const [state, far] of depth)
    for (const { from, to } of edges) if (from === state && !depth.has(to)) depth.set(to, far + 1);
  const far = new Map(starts.map(state => [state, depth.get(state)!]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to } of edges) {
      if (!far.has(from) || !waiting.has(to) || !(far.get(from)! + 1 < (far.get(to) ?? Infinity))) continue;
      far.set(to, far.get(from)! + 1);
      changed = true;
    }
  }
  return far;
}
