import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, type Model } from '../../index.js';
import { schedulingAllocator, simpleAllocator } from './allocators.js';
import { alternatingBit } from './alternating-bit.js';
import { lamportMutex } from './lamport-mutex.js';
import { paxosCommit } from './paxos-commit.js';
import { paxos } from './paxos.js';
import { raftElection } from './raft-election.js';
import { chameneos, innerFifo, prisoners, singleLaneBridge } from './puzzles.js';
import { readersWriters } from './readers-writers.js';
import { termination } from './termination.js';

/** Distinct states that the authors of the specifications give. */
const published: readonly [name: string, model: Model, states: number][] = [
  ['Paxos', paxos, 3_921],
  ["Lamport's mutual exclusion", lamportMutex, 724_274],
  ['alternating bit', alternatingBit, 240],
  ['simple allocator', simpleAllocator, 400],
  ['scheduling allocator', schedulingAllocator, 1_690],
  ['readers and writers', readersWriters, 21_527],
  ['Paxos commit', paxosCommit, 1_321_761],
  ['termination detection', termination, 302],
  ['chameneos', chameneos, 34_534],
  ['prisoners', prisoners, 214],
  ['single-lane bridge', singleLaneBridge, 3_605],
  ['FIFO', innerFifo, 3_864],
];

for (const [name, model, states] of published) {
  test(`${name}: as many states as published, and all holds`, () => {
    const result = check(model);
    assert.equal(result.states, states);
    assert.deepEqual(
      result.properties.flatMap(({ name, verdict }) => (verdict === 'holds' ? [] : [`${name}: ${verdict}`])),
      [],
    );
  });
}

// Nobody published a count: `npm run check:spin` compares it with Promela.
test("Raft's election: at most one leader a term, and one state for all that differ only in who is who", () => {
  const small = raftElection(1);
  assert.deepEqual([check({ ...small, symmetric: [] }).states, check(small).states], [1_896, 351]);
  const result = check(raftElection(2));
  assert.deepEqual([result.states, result.transitions, result.holds], [67_837, 557_672, true]);
});
