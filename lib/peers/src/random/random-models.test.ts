import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSameAccelerated } from 'everystate/dist/fixtures/accelerated.js';
import fc from 'fast-check';
import { guardedModel } from './arbitrary.js';
import type { GuardedModel } from './guarded.js';
import { searchWithEverystate } from './compare.js';
import { searchPlainly, type Plain } from './search.js';
import { toModel, toSource } from './source.js';
import { compareOnRandomModels, guarded, type Search } from './random-models.js';

const plainly = (model: GuardedModel) => searchPlainly(model, Infinity)!;
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const RUNS = Number(process.env.RUNS ?? 2000);

test('on thousands of random models, counts, depth, deadlocks, verdicts and shortest traces agree with a plain search', async t => {
  t.diagnostic(`SEED=${seed} repeats this`);
  const report = await compareOnRandomModels(guarded, model => searchWithEverystate(model), plainly, {
    seed,
    runs: RUNS,
    most: 200,
  });
  assert.equal(report.disagreement, undefined, report.disagreement);
  assert.equal(report.models, RUNS);
  for (const what of ['always', 'sometimes', 'rises', 'ends'] as const) {
    assert(
      report[what] > RUNS / 20 && report[what] < RUNS * 0.95,
      `${what} in ${report[what]} of ${RUNS} models: too lopsided to test much`,
    );
  }
});

test('on thousands of random models, symmetry and normal forms leave as many states as there are kinds of them', async t => {
  t.diagnostic(`SEED=${seed} repeats this`);
  let reduced = 0;
  const report = await compareOnRandomModels(
    guarded,
    model => searchWithEverystate(model, { symmetric: true, ghosts: true }),
    model => {
      const kinds = searchPlainly(model, Infinity, oneOfItsKind)!;
      if (kinds.states < plainly(model).states) reduced++;
      return kinds;
    },
    { seed: seed + 1, runs: RUNS, fewest: 4, most: 100 },
  );
  assert.equal(report.disagreement, undefined, report.disagreement);
  assert(reduced > RUNS / 20, `only ${reduced} of ${RUNS} models became smaller`);
});

/** Of all states that differ only in the order of their processes, the same one: by trying all orders. */
function oneOfItsKind({ fields, family }: Plain): Plain {
  const orders = permutations(family).map(order => ({ fields, family: order }));
  return orders.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))[0]!;
}

function permutations<T>(items: readonly T[]): T[][] {
  return items.length < 2
    ? [[...items]]
    : items.flatMap((item, i) =>
        permutations([...items.slice(0, i), ...items.slice(i + 1)]).map(rest => [item, ...rest]),
      );
}

test('on hundreds of random models, remembered steps do what guards and effects do', t => {
  t.diagnostic(`SEED=${seed} repeats this`);
  const outcome = fc.check(
    fc.property(guardedModel, fc.boolean(), (model, reduced) => {
      fc.pre((searchPlainly(model, 1500)?.states ?? 0) >= 12);
      assertSameAccelerated(toModel(model, { symmetric: reduced, ghosts: reduced }));
    }),
    { seed: seed + 2, numRuns: RUNS / 20 },
  );
  if (!outcome.failed) return;
  const [model] = outcome.counterexample!;
  assert.fail(`seed ${seed + 2}, path ${outcome.counterexamplePath}:\n${toSource(model)}\n${outcome.errorInstance}`);
});

test('what disagrees is made small', async () => {
  /** Takes every comparison with <= for one with <. */
  const wrong: Search = model => plainly(JSON.parse(JSON.stringify(model).replaceAll('"<="', '"<"')));
  const { disagreement } = await compareOnRandomModels(guarded, wrong, plainly, { seed: 1, runs: 2000, most: 500 });
  assert(disagreement, 'nobody noticed');
  assert.match(disagreement, /<=/);
  assert.equal(disagreement.match(/ a\d: /g)!.length, 1, `one action is enough:\n${disagreement}`);
  assert.match(disagreement, /seed 1, path \d+:/);
});

test('the same seed makes the same models', async () => {
  const run = () => compareOnRandomModels(guarded, plainly, plainly, { seed: 7, runs: 50 });
  assert.deepEqual(await run(), await run());
});
