import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { pressNotebook } from './press.js';
import { code, saveNotebook, temporaryFolder } from '../fixtures/testing.js';

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
});
