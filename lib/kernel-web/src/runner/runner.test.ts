import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needsNode } from './needs-node.js';
import { type Outcome, type Output, Runner } from './runner.js';

const runner = new Runner({ m: async () => ({ a: 1 }) });

/** Runs a script; what it shows, and how it ends. */
async function heard(by: Runner, script: string, count = 1): Promise<{ outcome: Outcome; shown: Output[] }> {
  const all: (Output | Outcome)[] = [];
  await by.run(script, count, said => all.push(said));
  return { outcome: all.pop() as Outcome, shown: all as Output[] };
}

/** Runs the body of a cell; its last line must say what is answered. */
const run = (body: string, count?: number) => heard(runner, `(async () => {${body}\n})`, count);

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
  const declared =
    'const rt = 1; let ru = 1; $declare({ rt: [() => rt, $to => { rt = $to; }], ru: [() => ru, $to => { ru = $to; }] });';
  for (const _ of ['once', 'again']) await run(declared);
  await run('ru++;');
  assert.match(JSON.stringify((await run('return [rt, ru];')).shown), /\[ 1, 2 \]/);
  assert.match(JSON.stringify((await run('rt = 2;')).outcome), /Assignment to constant variable/);
});

test('modules come by name, with node: or without', async () => {
  assert.match(JSON.stringify((await run("return (await $import('node:m')).a;")).shown), /1/);
  const { outcome } = await run("await $import('other');");
  assert.match(JSON.stringify(outcome), /no module 'other' here: there are m/);
});

test('an error names cells and lines', async () => {
  await run('\nglobalThis.fail = function fail() {\n  null.x;\n};', 3);
  const { outcome } = await run('\n\nfail();', 5);
  assert.equal(outcome.status, 'error');
  assert.deepEqual((outcome as { traceback: string[] }).traceback, [
    "TypeError: Cannot read properties of null (reading 'x')",
    '    at fail, cell 3, line 3',
    '    at cell 5, line 3',
  ]);
});

test('a module for Node can be imported, and says what it lacks when it is called', async () => {
  const none = new Runner({ tlc: needsNode('TLC needs Java', 'TlcError') });
  const { outcome } = await heard(none, "(async () => (await $import('tlc')).check())");
  assert.match(JSON.stringify(outcome), /TLC needs Java, which a page has not[^]*npm start/);
  assert.equal((outcome as { traceback: string[] }).traceback.length, 1);
  const caught = `(async () => {
    const { check, TlcError } = await $import('tlc');
    try { check(); } catch (error) { return error instanceof TlcError; }
  })`;
  const { shown } = await heard(none, caught);
  assert.deepEqual(shown, [{ type: 'stream', name: 'stdout', text: 'true\n' }]);
});

test('a message is as long as a screen shows', async () => {
  const { outcome } = await run("throw new Error('x'.repeat(9_999));");
  assert.match((outcome as { message: string }).message, /^x{2000} …$/);
});

test('what is thrown and is no Error is shown', async () => {
  assert.match(JSON.stringify((await run('throw { code: 7 };')).outcome), /threw \{ code: 7 \}, which is no Error/);
});
