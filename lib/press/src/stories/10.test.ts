/** What notebook 10 says: the outcomes of its experiments. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promises } from 'outage';
import { readNotebookChanged } from '../notebook/read-changed.js';

const NOTEBOOK = '10-which-fix';
const [resolves, , back, stop] = promises.map((_, i) => i);

test('notebook 10: with too few plans, a larger threshold looks like a fix', async () => {
  const asIs = await readNotebookChanged(NOTEBOOK, { upTo: 'one' });
  assert.equal(asIs.judge(['keepMore'])[resolves!].verdict, 'violated');
  const { judge } = await readNotebookChanged(NOTEBOOK, { upTo: 'one', change: { '? 4 : 3': '? 3 : 3' } });
  assert.equal(judge(['keepMore'])[resolves!].verdict, 'holds');
  assert.equal(judge([])[resolves!].verdict, 'violated');
});

test('notebook 10: a second check before the transaction adds two steps; under the lock, two steps guard the name only', async () => {
  const { judge } = await readNotebookChanged(NOTEBOOK, { upTo: 'judge' });
  const length = (ids: string[]) => judge(ids)[resolves!].trace.length;
  assert.equal(length(['recheckBefore']), length([]) + 2);
  const together = judge(['guardBefore', 'lockedCleanUp']);
  assert.equal(together[resolves!].verdict, 'holds');
  assert.equal(together[back!].verdict, 'violated');
});

test('notebook 10: with a lock that never expires, everybody waits for a holder that has stopped', async () => {
  const { judgeLock } = await readNotebookChanged(NOTEBOOK, { upTo: 'lock' });
  const { trace } = judgeLock('never expires')[stop!];
  const { holder, enactor } = trace.end;
  assert.equal(enactor[holder - 1].at, 'stopped');
  assert.deepEqual(
    enactor.filter((_: unknown, i: number) => i !== holder - 1).map(({ at }: { at: string }) => at),
    ['picked'],
  );
  assert.equal(judgeLock('expires unnoticed')[resolves!].verdict, 'violated');
});
