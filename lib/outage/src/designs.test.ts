import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { designs, judgeDesign, type Design } from './designs.js';

const onFile: Design[] = JSON.parse(
  readFileSync(new URL('../../../data/results/designs.json', import.meta.url), 'utf8'),
);
/** One in so many is judged again. It shares no factor with the number of sets. */
const EVERY = 15;

test('data/results/designs.json says what the checker finds', () => {
  assert.deepEqual(
    onFile.map(({ changes }) => changes),
    designs,
  );
  const some = onFile.filter((_, i) => i % EVERY === 0);
  assert.deepEqual(
    some.map(({ changes }) => judgeDesign(changes)),
    some,
    'to write it anew: npm run results:designs',
  );
});
