import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode } from '../fixtures/png.js';
import { smallPng } from './small-png.js';

/** A picture of a colour for each pixel. */
function pictureOf(colours: readonly number[][]): Uint8Array {
  return Uint8Array.from(colours.flatMap(([r, g, b]) => [r!, g!, b!, 255]));
}

test('a picture of few colours keeps them all', async () => {
  const colours = Array.from({ length: 16 * 16 }, (_, i) => [i, 255 - i, (i * 7) % 256]);
  const { width, height, data } = await decode(smallPng(pictureOf(colours), 16, 16));
  assert.deepEqual([width, height], [16, 16]);
  assert.deepEqual([...data], [...pictureOf(colours)]);
});

test('of many colours the frequent ones stay as they are, and the others hardly change', async () => {
  const rare = Array.from({ length: 2000 }, (_, i) => [i % 256, Math.floor(i / 8), (i * 5) % 256]);
  const frequent = Array.from({ length: 2000 }, (_, i) => (i % 2 ? [0, 114, 178] : [255, 255, 255]));
  const colours = [...rare, ...frequent];
  const { data } = await decode(smallPng(pictureOf(colours), 80, 50));
  const shift = colours.map((colour, i) => Math.hypot(...colour.map((part, j) => part - data[4 * i + j]!)));
  assert(shift.slice(rare.length).every(far => far === 0));
  assert(Math.max(...shift) > 0 && Math.max(...shift) < 40, `a colour moved by ${Math.max(...shift)} of 442`);
});
