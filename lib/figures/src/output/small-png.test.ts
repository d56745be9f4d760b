import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { decode } from '../fixtures/png.js';
import { playedPng, smallPng } from './small-png.js';

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

/** The chunks of a PNG file, in their order. */
function chunksOf(png: Buffer): { type: string; data: Buffer }[] {
  const chunks = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    const end = at + 8 + png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, end) });
  }
  return chunks;
}

test('a played picture uncovers itself from the top down, once, and is whole where it is not played', async () => {
  const white = [255, 255, 255];
  const rows = [[200, 0, 0], white, [0, 200, 0], [0, 0, 200], [0, 0, 0]];
  const picture = pictureOf(rows.flatMap(colour => [colour, colour, colour]));
  const png = playedPng(picture, 3, 5, [2, 3, 4]);
  assert.deepEqual([...(await decode(png)).data], [...picture]);

  const chunks = chunksOf(png);
  const [animation] = chunks.filter(({ type }) => type === 'acTL');
  assert.deepEqual([animation!.data.readUInt32BE(0), animation!.data.readUInt32BE(4)], [3, 1]);
  assert(chunks.findIndex(({ type }) => type === 'IDAT') < chunks.findIndex(({ type }) => type === 'fcTL'));
  const numbers = chunks.filter(({ type }) => /fcTL|fdAT/.test(type)).map(({ data }) => data.readUInt32BE(0));
  assert.deepEqual(numbers, [0, 1, 2, 3, 4, 5]);

  // Each frame as a file of its own, laid over the one before.
  const still = chunksOf(smallPng(picture, 3, 5));
  const shown: number[][] = Array.from({ length: 5 }, () => [0, 0, 0]);
  const seen: number[][][] = [];
  const frames = chunks.filter(({ type }) => type === 'fcTL').map(({ data }) => data);
  for (const [i, { data }] of chunks.filter(({ type }) => type === 'fdAT').entries()) {
    const [width, height, , y] = [1, 2, 3, 4].map(at => frames[i]!.readUInt32BE(4 * at));
    const alone = frameFile(still, width!, height!, data.subarray(4));
    const { data: pixels } = await decode(alone);
    for (let row = 0; row < height!; row++) shown[y! + row] = [...pixels.subarray(row * 12, row * 12 + 3)];
    seen.push(shown.slice());
  }
  assert.deepEqual(seen, [[rows[0], white, white, white, white], [rows[0], white, rows[2], white, white], rows]);
});

/** A file with the palette of another one. */
function frameFile(still: { type: string; data: Buffer }[], width: number, height: number, data: Buffer): Buffer {
  const header = Buffer.from(still[0]!.data);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const parts = [
    { type: 'IHDR', data: header },
    still.find(({ type }) => type === 'PLTE')!,
    { type: 'IDAT', data },
    { type: 'IEND', data: Buffer.alloc(0) },
  ].map(({ type, data }) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  });
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}
