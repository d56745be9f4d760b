import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { CACHE } from '../common/paths.js';
import { isInstalled } from 'programs';
import { makePan } from './spin.js';

const skip =
  isInstalled('spin', '-V') && isInstalled('gcc')
    ? false
    : 'spin or gcc is not installed: npm run check:spin says how to get them';

/** Counts to LAST, in steps of one or two; never reaches 0 again. */
const COUNTER = `
byte n;
active proctype Counter() {
  do
  :: d_step { n + 1 <= LAST -> n = n + 1 }
  :: d_step { n + 2 <= LAST -> n = n + 2 }
  :: d_step { n == 4 -> assert(false) }
  od
}
`;

function write(name: string, text: string): string {
  mkdirSync(path.join(CACHE, 'spin'), { recursive: true });
  const file = path.join(CACHE, 'spin', `${name}.pml`);
  writeFileSync(file, text);
  return file;
}

test('a search by Spin gives its counts, and its errors as often and as soon as they occur', { skip }, async () => {
  const pan = await makePan(write('counter', COUNTER), { defines: { LAST: 6 }, breadthFirst: true, flags: ['-O0'] });
  const all = await pan.search({ countErrors: true });
  assert.deepEqual([all.states, all.transitions, all.depth, all.errors], [7, 12, 3, 1]);
  assert.deepEqual((await pan.search()).first, { what: 'assertion violated 0', depth: 2 });
  const deadlocks = await pan.search({ deadlocks: true, countErrors: true });
  assert.equal(deadlocks.errors, 2, 'the violation, and the state 6 that ends it');
});

test('what Spin refuses is said with its own words', { skip }, async () => {
  await assert.rejects(makePan(write('wrong', 'active proctype P() { nonsense = 1 }')), /spin -a[^]*nonsense/);
});

test('a search that meets a limit gives no counts', { skip }, async () => {
  const pan = await makePan(write('counter', COUNTER), { defines: { LAST: 200 }, flags: ['-O0'] });
  await assert.rejects(pan.search({ countErrors: true, args: ['-m10'] }), /met a limit/);
});
