import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersFor, keep, NONE, type Kept } from './answers.js';
import { AS_IT_WAS, keyOf, MENDED } from './design.js';

const found = { states: 7, complete: true, verdicts: [] };
const done: Kept = keep({ key: '', answers: NONE }, { setup: AS_IT_WAS, said: { found, search: { state: 'done' } } });

test('what was said of a setup is said of an equal one, and of no other', () => {
  assert.deepEqual(answersFor(keyOf(structuredClone(AS_IT_WAS)), done), { found, search: { state: 'done' } });
  for (const other of [MENDED, { ...AS_IT_WAS, keep: 1 }, { ...AS_IT_WAS, way: 'oneStep' }])
    assert.equal(answersFor(keyOf(other), done), NONE);
});

test('an answer adds to what was said of its own setup alone', () => {
  const outlook = { path: [], well: [true], lost: [] };
  const more = keep(done, { setup: { ...AS_IT_WAS }, said: { outlook } });
  assert.deepEqual(answersFor(keyOf(AS_IT_WAS), more), { found, search: { state: 'done' }, outlook });
  const other = keep(done, { setup: MENDED, said: { outlook } });
  assert.deepEqual(answersFor(keyOf(MENDED), other), { ...NONE, outlook });
});
