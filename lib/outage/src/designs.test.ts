import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { allDesigns } from './designs.js';

test('data/results/designs.json says what the checker finds', () => {
  const kept = JSON.parse(readFileSync(new URL('../../../data/results/designs.json', import.meta.url), 'utf8'));
  assert.deepEqual(allDesigns(), kept, 'to write it anew: npm run results:designs');
});
