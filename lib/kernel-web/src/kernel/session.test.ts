import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Language } from '../language/language.js';
import type { Outcome, Output, Runner } from '../runner/runner.js';
import { declarations } from '../site/declarations.js';
import { Session, type Port } from './session.js';

const libraries = declarations();
const OK: Outcome = { status: 'ok' };

/** In place of a worker: says what it is told to. */
class FakeRunner {
  readonly isReady = true;
  readonly asked: { script: string; count: number }[] = [];
  isEnded = false;
  hear!: (said: Output | Outcome) => void;

  constructor(
    private readonly behave: (fake: FakeRunner) => void,
    private readonly listens = false,
  ) {}
  async run(script: string, count: number, hear: (said: Output | Outcome) => void) {
    this.asked.push({ script, count });
    this.hear = hear;
    this.behave(this);
  }
  async interrupt() {
    if (!this.listens) return new Promise<boolean>(() => {});
    this.hear(OK);
    return true;
  }
}

function sessionOf(behave: (fake: FakeRunner) => void, listens = false) {
  const runners: FakeRunner[] = [];
  const start = () => {
    const runner = new FakeRunner(behave, listens);
    runners.push(runner);
    return {
      remote: runner,
      end() {
        runner.isEnded = true;
      },
    } as unknown as Port<Runner>;
  };
  const language = { remote: new Language(libraries), end() {} } as unknown as Port<Language>;
  return { session: new Session(language, start, 20), runners };
}

test('a cell is compiled, run, and its outputs shown before it ends', async () => {
  const { session, runners } = sessionOf(({ hear }) => {
    hear({ type: 'stream', name: 'stdout', text: 'x' });
    hear(OK);
  });
  await session.ready();
  const shown: unknown[] = [];
  assert.deepEqual(await session.run('const a = 1', 4, output => shown.push(output)), OK);
  assert.deepEqual(shown, [{ type: 'stream', name: 'stdout', text: 'x' }]);
  const [asked] = runners[0]!.asked;
  assert(asked?.count === 4 && /const a = 1/.test(asked.script));
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
  const { session, runners } = sessionOf(() => {}, true);
  const running = session.run('1', 1, () => {});
  await session.language.remote.complete('', 0);
  await new Promise(resolve => setTimeout(resolve, 50));
  await session.interrupt();
  assert.deepEqual(await running, OK);
  assert.equal(runners[0]!.isEnded, false);
});

test('a cell that hears nothing ends with its worker, and what it declared is forgotten', async () => {
  const { session, runners } = sessionOf(() => {});
  const running = session.run('const lost = 1; for (;;);', 1, () => {});
  await new Promise(resolve => setTimeout(resolve, 1_500));
  await session.interrupt();
  const outcome = await running;
  assert(outcome.status === 'error' && /started anew/.test(outcome.message));
  assert.deepEqual([runners.length, runners[0]!.isEnded], [2, true]);
  const after = await session.run('lost', 2, () => {});
  assert(after.status === 'error' && /Cannot find name 'lost'/.test(after.message));
});

test('without a running cell an interrupt does nothing', async () => {
  const { session, runners } = sessionOf(() => {});
  await session.interrupt();
  assert.deepEqual(runners[0]!.asked, []);
});

test('a worker that cannot be loaded is told by the cell, with the remedy', async () => {
  const { session } = sessionOf(() => {});
  session.breakDown();
  await session.ready();
  const outcome = await session.run('1', 1, () => {});
  assert(outcome.status === 'error' && /could not be loaded.* reload this page/.test(outcome.message));
});

test('an error that no cell waits for ends the one that runs, and the kernel goes on', async () => {
  const late: Outcome = { status: 'error', name: 'Error', message: 'late', traceback: [] };
  const { session } = sessionOf(({ hear }) => setImmediate(hear, late));
  await session.ready();
  for (const count of [1, 2]) assert.deepEqual(await session.run('1', count, () => {}), late);
});
