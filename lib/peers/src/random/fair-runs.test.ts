import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { check, each, flag, model, range, type Actions, type PropertyResult } from 'everystate';
import { faultOf, reachable, shortestStem, stuck, visitedForEver, type StepTable, type Wait } from './fair-runs.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const GRAPHS = Number(process.env.RUNS ?? 4000);
const PROCESSES = 2;

/** A graph: some of its actions are the system's, some are taken by each of two processes. */
interface RandomGraph {
  readonly states: number;
  readonly initial: readonly number[];
  readonly actions: readonly {
    readonly byProcess: boolean;
    readonly fair: 'weak' | 'strong' | undefined;
    /** For each process, where it leads from each state; less than 0 where it is not possible. */
    readonly next: readonly (readonly number[])[];
  }[];
  readonly when: number;
  readonly goals: readonly number[];
}

const randomGraph: fc.Arbitrary<RandomGraph> = fc.integer({ min: 2, max: 8 }).chain(states => {
  const state = fc.nat(states - 1);
  const next = fc.array(fc.oneof({ weight: 1, arbitrary: fc.constant(-1) }, { weight: 2, arbitrary: state }), {
    minLength: states,
    maxLength: states,
  });
  return fc.record({
    states: fc.constant(states),
    initial: fc.uniqueArray(state, { minLength: 1, maxLength: 2 }),
    actions: fc.array(
      fc.record({
        byProcess: fc.boolean(),
        fair: fc.constantFrom(undefined, 'weak' as const, 'strong' as const),
        next: fc.array(next, { minLength: PROCESSES, maxLength: PROCESSES }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    when: state,
    goals: fc.uniqueArray(state, { minLength: 1, maxLength: 2 }),
  });
});

function tableOf({ states, initial, actions }: RandomGraph): StepTable {
  return {
    states,
    initial,
    labels: actions.flatMap(({ byProcess, fair, next }, i) =>
      next
        .slice(0, byProcess ? PROCESSES : 1)
        .map((to, process) => ({ label: byProcess ? `act${i} ${'AB'[process]}` : `act${i}`, fair, next: to })),
    ),
  };
}

function modelOf({ states, initial, actions, when, goals }: RandomGraph) {
  const isGoal = (n: number) => goals.includes(n);
  const state = { n: range(0, states - 1), p: each(PROCESSES, { unused: flag }) };
  const acts: Actions<typeof state> = Object.fromEntries(
    actions.map(({ byProcess, fair, next }, i) => [
      `act${i}`,
      byProcess
        ? {
            by: 'p',
            fair,
            when: (s, _, process) => next[process]![s.n]! >= 0,
            then: (s, _, process) => {
              s.n = next[process]![s.n]!;
            },
          }
        : {
            fair,
            when: s => next[0]![s.n]! >= 0,
            then: s => {
              s.n = next[0]![s.n]!;
            },
          },
    ]),
  );
  return model({
    state,
    init: initial.map(n => ({ n })),
    actions: acts,
    ends: { anywhere: () => true },
    eventually: { gets: s => isGoal(s.n) },
    leadsTo: { answers: { when: s => s.n === when, then: s => isGoal(s.n) } },
    canRecover: { back: s => isGoal(s.n) },
  });
}

/** Compares a verdict and its lasso with what the table says; whether the lasso goes round. */
function compareLasso({ verdict, count, trace, loop }: PropertyResult, table: StepTable, wait: Wait): boolean {
  const visited = visitedForEver(table, wait);
  assert.deepEqual([verdict, count], [visited.length > 0 ? 'violated' : 'holds', visited.length]);
  if (verdict === 'holds') return false;
  assert.equal(faultOf(table, trace!.start.n as number, trace!.labels, loop!.labels, wait), undefined);
  assert.deepEqual([loop!.start.n, loop!.end.n], [trace!.end.n, trace!.end.n]);
  assert.equal(trace!.length, shortestStem(table, wait, visited), 'the stem is a shortest one');
  return loop!.length > 0;
}

test('on thousands of random graphs, liveness, answers and recovery agree with a guess and a walk, and every lasso is one', t => {
  t.diagnostic(`SEED=${seed} repeats this`);
  const seen = { gets: 0, answers: 0, back: 0, loops: 0, fairnessMatters: 0 };
  const outcome = fc.check(
    fc.property(randomGraph, graph => {
      const table = tableOf(graph);
      const result = check(modelOf(graph));
      const then = (n: number) => graph.goals.includes(n);
      assert.equal(result.states, reachable(table).size);

      const gets: Wait = { when: 'at first', then };
      const loops = compareLasso(result.of('gets'), table, gets);
      compareLasso(result.of('answers'), table, { when: n => n === graph.when, then });
      const lost = stuck(table, then);
      assert.equal(result.of('back').count, lost.length);
      if (lost.length > 0) assert(lost.includes(result.of('back').trace!.end.n));

      for (const name of ['gets', 'answers', 'back'] as const) if (result.of(name).verdict === 'violated') seen[name]++;
      if (loops) seen.loops++;
      const unfair = { ...table, labels: table.labels.map(one => ({ ...one, fair: undefined })) };
      if (visitedForEver(unfair, gets).length !== result.of('gets').count) seen.fairnessMatters++;
    }),
    { seed, numRuns: GRAPHS },
  );
  if (outcome.failed)
    assert.fail(
      `seed ${seed}, path ${outcome.counterexamplePath}: ${JSON.stringify(outcome.counterexample)}\n${outcome.errorInstance}`,
    );
  for (const [what, count] of Object.entries(seen)) {
    assert(
      count > GRAPHS / 20 && count < GRAPHS * 0.95,
      `${what} in ${count} of ${GRAPHS} graphs: too lopsided to test much`,
    );
  }
});
