/** What notebook 8 says: the outcomes of its experiments. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNotebookChanged } from '../notebook/read-changed.js';

const NOTEBOOK = '08-how-the-states-grow';

test('notebook 8: where everything old may go, there are more states with as many plans', async () => {
  const two = await readNotebookChanged(NOTEBOOK, { upTo: 'count' });
  const zero = await readNotebookChanged(NOTEBOOK, { upTo: 'count', change: { 'KEEP = 2': 'KEEP = 0' } });
  const more = zero.counts.filter(({ states }: { states: number }, i: number) => states > two.counts[i].states);
  assert.equal(more.length, zero.counts.length);
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
