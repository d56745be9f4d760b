/** What notebook 7 says: the outcomes of its experiments. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from 'everystate';
import { flips, outage } from 'outage';
import { readNotebookChanged } from '../notebook/read-changed.js';

const NOTEBOOK = '07-queue-or-latest';

test('notebook 7: with four plans nothing gets old enough, but a queue still loses the newest plan', async () => {
  const { eight, turned } = await readNotebookChanged(NOTEBOOK, {
    upTo: 'flips',
    change: {
      'PLANS = 5': 'PLANS = 4',
      "assert(!holds(result, 'resolves') && !holds(result, 'no step back'));": '',
      "assert.equal(holds(result, 'recovers'), !queue);": '',
      // The queue's trace is drawn: there is none now.
      "const trace = queued.result.of('resolves').trace!;": "const trace = queued.result.of('no step back').trace!;",
    },
  });
  for (const { queue, result } of eight) {
    assert.equal(result.of('resolves').verdict, 'holds');
    assert.equal(result.of('newest goes live').verdict, queue ? 'violated' : 'holds');
  }
  const empty = turned.filter((flip: any) => flip.empty).map((flip: any) => flip.assumption);
  assert.deepEqual(empty, ['A-1', 'A-9', 'A-11']);
});

test('notebook 7: to look in a step before is not enough', () => {
  const size = { plans: 5, enactors: 2, keep: 2 };
  assert.equal(check(outage(size, ['guardBefore'])).of('The name always resolves').verdict, 'violated');
  assert.equal(
    flips(size).find(({ assumption }) => assumption === 'A-10')!.instead,
    'Clean-up skips the live plan, in the same step.',
  );
});
