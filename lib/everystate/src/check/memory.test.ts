import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { reference } from '../examples/classics.js';
import { check } from '../index.js';

/** Runs a program of the package in a process of its own with little address space, and returns what it prints. */
function withLittle(program: string): string {
  const index = JSON.stringify(new URL('../index.js', import.meta.url).href);
  const source = `
    import { check, each, model, range } from ${index};
    import { reference, twoPhaseCommit } from ${JSON.stringify(new URL('../examples/classics.js', import.meta.url).href)};
    ${program}`;
  return execFileSync(
    'sh',
    ['-c', `ulimit -v 2000000; exec "$0" --input-type=module --eval "$1"`, process.execPath, source],
    {
      encoding: 'utf8',
    },
  ).trim();
}

const skip = process.platform !== 'linux' && 'address space is limited on Linux only';

test('with 2 GB of address space small models are checked as ever', { skip }, () => {
  const told = withLittle(`
    console.log(String(check(twoPhaseCommit(3))));
    console.log(check(reference({ plans: 5, enactors: 3, keep: 2 })).states);`);
  assert.match(told, /^288 states/);
  assert.match(told, /\n19513$/);
});

/** Checks the reference model while WebAssembly gives memory only under a condition; returns the sizes asked for, too. */
function whereMemoryIs(given: (maximum: number) => boolean) {
  const { Memory } = WebAssembly;
  const asked: number[] = [];
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      asked.push(descriptor.maximum!);
      if (!given(descriptor.maximum!)) throw new RangeError('WebAssembly.Memory(): could not allocate memory');
      super(descriptor);
    }
  };
  try {
    return { asked, told: String(check(reference({ plans: 5, enactors: 3, keep: 2 }))) };
  } finally {
    WebAssembly.Memory = Memory;
  }
}

test('where memory for WebAssembly is scarce, less is asked for; where there is none, the plain search goes on', () => {
  const plenty = whereMemoryIs(() => true);
  assert.equal(plenty.asked.length, 1);
  const scarce = whereMemoryIs(maximum => maximum < 2 ** 16);
  assert.deepEqual(scarce, { asked: [2 ** 16, 2 ** 14], told: plenty.told });
  const none = whereMemoryIs(() => false);
  assert.deepEqual(none, { asked: [2 ** 16, 2 ** 14, 2 ** 12], told: plenty.told });
});

test('where there is no WebAssembly, the plain search goes on', () => {
  const model = reference({ plans: 5, enactors: 3, keep: 2 });
  const told = String(check(model));
  const { WebAssembly } = globalThis;
  try {
    Object.assign(globalThis, { WebAssembly: undefined });
    assert.equal(String(check(model)), told);
  } finally {
    Object.assign(globalThis, { WebAssembly });
  }
});

/** States of half a kilobyte each, more of them than there is memory for. */
const LARGE = `
  const wide = { n: range(0, 999), p: each(120, { x: range(0, 1_000_000) }) };
  const large = model({
    state: wide,
    actions: {
      up: { when: s => s.n < 999, then: s => { s.n++; } },
      fill: { when: s => s.p[0].x < 1_000_000, then: s => { s.p[0].x++; } },
    },
    always: { small: s => s.n < 9 },
    ends: { never: () => true },
  });
`;

test('with 2 GB of address space a large search says that memory was used up, and keeps what it found', {
  skip,
}, () => {
  const told = withLittle(`${LARGE}
    const { stopped, complete, states, ...result } = check(large);
    console.log(stopped, complete, states > 100_000, result.properties.map(({ verdict }) => verdict).join());`);
  assert.equal(told, 'memory false true violated,not finished');
});
