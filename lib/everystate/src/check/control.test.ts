import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { reference } from '../examples/classics.js';
import { check, checkAsync, model, ModelError, range, type Progress } from '../index.js';

/** More states than anybody waits for. */
const endless = model({
  state: { a: range(0, 9_999), b: range(0, 9_999) },
  actions: {
    a: {
      when: s => s.a < 9_999,
      then: s => {
        s.a++;
      },
    },
    b: {
      when: s => s.b < 9_999,
      then: s => {
        s.b++;
      },
    },
  },
  always: { 'a is small': s => s.a < 9, 'a is a number': s => s.a >= 0 },
  eventually: { done: s => s.a + s.b === 19_998 },
  ends: { done2: s => s.a === 9_999 },
});

const verdicts = ({ properties }: ReturnType<typeof check>) =>
  Object.fromEntries(properties.map(({ name, verdict }) => [name, verdict]));
const CUT = { 'a is small': 'violated', 'a is a number': 'not finished', done: 'not finished', done2: 'not finished' };

test('a search stops when the time is up, and keeps what it found', () => {
  const result = check(endless, { maxSeconds: 0.2 });
  assert.deepEqual([result.stopped, result.complete], ['time', false]);
  assert(result.states > 100);
  assert.deepEqual(verdicts(result), CUT);
  assert.equal(result.of('a is small').trace!.length, 9);
  assert.match(String(result), /not finished: the time was up, raise maxSeconds/);
});

test('a search stops when it has used the memory that it may use', () => {
  const result = check(endless, { maxMegabytes: 50, maxStates: Infinity });
  assert.equal(result.stopped, 'memory');
  assert.deepEqual(verdicts(result), CUT);
});

test('a search that ends in time is not cut', () => {
  const small = reference({ plans: 5, enactors: 2, keep: 2 });
  const result = check(small, { maxSeconds: 1_000, maxMegabytes: 10_000 });
  assert.deepEqual([result.stopped, result.complete, result.states], [undefined, true, 1_307]);
});

test('progress is told at a steady rate, and once at the end', () => {
  const told: Progress[] = [];
  const result = check(endless, { maxSeconds: 1, progress: progress => told.push(progress) });
  assert(told.length >= 3, `${told.length} reports`);
  told.slice(1).forEach(({ states, transitions, depth, elapsed }, i) => {
    const before = told[i]!;
    assert(
      states >= before.states && transitions >= before.transitions && depth >= before.depth && elapsed > before.elapsed,
    );
  });
  for (const { states, waiting, rate } of told.slice(0, -1)) assert(rate > 0 && waiting > 0 && waiting <= states);
  assert.deepEqual([told.at(-1)!.states, told.at(-1)!.transitions], [result.states, result.transitions]);
  const once: Progress[] = [];
  check(reference({ plans: 3, enactors: 1, keep: 1 }), { progress: progress => once.push(progress) });
  assert.deepEqual(
    once.map(({ waiting }) => waiting),
    [0],
  );
});

test('an abort ends an asynchronous search, and everything else goes on meanwhile', async () => {
  const abort = new AbortController();
  let ticks = 0;
  const clock = setInterval(() => {
    if (++ticks === 5) abort.abort();
  }, 10);
  const result = await checkAsync(endless, { signal: abort.signal, maxStates: Infinity });
  clearInterval(clock);
  assert.equal(result.stopped, 'aborted');
  assert.deepEqual(verdicts(result), CUT);
  const never = await checkAsync(endless, { signal: AbortSignal.abort() });
  assert.equal(never.stopped, 'aborted');
  assert(never.states < result.states);
});

test('the look for what happens for ever can be stopped too, and keeps what was found before', async () => {
  const rings = model({
    state: { a: range(0, 999), b: range(0, 499) },
    actions: {
      a: {
        then: s => {
          s.a = (s.a + 1) % 1_000;
        },
      },
      b: {
        then: s => {
          s.b = (s.b + 1) % 500;
        },
      },
    },
    always: { 'a is small': s => s.a < 9 },
    eventually: { 'it gets far': s => s.a === 999 },
  });
  const abort = new AbortController();
  const searched = (p: Progress) => {
    if (p.waiting === 0) setImmediate(() => abort.abort());
  };
  const result = await checkAsync(rings, { signal: abort.signal, progress: searched });
  assert(result.complete);
  assert.equal(result.stopped, 'aborted');
  assert.equal(result.states, 500_000);
  assert.deepEqual(
    result.properties.map(({ verdict }) => verdict),
    ['violated', 'holds', 'not finished'],
  );
});

test('without an interruption both ways to check find the same', async () => {
  const small = reference({ plans: 5, enactors: 2, keep: 2 });
  const listeners = process.listenerCount('SIGINT');
  const both = await Promise.all([checkAsync(small), checkAsync(small)]);
  for (const result of both) assert.equal(String(result), String(check(small)));
  assert.equal(process.listenerCount('SIGINT'), listeners);
  await assert.rejects(checkAsync({} as any), ModelError);
  assert.equal(process.listenerCount('SIGINT'), listeners);
});

test('limits that are none, and options that are not known, are refused', async () => {
  for (const maxSeconds of [0, -1, NaN, '5' as any])
    assert.throws(() => check(endless, { maxSeconds }), /maxSeconds is/);
  assert.throws(() => check(endless, { maxMegabytes: 0 }), /maxMegabytes is 0/);
  assert.throws(() => check(endless, { progress: true } as any), /'progress' is no function/);
  assert.throws(() => check(endless, { signal: undefined } as any), /'check' has no 'signal'/);
  await assert.rejects(
    checkAsync(endless, { signal: {} } as any),
    /'signal' is no AbortSignal\.\nGive that of an AbortController/,
  );
  await assert.rejects(checkAsync(endless, { maxState: 5 } as any), /'checkAsync' has no 'maxState'/);
});

/** As a notebook's kernel runs a cell: a first part that an interrupt breaks off, and a listener that gives up the rest. */
const CELL = `
  import { runInThisContext } from 'node:vm';
  import { checkAsync, model, range } from ${JSON.stringify(new URL('../index.js', import.meta.url).href)};
  process.on('SIGINT', () => { console.log('given up'); process.exit(1); });
  globalThis.search = async () => {
    const endless = model({
      state: { a: range(0, 9_999), b: range(0, 9_999) },
      actions: { a: { when: s => s.a < 9_999, then: s => { s.a++; } }, b: { when: s => s.b < 9_999, then: s => { s.b++; } } },
      always: { 'a is small': s => s.a < 9 },
      ends: { anywhere: () => true },
    });
    const result = await checkAsync(endless, { maxStates: Infinity, progress: p => console.log(p.states > 0 ? 'running' : '') });
    console.log(result.stopped, result.of('a is small').verdict, process.listenerCount('SIGINT'));
  };
  await runInThisContext('globalThis.search()', { breakOnSigint: true });
`;

test('an interrupt ends a search and keeps what it found', { skip: process.platform === 'win32' }, async () => {
  const cell = spawn(process.execPath, ['--input-type=module', '--eval', CELL], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  let interrupted = false;
  for await (const chunk of cell.stdout) {
    printed += chunk;
    if (interrupted || !printed.includes('running')) continue;
    interrupted = true;
    cell.kill('SIGINT');
  }
  assert.match(printed, /aborted violated 1\n$/);
});

test('a check that stops at the first violation says of the rest that it is not finished', () => {
  const grid = (high: number) =>
    model({
      state: { x: range(0, 300), y: range(0, 300) },
      actions: {
        right: { when: s => s.x < 300, then: s => void s.x++ },
        up: { when: s => s.y < 300, then: s => void s.y++ },
      },
      always: { low: s => s.x + s.y < 20, other: s => s.x + s.y <= high },
      ends: { corner: s => s.x === 300 && s.y === 300 },
    });
  const [first, again] = [1, 2].map(() => check(grid(1000), { stopAtFirst: true }));
  assert.equal(first!.states, again!.states);
  assert(first!.states < 2_000);
  assert.deepEqual([first!.stopped, first!.complete, first!.of('low').verdict], ['violation', false, 'violated']);
  assert.deepEqual([first!.of('other').verdict, first!.of('corner').verdict], ['not finished', 'not finished']);
  assert.equal(first!.of('low').trace!.length, 20);
  assert.match(String(first), /not finished: a violation was found, leave out stopAtFirst to go on/);
  // Where nothing is violated, it is as without.
  assert.equal(check(grid(1000), { stopAtFirst: true, maxDepth: 10 }).stopped, 'depth');
  const whole = check(model({ ...grid(1000), always: {} }), { stopAtFirst: true });
  assert.deepEqual([whole.states, whole.stopped, whole.holds], [301 * 301, undefined, true]);
});

test('a bound on steps sees all that is so many steps away, and says that it is not all', () => {
  const line = model({
    state: { x: range(0, 9) },
    actions: { up: { when: s => s.x < 9, then: s => void s.x++ } },
    always: { low: s => s.x < 5 },
    sometimes: { three: s => s.x === 3, nine: s => s.x === 9 },
    eventually: { end: s => s.x === 9 },
    ends: { top: s => s.x === 9 },
  });
  const verdicts = (maxDepth: number) => {
    const { states, depth, complete, properties } = check(line, { maxDepth });
    return [states, depth, complete, ...properties.map(({ verdict }) => verdict)];
  };
  const open = 'not finished';
  assert.deepEqual(verdicts(0), [1, 0, false, open, open, open, open, open]);
  assert.deepEqual(verdicts(4), [5, 4, false, open, open, open, 'holds', open]);
  assert.deepEqual(verdicts(5), [6, 5, false, 'violated', open, open, 'holds', open]);
  assert.deepEqual(verdicts(10), [10, 9, true, 'violated', 'holds', 'holds', 'holds', 'holds']);
  assert.throws(() => check(line, { maxDepth: -1 }), /maxDepth is -1/);
});
