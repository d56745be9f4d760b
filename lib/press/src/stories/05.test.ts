/** What notebook 5 says: its model, and the outcomes of its experiments. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outage } from 'outage';
import { stepsOf } from './steps-of.js';
import { readNotebookChanged } from '../notebook/read-changed.js';

const NOTEBOOK = '05-why-it-stayed-down';

test('the model built in the cells of notebook 5 has the state graph of the one in lib/outage', async () => {
  for (const enactors of [1, 2]) {
    const { built } = await readNotebookChanged(NOTEBOOK, {
      upTo: 'built',
      change: { 'ENACTORS = 3': `ENACTORS = ${enactors}` },
    });
    assert.deepEqual(stepsOf(built), stepsOf(outage({ plans: 5, enactors, keep: 2 })));
  }
});

test('notebook 5: an Enactor that drops its plan when its transaction fails ends with an empty record', async () => {
  const { first } = await readNotebookChanged(NOTEBOOK, {
    upTo: 'built-check',
    change: { "me.at = 'failed'": "me.at = 'idle'" },
  });
  const { verdict, trace } = first.of('The newest plan goes live');
  assert.equal(verdict, 'violated');
  assert(trace.end.deleted.has(trace.end.live));
});

test('notebook 5: one Enactor keeps every promise of the whole model, so there is no lasso to draw', async () => {
  const alone = { upTo: 'stuck', change: { 'ENACTORS = 3': 'ENACTORS = 1' } };
  const { result } = await readNotebookChanged(NOTEBOOK, alone);
  assert(result.holds, String(result));
  await assert.rejects(readNotebookChanged(NOTEBOOK, { ...alone, upTo: 'lasso' }), /no run without end to draw/);
});
