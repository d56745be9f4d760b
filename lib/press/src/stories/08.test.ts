/** What notebook 8 says: the outcomes of its experiments. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNotebookChanged } from '../notebook/read-changed.js';

const NOTEBOOK = '08-how-the-states-grow';

test('notebook 8: from one count fewer, a polynomial of too low a degree predicts wrongly', async () => {
  const fewer = readNotebookChanged(NOTEBOOK, {
    upTo: 'predict',
    change: {
      'predict(inPlans(2, 3, 9), 5)': 'predict(inPlans(2, 3, 8), 6)',
      'inPlans(2, 10, 14)': 'inPlans(2, 9, 14)',
    },
  });
  await assert.rejects(fewer, /Expected values to be strictly deep-equal/);
});

test('notebook 8: with a threshold of zero there are more states, and the predictions come true', async () => {
  const two = await readNotebookChanged(NOTEBOOK, { upTo: 'predict' });
  const zero = await readNotebookChanged(NOTEBOOK, { upTo: 'predict', change: { 'KEEP = 2': 'KEEP = 0' } });
  assert.deepEqual(zero.fromFew, zero.searched);
  zero.searched.flat().forEach((states: number, i: number) => assert(states > two.searched.flat()[i]));
});

test('notebook 8: two Enactors, fewer layers and none wider, the first empty record in the same one', async () => {
  const three = await readNotebookChanged(NOTEBOOK, { upTo: 'frontier' });
  const two = await readNotebookChanged(NOTEBOOK, {
    upTo: 'frontier',
    change: { 'plans: 5, enactors: 3, keep: KEEP }))': 'plans: 5, enactors: 2, keep: KEEP }))' },
  });
  assert.equal(two.firstEmpty, three.firstEmpty);
  assert(two.layers.length < three.layers.length);
  two.layers.forEach(({ states }: { states: number }, i: number) => assert(states <= three.layers[i].states));
});
