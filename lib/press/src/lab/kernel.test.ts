import assert from 'node:assert/strict';
import { once } from 'node:events';
import os from 'node:os';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { JupyterClient, startKernelspec } from './client.js';
import { temporaryFolder } from '../fixtures/testing.js';

describe('the kernel for Jupyter', { timeout: 180_000 }, () => {
  const { folder, remove } = temporaryFolder();
  let client: JupyterClient;
  before(async () => {
    client = await JupyterClient.start(folder);
  });
  after(() => {
    client?.close();
    remove();
  });

  it('goes on after more outputs than a ZeroMQ queue holds', async () => {
    const many = await client.execute('for (let i = 0; i < 5000; i++) console.log(i)');
    assert.equal(many.status, 'ok');
    assert.equal(many.messages, 5000);
    assert.ok(many.stdout.endsWith('\n4998\n4999\n'));
    const next = await client.execute("console.log('still', 'there')");
    assert.deepEqual(next, { status: 'ok', stdout: 'still there\n', messages: 1 });
  });

  it('goes on after an interrupted endless loop', { skip: process.platform === 'win32' }, async () => {
    const loop = await client.execute("console.log('in it')\nwhile (true) {}", () => client.kernel.kill('SIGINT'));
    assert.equal(loop.status, 'error');
    // tslab aborts what was waiting when a cell failed, for 200 ms.
    await sleep(300);
    assert.equal((await client.execute('console.log(1)')).stdout, '1\n');
  });

  it('keeps what an interrupted search has found, and goes on with its cell', {
    skip: process.platform === 'win32',
  }, async () => {
    const cell = `
import { checkAsync, model, range } from 'everystate';
const n = range(0, 9_999);
const endless = model({
  state: { a: n, b: n },
  actions: {
    a: { when: s => s.a < 9_999, then: s => { s.a++; } },
    b: { when: s => s.b < 9_999, then: s => { s.b++; } },
  },
  always: { small: s => s.a < 9 },
  ends: { anywhere: () => true },
});
const cut = await checkAsync(endless, { maxStates: Infinity, progress: () => console.log('running') });
console.log(cut.stopped, cut.of('small').verdict);`;
    let interrupted = false;
    const { status, stdout } = await client.execute(cell, () => {
      if (!interrupted) interrupted = client.kernel.kill('SIGINT');
    });
    assert.equal(status, 'ok');
    assert.match(stdout, /^running\n[^]*aborted violated\n$/);
    assert.equal((await client.execute('console.log(cut.stopped)')).stdout, 'aborted\n');
  });

  it('does not color what a cell writes', async () => {
    assert.equal((await client.execute('console.log({ plan: 1 })')).stdout, '{ plan: 1 }\n');
  });

  it('knows the types of Node, but not those of a browser', async () => {
    assert.equal((await client.execute('process.version.length')).status, 'ok');
    assert.equal((await client.execute('document.title')).status, 'error');
  });

  it('ends when asked to', async () => {
    assert.equal(await client.shutdown(), 0);
  });

  it('says what to do where the project is not built', async () => {
    const kernel = startKernelspec(os.tmpdir(), 'none.json');
    const [said, [code]] = await Promise.all([text(kernel.stderr!), once(kernel, 'exit')]);
    assert.equal(code, 1);
    assert.match(
      said,
      /^Run "npm install" in the project first: its TypeScript kernel is not built, or .+ is outside of it\.\n$/,
    );
  });
});
