import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { model, range } from 'everystate';
import { watch } from '../index.js';
import type { Output } from '../output/output.js';

const square = (side: number) =>
  model({
    state: { a: range(0, side - 1), b: range(0, side - 1) },
    actions: {
      a: {
        when: s => s.a < side - 1,
        then: s => {
          s.a++;
        },
      },
      b: {
        when: s => s.b < side - 1,
        then: s => {
          s.b++;
        },
      },
    },
    always: { 'in the square': s => s.a < side && s.b < side },
    ends: { 'in the corner': s => s.a + s.b === 2 * side - 2 },
  });

interface Shown {
  cell: number;
  id: string;
  update: boolean;
  text: string;
}

/** What `work` shows when it begins in cell 1 and other cells run meanwhile. */
async function shown(work: () => Promise<unknown>): Promise<Shown[]> {
  const jupyter = createRequire(import.meta.url)('tslab/dist/jupyter.js') as { lastWriteDisplayData: unknown };
  const outputs: Shown[] = [];
  const enter = (cell: number) => {
    jupyter.lastWriteDisplayData = (output: Output & { transient: { display_id: string } }, update: boolean) =>
      outputs.push({ cell, id: output.transient.display_id, update, text: String(output.data['text/markdown']) });
  };
  enter(1);
  const working = work();
  enter(2);
  try {
    await working;
  } finally {
    jupyter.lastWriteDisplayData = null;
  }
  return outputs;
}

test('a search is watched in one output, which ends with counts alone', async () => {
  const outputs = await shown(() => watch(square(600)));
  assert(outputs.length >= 2);
  assert.deepEqual([...new Set(outputs.map(({ cell }) => cell))], [1]);
  assert.equal(new Set(outputs.map(({ id }) => id)).size, 1);
  assert.deepEqual(
    outputs.map(({ update }) => update),
    outputs.map((_, i) => i > 0),
  );
  for (const { text } of outputs.slice(0, -1)) {
    assert.match(text, /^Searching: \*\*[\d,]+\*\* states, [\d,]+ a second; [\d,]+ steps from the start; \d+ s\.$/);
  }
  assert.equal(
    outputs.at(-1)!.text,
    '**360,000** states, 718,800 steps between them, at most 1,198 from the start; every reachable state seen.',
  );
});

test('two searches have outputs of their own', async () => {
  const outputs = await shown(async () => {
    await watch(square(2));
    await watch(square(3));
  });
  assert.equal(new Set(outputs.map(({ id }) => id)).size, 2);
});

test('an interrupted search says so, and hands back what it found', async () => {
  const abort = new AbortController();
  let result: Awaited<ReturnType<typeof watch>> | undefined;
  let reports = 0;
  const outputs = await shown(async () => {
    result = await watch(square(9_000), {
      signal: abort.signal,
      progress: () => {
        if (++reports === 2) abort.abort();
      },
    });
  });
  assert.equal(result!.stopped, 'aborted');
  assert(result!.states > 0);
  assert.match(outputs.at(-1)!.text, /^\*\*[\d,]+\*\* states, .+; not finished: interrupted\.$/);
});

test('outside a notebook only the last line is written', async () => {
  const { log } = console;
  const lines: unknown[] = [];
  console.log = (line: unknown) => lines.push(line);
  try {
    await watch(square(300));
  } finally {
    console.log = log;
  }
  assert.deepEqual(lines, [
    '90,000 states, 179,400 steps between them, at most 598 from the start; every reachable state seen.',
  ]);
});
