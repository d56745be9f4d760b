/** What notebook 11 says: its normal form, and the outcomes of its experiments. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, graph, type Model } from 'everystate';
import { endless } from 'outage';
import { readNotebookChanged } from '../notebook/read-changed.js';

const NOTEBOOK = '11-for-any-number-of-plans';

/** Every step of a model with the states at its ends; in which order they were found does not matter. */
function stepsOf(model: Model): Set<string> {
  const { states, edges } = graph(model);
  const seen = states.map(state => JSON.stringify(state));
  return new Set(edges.map(({ from, to, label }) => `${seen[from]} ${label} ${seen[to]}`));
}

test('the endless model built in the cells of notebook 11 has the state graph of the one in lib/outage', async () => {
  for (const [enactors, keep] of [
    [1, 2],
    [2, 0],
    [2, 2],
    [3, 0],
  ]) {
    const { closed } = await readNotebookChanged(NOTEBOOK, {
      upTo: 'closed',
      change: { 'ENACTORS = 2': `ENACTORS = ${enactors}`, 'KEEP = 2': `KEEP = ${keep}` },
    });
    assert.deepEqual(stepsOf(closed), stepsOf(endless({ enactors: enactors!, keep: keep! }) as Model));
  }
});

test('notebook 11: gaps cut too early lose something, gaps cut too late lose nothing', async () => {
  const size = { plans: 7, enactors: 2, keep: 2 };
  const right = await readNotebookChanged(NOTEBOOK, { upTo: 'compare' });
  assert.equal(right.compare(right.closed, size).unmatched, 0);

  const early = await readNotebookChanged(NOTEBOOK, {
    upTo: 'compare',
    change: { 'FURTHEST = KEEP + 1': 'FURTHEST = KEEP' },
  });
  assert(early.result.states < right.result.states);
  assert(early.compare(early.closed, size).unmatched > 0);

  const late = await readNotebookChanged(NOTEBOOK, {
    upTo: 'compare',
    change: { 'FURTHEST = KEEP + 1': 'FURTHEST = KEEP + 2' },
  });
  assert(late.result.states > right.result.states);
  assert.equal(late.compare(late.closed, size).unmatched, 0);
});

test('notebook 11: a check before the transaction, in a step of its own, proves nothing', async () => {
  const cells = {
    upTo: 'safe',
    change: {
      'const two = [[6, 0], [8, 1], [11, 2]]': 'const two = [[6, 0]]', // quicker, and not what this is about
      "outage(of, ['recheck'])": "outage(of, ['recheckBefore'])",
    },
  };
  const { recheck, safeStates } = await readNotebookChanged(NOTEBOOK, cells);
  assert.equal(
    check(endless({ enactors: 2, keep: 2 }, recheck) as Model).of('The name always resolves').verdict,
    'violated',
  );
  assert.throws(() => safeStates(2, 2), /violated: The name always resolves/);

  const early = { upTo: 'inductive', change: { "fromEverywhere(['recheck'])": "fromEverywhere(['recheckBefore'])" } };
  await assert.rejects(readNotebookChanged(NOTEBOOK, early), { code: 'ERR_ASSERTION' });
});
