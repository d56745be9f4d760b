import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSameAccelerated } from 'everystate/dist/fixtures/accelerated.js';
import fc from 'fast-check';
import { collections } from './collections.js';
import { fromSource } from './source.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

// `npm run check:spin` compares such models with Spin.
test('on random models of nested data, collections and parameters, remembered steps do what guards and effects do', t => {
  t.diagnostic(`SEED=${seed} repeats this`);
  const outcome = fc.check(
    fc.property(collections.arbitrary, model => {
      fc.pre((collections.within(model, 500)?.states ?? 0) >= 4);
      assertSameAccelerated(fromSource(model.ts));
    }),
    { seed, numRuns: 6, maxSkipsPerRun: 1000 },
  );
  if (!outcome.failed) return;
  const [model] = outcome.counterexample!;
  assert.fail(`seed ${seed}, path ${outcome.counterexamplePath}:\n${model.ts}\n${outcome.errorInstance}`);
});
