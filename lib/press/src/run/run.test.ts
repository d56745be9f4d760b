import assert from 'node:assert/strict';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { runCells } from './run.js';
import { code, temporaryFolder } from '../fixtures/testing.js';

const { folder, remove } = temporaryFolder();
after(remove);

const run = (sources: string[], limitMs = 60_000) =>
  runCells(
    path.join(folder, 'x.ipynb'),
    sources.map(source => code(source)),
    { limitMs },
  );

describe('runCells', { concurrency: 2, timeout: 180_000 }, () => {
  it('collects more outputs than a ZeroMQ queue holds', async () => {
    const { outputs, failure } = await run([
      `
      import { display } from 'tslab'
      for (let i = 0; i < 700; i++) display.text(String(i))`,
      `
      for (let i = 0; i < 700; i++) console.log(i)`,
      // tslab prints the value of a last expression, and this call has none.
      "import * as jupyter from 'tslab/dist/jupyter.js'\n" +
        "jupyter.lastWriteDisplayData({ data: { 'text/plain': 'x' }, metadata: {}, transient: {} }, false)",
      // In the notebook's folder, and not in a terminal.
      "console.log(process.cwd().endsWith('/press-') || !!process.stdout.isTTY, process.cwd().length > 0)",
    ]);
    assert.equal(failure, undefined);
    assert.equal(outputs[0]!.length, 700);
    assert.deepEqual(outputs[0]![699], {
      output_type: 'display_data',
      data: { 'text/plain': ['699'] },
      metadata: {},
    });
    assert.equal(outputs[1]!.length, 1);
    assert.equal((outputs[1]![0] as { text: string[] }).text.length, 700);
    assert.deepEqual(outputs[2], [{ output_type: 'display_data', data: { 'text/plain': ['x'] }, metadata: {} }]);
    assert.deepEqual((outputs[3]![0] as { text: string[] }).text, ['false true\n']);
  });

  it('stops a cell that hangs, even if SIGINT does not', async () => {
    const { failure } = await run(['1', 'await 0\nwhile (true) {}', '3'], 1_000);
    assert.deepEqual(failure, {
      cell: 1,
      notRun: 1,
      message: 'it did not end within 1 s and was stopped; for more time: npm start -- --timeout 5',
    });
  });

  it('tells that a cell ended the process', async () => {
    const { failure } = await run(["console.log('bye')", 'process.exit(0)', '3']);
    assert.equal(failure?.cell, 1);
    assert.equal(failure.notRun, 1);
    assert.equal(
      failure.message,
      'the Node process ended in the middle of it (exit code 0); a cell must not call process.exit',
    );
  });

  it('explains why tslab does not find a variable', async () => {
    const { failure } = await run(['const plan = 1', 'const record = { plan }']);
    assert.match(
      failure!.message,
      /ReferenceError: plan is not defined\ntslab loses an earlier cell's variable in shorthand: write \{ plan: plan \} for \{ plan \}$/,
    );
  });

  it('takes what is only on stderr for a failure', async () => {
    const { failure } = await run([
      "void Promise.reject(new Error('unseen'))\nawait new Promise(r => setTimeout(r, 50))",
    ]);
    assert.match(failure!.message, /^it wrote to stderr, which counts as a failure:\n.*unseen/);
  });

  it('finds cells that tslab skips', async () => {
    const { failure } = await run(["/** @browser */\nconsole.log('never')"]);
    assert.match(failure!.message, /^tslab did not run it/);
  });

  it('finds output of a cell that has ended', async () => {
    const { failure } = await run(["setImmediate(() => console.log('late'))\nnull", 'null', 'null']);
    assert.equal(failure?.cell, 0);
    assert.equal(failure.message, 'it wrote output after it had ended; await what it starts');
  });

  it('finds paths of this machine', async () => {
    const { failure } = await run(['console.log(process.cwd())']);
    assert.match(failure!.message, /^its output contains a path of this machine: .*press-/);
  });
});
