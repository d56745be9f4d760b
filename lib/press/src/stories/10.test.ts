/** What notebook 10 says: its tables, and the outcomes of its experiments. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { PropertyResult } from 'everystate';
import { promises } from 'outage';
import { readNotebookChanged } from '../notebook/read-changed.js';

const NOTEBOOK = '10-which-fix';
const [resolves, , back, stop] = promises.map((_, i) => i);

let judged: Map<string, PropertyResult[]>;
before(async () => {
  ({ judged } = await readNotebookChanged(NOTEBOOK, { upTo: 'one' }));
});
const isKept = (id: string, promise: number) => judged.get(id)![promise]!.verdict === 'holds';

test('notebook 10: three rows have five ticks', () => {
  const all = [...judged.keys()].filter(id => promises.every((_, i) => isKept(id, i)));
  assert.deepEqual(all, ['recheck', 'compareAndSwap', 'asked at every write']);
  for (const id of ['guard', 'oneStep', 'fencing token']) {
    assert.deepEqual(
      promises.map((_, i) => isKept(id, i)),
      promises.map((_, i) => i !== back),
      id,
    );
  }
  for (const id of ['oneEnactor', 'never expires']) {
    assert.deepEqual(
      promises.map((_, i) => isKept(id, i)),
      promises.map((_, i) => i !== stop),
      id,
    );
  }
});

test('notebook 10: a second check before the transaction adds two steps, and they are those of the second check', () => {
  const [first, second] = ['none', 'recheckBefore'].map(id => judged.get(id)![resolves!]!.trace!);
  assert.equal(second!.length, first!.length + 2);
  assert.equal(second!.steps.filter(({ action }) => action === 'checkAgain').length, 2);
});

test('notebook 10: who breaks P-3 with a fencing token has the higher token and the older plan', () => {
  const { steps } = judged.get('fencing token')![back!]!.trace!;
  const { process, before } = steps.at(-1)!;
  const { enactor, live } = before as any;
  const [me, other] = [enactor[process!], enactor[1 - process!]];
  assert(me.token > other.token && me.plan < live && other.plan === live);
});

test('notebook 10: a second look is enough under a checked lease only, and no larger Region says otherwise', async () => {
  const { told, foundOf, larger, differ } = await readNotebookChanged(NOTEBOOK, { upTo: 'region-again' });
  const look = (lock: string) => told(foundOf('second look under the lock', lock));
  assert.deepEqual(['for ever', 'lease', 'checked lease'].map(look), ['✗ P-4', '✗ all five', '✓']);
  // Eight designs with each of three locks, in each of two larger sizes.
  assert.equal(larger.length, 48);
  assert.deepEqual(differ, []);
});

test('notebook 10: any failure of any candidate can be seen closely', async () => {
  const tries: Record<string, string>[] = [
    { "named('guardBefore')": "named('recheckBefore')" },
    { "named('guardBefore')": "named('fencing token')", "= 'The name always resolves'": "= 'Never a step back'" },
  ];
  for (const change of tries) {
    const { failure } = await readNotebookChanged(NOTEBOOK, { upTo: 'closely-words', change });
    assert(failure.length > 0);
  }
});
