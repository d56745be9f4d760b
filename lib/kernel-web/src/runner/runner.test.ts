import assert from 'node:assert/strict';
import { test } from 'node:test';
import { giveBackInterrupts, interrupt, takeInterrupts } from './host.js';
import { needsNode } from './needs-node.js';
import { failure, type Outcome, type Output, Runner } from './runner.js';

const runner = new Runner({ m: async () => ({ a: 1 }) });

/** Runs the body of a cell; its last line must say what is answered. */
async function run(body: string, values: string[] = [], count = 1): Promise<{ outcome: Outcome; shown: Output[] }> {
  const { log, info, debug, warn, error } = console;
  const shown: Output[] = [];
  try {
    const outcome = await runner.run(`(async () => {${body}\n})`, values, count, output => shown.push(output));
    return { outcome, shown };
  } finally {
    Object.assign(console, { log, info, debug, warn, error });
  }
}

test('shows what the console is told, and the answer as Node would', async () => {
  const { outcome, shown } = await run(
    "console.log('a', { b: [1] }); console.warn('%d%%', 5); return new Map([[1, 2]]);",
  );
  assert.deepEqual(outcome, { status: 'ok' });
  assert.deepEqual(shown, [
    { type: 'stream', name: 'stdout', text: 'a { b: [ 1 ] }\n' },
    { type: 'stream', name: 'stderr', text: '5%\n' },
    { type: 'stream', name: 'stdout', text: 'Map(1) { 1 => 2 }\n' },
  ]);
  assert.deepEqual((await run('return null;')).shown, []);
});

test('figures find the writer', async () => {
  const { shown } = await run(
    "globalThis[Symbol.for('notebook.writeDisplayData')]({ data: { 'text/plain': 'x' }, metadata: {}, transient: {} }, true);",
  );
  assert.deepEqual(shown, [
    { type: 'display', update: true, data: { 'text/plain': 'x' }, metadata: {}, transient: {} },
  ]);
});

test('what a cell declares is there for the next, and can be declared anew', async () => {
  await run('rt = 1;', ['rt']);
  await run('rt = rt === undefined ? 2 : 3;', ['rt']);
  assert.match(JSON.stringify((await run('return rt;')).shown), /2/);
});

test('modules come by name, with node: or without', async () => {
  assert.match(JSON.stringify((await run("return (await $import('node:m')).a;")).shown), /1/);
  const { outcome } = await run("await $import('other');");
  assert.match(JSON.stringify(outcome), /no module 'other' here: there are m/);
});

test('an error names cells and lines', async () => {
  await run('\nfail = function fail() {\n  null.x;\n};', ['fail'], 3);
  const { outcome } = await run('\n\nfail();', [], 5);
  assert.equal(outcome.status, 'error');
  assert.deepEqual((outcome as { traceback: string[] }).traceback, [
    "TypeError: Cannot read properties of null (reading 'x')",
    '    at fail, cell 3, line 3',
    '    at cell 5, line 3',
  ]);
});

test('a module for Node can be imported, and says what it lacks when it is called', async () => {
  const { prove } = (await needsNode('prover', 'Z3')()) as { prove: () => void };
  const outcome = failure(
    await Promise.resolve()
      .then(prove)
      .catch((error: unknown) => error),
  );
  assert.match(JSON.stringify(outcome), /prover drives Z3, which cannot run in a page[^]*npm start/);
  assert.equal((outcome as { traceback: string[] }).traceback.length, 1);
});

test('what is thrown and is no Error is shown', async () => {
  assert.match(JSON.stringify((await run('throw { code: 7 };')).outcome), /threw \{ code: 7 \}, which is no Error/);
});

test('an interrupt reaches what runs, and nothing that has ended', () => {
  let heard = 0;
  const listener = () => heard++;
  assert.equal(interrupt(), false);
  takeInterrupts(listener);
  assert.equal(interrupt(), true);
  giveBackInterrupts(listener);
  assert.equal(interrupt(), false);
  assert.equal(heard, 1);
});
