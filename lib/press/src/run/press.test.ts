import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { pressNotebook } from './press.js';
import { codeCells, joined, readNotebook } from '../notebook/notebook.js';
import { code, saveNotebook, stdout, temporaryFolder } from '../fixtures/testing.js';

describe('pressNotebook', { timeout: 180_000 }, () => {
  const { folder, remove } = temporaryFolder();
  after(remove);

  it('does not overwrite what somebody has saved meanwhile', async () => {
    const file = saveNotebook(folder, '01-x', [
      code("import { appendFileSync } from 'node:fs'\nappendFileSync('01-x.ipynb', '\\n')"),
    ]);
    const before = readFileSync(file, 'utf8');
    const { outcome, detail } = await pressNotebook(file, { write: true, limitMs: 60_000 });
    assert.equal(outcome, 'failed');
    assert.equal(
      detail,
      'the file was edited while it ran; the edit was kept, the new outputs were not saved: run it again',
    );
    assert.equal(readFileSync(file, 'utf8'), before + '\n');
  });

  it('leaves out what needs Java where TLC cannot be run, and keeps what is saved', async () => {
    const file = saveNotebook(folder, '02-x', [
      code('console.log(1)', { metadata: { tags: ['needs-java'] }, outputs: [stdout('saved\n')] }),
      code('console.log(2)', { outputs: [stdout('2\n')] }),
    ]);
    const press = (withTlc: boolean, write: boolean) => pressNotebook(file, { write, limitMs: 60_000, withTlc });
    const texts = () =>
      codeCells(readNotebook(file)).map(({ outputs: [one] }) => one && 'text' in one && joined(one.text));
    const without = await press(false, false);
    assert.deepEqual([without.outcome, without.skipped], ['reproduced', 1]);
    await press(false, true);
    assert.deepEqual(texts(), ['saved\n', '2\n']);
    const having = await press(true, false);
    assert.deepEqual([having.outcome, having.skipped], ['changed', 0]);
  });
});
