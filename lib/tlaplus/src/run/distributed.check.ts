import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { test } from 'node:test';
import { model } from 'everystate';
import { reference } from 'everystate/dist/examples/classics.js';
import { toTla } from '../translate/module.js';
import { searchDistributed } from './distributed.js';
import { provideTlc, TlcError } from './jar.js';

/** As everystate, Spin, Stateright and a program in C count it. */
const STATES = 1_124_874;
const HALF_WAY_MS = 10_000;
const hasTlc = (() => {
  try {
    return provideTlc() !== undefined;
  } catch {
    return false;
  }
})();

test('a server and two workers, one of which is killed half-way, count the same', {
  skip: !hasTlc && 'no TLC here',
}, async () => {
  const module = toTla(reference({ plans: 6, enactors: 4, keep: 2 }), 'reference');
  let workers: readonly ChildProcess[] = [];
  let killed = false;
  const said: string[] = [];
  const registered = () => said.join('').match(/Registration for worker/g)?.length ?? 0;
  const { states, violation } = await searchDistributed(module, module.questions.slice(0, 1), {
    workers: 2,
    started: all => {
      workers = all;
    },
    printed: text => {
      const before = registered();
      said.push(text);
      // TLC tells its progress once a minute, and may be done by then: the search takes half a minute at the least.
      if (before < 2 && registered() === 2) setTimeout(() => (killed = workers[0]!.kill('SIGKILL')), HALF_WAY_MS);
    },
  });
  assert(killed, said.join(''));
  assert.equal(registered(), 2, said.join(''));
  // How deep the search went, TLC knows with a single worker alone.
  assert.deepEqual([states, violation], [STATES, undefined]);
});

test("TLC's server is not asked about fair runs", async () => {
  const one = reference({ plans: 2, enactors: 1, keep: 0 });
  const module = toTla(model({ ...one, eventually: { later: s => s.highest > 0 } }));
  await assert.rejects(searchDistributed(module, module.questions, { workers: 1 }), TlcError);
});
