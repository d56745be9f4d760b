import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { parseNotebook, replaceFile, serialize, type Notebook } from './notebook.js';
import { withOutputs } from '../run/press.js';
import { code, markdown, stdout, temporaryFolder } from '../fixtures/testing.js';

const notebook = (cells: Notebook['cells']): Notebook => ({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });

describe('parseNotebook', () => {
  const message = (content: string) => {
    try {
      parseNotebook(content, 'notebooks/01-x.ipynb');
    } catch (error) {
      return (error as Error).message;
    }
    return 'no error';
  };

  it('names the file, what is wrong and the remedy', () => {
    const undo = 'It was left as it is; to get the last committed version: git checkout -- notebooks/01-x.ipynb';
    assert.equal(message('{\n<<<<<<< HEAD\n'), `01-x.ipynb is not JSON (it has merge conflict markers). ${undo}`);
    for (const other of ['[]', '3', 'null', '{"a": 1}']) {
      assert.equal(message(other), `01-x.ipynb is JSON but no notebook (it has no cells). ${undo}`);
    }
    assert.equal(
      message('{"nbformat": 3, "worksheets": []}'),
      '01-x.ipynb has notebook format 3, only 4 is understood. It was left as it is; open it in JupyterLab and save it to convert it.',
    );
    assert.equal(
      message('{"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "code", "source": 1, "metadata": {}}]}'),
      `01-x.ipynb is not a valid notebook (the cell at position 1 is malformed). ${undo}`,
    );
    assert.equal(
      message('{"nbformat": 4, "cells": []}'),
      `01-x.ipynb is not a valid notebook (it has no metadata). ${undo}`,
    );
  });
});

describe('serialize', () => {
  it('writes what Jupyter writes', () => {
    const { nbformat, ...rest } = notebook([markdown('# A', { id: 'a' })]);
    assert.equal(
      serialize({ ...rest, nbformat }),
      `{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "a",
   "metadata": {},
   "source": "# A"
  }
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
`,
    );
  });
});

describe('withOutputs', () => {
  const measured = (saved: string) =>
    code('Date.now()', { metadata: { tags: ['measurement'] }, outputs: [stdout(saved)] });

  it('numbers cells, splits sources, drops timing and fills in ids', () => {
    const { id: _, ...unnamed } = code('a\nb', { metadata: { execution: {}, ExecuteTime: {}, tags: ['kept'] } });
    const { cells } = withOutputs(notebook([markdown('x'), unnamed as Notebook['cells'][0]]), [[stdout('1')]]);
    assert.deepEqual(cells[1], {
      cell_type: 'code',
      id: 'cell-2',
      metadata: { tags: ['kept'] },
      source: ['a\n', 'b'],
      execution_count: 1,
      outputs: [stdout('1')],
    });
  });

  it('keeps a measurement while it has the same shape', () => {
    const kept = withOutputs(notebook([measured('1')]), [[stdout('2')]]);
    assert.deepEqual(kept.cells[0], { ...kept.cells[0], outputs: [stdout('1')] });
    const reshaped = withOutputs(notebook([measured('1')]), [[]]);
    assert.deepEqual(reshaped.cells[0], { ...reshaped.cells[0], outputs: [] });
  });

  it('writes the kernel and language that the stock kernel reports', () => {
    const { JupyterHandlerImpl } = createRequire(import.meta.url)('tslab/dist/jupyter.js');
    const reported = new JupyterHandlerImpl(undefined, false).handleKernel().language_info;
    const { metadata } = withOutputs(notebook([]), []);
    assert.deepEqual(metadata['language_info'], reported);
    assert.deepEqual(metadata['kernelspec'], {
      display_name: 'TypeScript (tslab)',
      language: 'typescript',
      name: 'tslab',
    });
  });
});

describe('replaceFile', () => {
  const { folder, remove } = temporaryFolder();
  after(remove);

  it('replaces, and leaves nothing beside the file', () => {
    const file = path.join(folder, 'a.ipynb');
    writeFileSync(file, 'old');
    replaceFile(file, 'new');
    assert.equal(readFileSync(file, 'utf8'), 'new');
    assert.deepEqual(readdirSync(folder), ['a.ipynb']);
  });

  it('leaves nothing behind when it fails', () => {
    assert.throws(() => replaceFile(path.join(folder, 'missing', 'a.ipynb'), 'new'), { code: 'ENOENT' });
    assert.deepEqual(readdirSync(folder), ['a.ipynb']);
  });
});
