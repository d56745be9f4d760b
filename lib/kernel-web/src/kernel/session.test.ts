import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Language } from '../language/language.js';
import type { Reply, Request } from '../runner/protocol.js';
import { declarations } from '../site/declarations.js';
import { type RemoteLanguage, type RunnerPort, Session } from './session.js';

const libraries = declarations();

/** A worker that answers as `behave` does. */
class FakeRunner implements RunnerPort {
  onmessage: ((event: { data: Reply }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  terminated = false;
  readonly asked: Request[] = [];

  constructor(private readonly behave: (request: Request, reply: (reply: Reply) => void) => void) {
    setImmediate(() => this.reply({ type: 'ready' }));
  }
  postMessage(request: Request) {
    this.asked.push(request);
    this.behave(request, reply => this.reply(reply));
  }
  reply(data: Reply) {
    this.onmessage?.({ data });
  }
  terminate() {
    this.terminated = true;
  }
}

function sessionOf(behave: (request: Request, reply: (reply: Reply) => void) => void) {
  const runners: FakeRunner[] = [];
  const start = () => {
    const runner = new FakeRunner(behave);
    runners.push(runner);
    return runner;
  };
  const language = new Language(libraries) as unknown as RemoteLanguage;
  return { session: new Session(language, start, 20), runners };
}

test('a cell is compiled, run, and its outputs shown before it ends', async () => {
  const { session, runners } = sessionOf((request, reply) => {
    if (request.type !== 'run') return;
    reply({ type: 'output', output: { type: 'stream', name: 'stdout', text: 'x' } });
    reply({ type: 'done', outcome: { status: 'ok' } });
  });
  await session.ready();
  const shown: unknown[] = [];
  assert.deepEqual(await session.run('const a = 1', 4, output => shown.push(output)), { status: 'ok' });
  assert.deepEqual(shown, [{ type: 'stream', name: 'stdout', text: 'x' }]);
  const [asked] = runners[0]!.asked;
  assert(asked?.type === 'run' && asked.count === 4 && /const a = 1/.test(asked.script));
});

test('a cell with a type error is not run, and the error points at it', async () => {
  const { session, runners } = sessionOf(() => {});
  const outcome = await session.run('const a = 1;\nconst b: string = a;', 4, () => {});
  assert.deepEqual(outcome, {
    status: 'error',
    name: 'TypeScript',
    message: "Type 'number' is not assignable to type 'string'.",
    traceback: [
      "Cell 4, line 2: Type 'number' is not assignable to type 'string'.",
      '    const b: string = a;',
      '          ^',
    ],
  });
  assert.deepEqual(runners[0]!.asked, []);
});

test('an interrupt that is heard lets the cell end by itself', async () => {
  const { session, runners } = sessionOf((request, reply) => {
    if (request.type !== 'interrupt') return;
    reply({ type: 'interrupted', handled: true });
    reply({ type: 'done', outcome: { status: 'ok' } });
  });
  const running = session.run('1', 1, () => {});
  await session.complete('', 0);
  await new Promise(resolve => setTimeout(resolve, 50));
  await session.interrupt();
  assert.deepEqual(await running, { status: 'ok' });
  assert.equal(runners[0]!.terminated, false);
});

test('a cell that hears nothing ends with its worker, and what it declared is forgotten', async () => {
  const { session, runners } = sessionOf(() => {});
  const running = session.run('const lost = 1; for (;;);', 1, () => {});
  await new Promise(resolve => setTimeout(resolve, 1_500));
  await session.interrupt();
  const outcome = await running;
  assert(outcome.status === 'error' && /started anew/.test(outcome.message));
  assert.deepEqual([runners.length, runners[0]!.terminated], [2, true]);
  const after = await session.run('lost', 2, () => {});
  assert(after.status === 'error' && /Cannot find name 'lost'/.test(after.message));
});

test('without a running cell an interrupt does nothing', async () => {
  const { session, runners } = sessionOf(() => {});
  await session.interrupt();
  assert.deepEqual(runners[0]!.asked, []);
});

test('a worker that cannot be loaded is told by the cell, with the remedy', async () => {
  for (const breakDown of [
    ({ runners }: ReturnType<typeof sessionOf>) => runners[0]!.onerror!({ message: 'gone' }),
    ({ session }: ReturnType<typeof sessionOf>) => session.breakDown(),
  ]) {
    const broken = sessionOf(() => {});
    breakDown(broken);
    await broken.session.ready();
    const outcome = await broken.session.run('1', 1, () => {});
    assert(outcome.status === 'error' && /could not be loaded.* reload this page/.test(outcome.message));
  }
});

test('an error that no cell waits for ends the one that runs, and the kernel goes on', async () => {
  const { session, runners } = sessionOf(request => {
    if (request.type === 'run') setImmediate(() => runners[0]!.onerror!({ message: 'late' }));
  });
  await session.ready();
  for (const count of [1, 2]) {
    const outcome = await session.run('1', count, () => {});
    assert(outcome.status === 'error' && outcome.message === 'late');
  }
});
