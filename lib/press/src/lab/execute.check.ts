/**
 * Part of `npm run check:lab`: the kernel under programs that run notebooks without a person,
 * as nbconvert does. Their exit codes are what a script relies on.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { jupyterProgram, jupyterVariables } from '../machines/jupyter-environment.js';
import { codeCells, joined, readNotebook, type CodeCell } from '../notebook/notebook.js';
import { code, saveNotebook, temporaryFolder } from '../fixtures/testing.js';

describe('nbconvert --execute', { timeout: 120_000 }, () => {
  const { folder, remove } = temporaryFolder();
  let jupyter: string;
  before(async () => {
    jupyter = await jupyterProgram('jupyter');
  });
  after(remove);

  const kernelspec = { display_name: 'TypeScript (tslab)', language: 'typescript', name: 'tslab' };
  function execute(...cells: CodeCell[]) {
    const file = saveNotebook(folder, '01-x', cells, { metadata: { kernelspec } });
    const { status, stderr } = spawnSync(jupyter, ['nbconvert', '--to', 'notebook', '--execute', '--inplace', file], {
      env: jupyterVariables(),
      encoding: 'utf8',
      timeout: 60_000,
    });
    return { status, stderr, file };
  }

  it('runs every cell and exits with 0', () => {
    const { status, stderr, file } = execute(
      code("import { check } from 'everystate'"),
      code('typeof check'),
      code('1 + 1'),
    );
    assert.equal(status, 0, stderr);
    const texts = codeCells(readNotebook(file)).map(({ outputs }) =>
      outputs.map(output => ('text' in output ? joined(output.text) : '')),
    );
    assert.deepEqual(texts, [[], ['function\n'], ['2\n']]);
  });

  it('exits with 1 when a cell fails, says why, and leaves the file as it was', () => {
    const { status, stderr, file } = execute(code("throw new Error('no plan')"), code('1 + 1'));
    assert.equal(status, 1);
    assert.match(stderr, /no plan/);
    assert.deepEqual(
      codeCells(readNotebook(file)).map(({ outputs }) => outputs),
      [[], []],
    );
  });
});
