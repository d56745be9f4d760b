import { crc32 } from 'node:zlib';
import { deflate } from 'pako';

/** A PNG can index this many colours by one byte. */
const COLOURS = 256;
/** Of these, the most frequent are kept exactly: the areas, and the inks. */
const EXACT = 128;

/**
 * A PNG file of an opaque picture with 256 colours, a third as large as one with all.
 * Figures have few colours of their own; the rest is the smoothed edges of text,
 * where the nearest one does. Packed by pako, because zlib's bytes change with Node's version.
 * @param pixels red, green, blue, alpha; row by row
 */
export function smallPng(pixels: Uint8Array, width: number, height: number): Buffer {
  const { palette, rows } = indexed(pixels, width, height);
  return file(width, height, palette, chunk('IDAT', packed(rows)));
}

/** Milliseconds that a step of a played picture is shown; then the picture rests. */
const STEP = 700;

/**
 * A PNG file of the same picture that uncovers it once, from the top down, and then rests.
 * A viewer that does not play it shows the whole picture (as APNG has it: the image that
 * stands first in the file is no frame).
 * @param ends down to which row of pixels each frame uncovers the picture; the last, all of it
 */
export function playedPng(pixels: Uint8Array, width: number, height: number, ends: readonly number[]): Buffer {
  const { palette, rows, blank } = indexed(pixels, width, height);
  const line = width + 1;
  let sequence = 0;
  const frames = ends.flatMap((end, i) => {
    // The first frame covers the whole picture, white from its end on; each later one adds a strip.
    const from = i === 0 ? 0 : ends[i - 1]!;
    const to = i === ends.length - 1 ? height : end;
    const strip = i === 0 ? rows.slice() : rows.subarray(from * line, to * line);
    if (i === 0) for (let y = end; y < height; y++) strip.fill(blank, y * line + 1, (y + 1) * line);
    const control = Buffer.alloc(26);
    [sequence++, width, strip.length / line, 0, from].forEach((word, at) => {
      control.writeUInt32BE(word, 4 * at);
    });
    control.writeUInt16BE(STEP, 20);
    control.writeUInt16BE(1000, 22);
    const number = Buffer.alloc(4);
    number.writeUInt32BE(sequence++);
    return [chunk('fcTL', control), chunk('fdAT', Buffer.concat([number, packed(strip)]))];
  });
  const animation = Buffer.alloc(8);
  animation.writeUInt32BE(ends.length, 0);
  animation.writeUInt32BE(1, 4); // plays once
  return file(width, height, palette, chunk('acTL', animation), chunk('IDAT', packed(rows)), ...frames);
}

/** The picture as indices into a palette. */
function indexed(pixels: Uint8Array, width: number, height: number) {
  const colours = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height).map(pixel => pixel & 0xffffff);
  const { palette, indexOf } = paletteOf(colours);
  const rows = new Uint8Array((width + 1) * height); // each row begins with its filter: 0, none
  let last = -1;
  let index = 0; // neighbours are mostly alike
  for (let y = 0, from = 0, to = 0; y < height; y++) {
    to++;
    for (let x = 0; x < width; x++) {
      const colour = colours[from++]!;
      if (colour !== last) index = indexOf.get((last = colour))!;
      rows[to++] = index;
    }
  }
  return { palette, rows, blank: indexOf.get(0xffffff) ?? 0 };
}

function packed(rows: Uint8Array): Buffer {
  return Buffer.from(deflate(rows, { level: 9 }));
}

function file(width: number, height: number, palette: readonly number[], ...chunks: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // eight bits, indexed
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(parts))),
    ...chunks,
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The most frequent colours, then those that are farthest from all chosen so far. */
function paletteOf(colours: Uint32Array): { palette: number[]; indexOf: Map<number, number> } {
  const count = new Map<number, number>();
  for (let from = 0, to = 0; from < colours.length; from = to) {
    const colour = colours[from]!;
    while (to < colours.length && colours[to] === colour) to++;
    count.set(colour, (count.get(colour) ?? 0) + to - from);
  }
  const byCount = [...count].sort(([a, m], [b, n]) => n - m || a - b).map(([colour]) => colour);
  const palette = byCount.length <= COLOURS ? byCount : byCount.slice(0, EXACT);
  const rest = byCount.slice(palette.length).map(colour => ({ colour, nearest: 0, away: Infinity }));
  const compare = (index: number) => {
    for (const one of rest) {
      const away = distance(one.colour, palette[index]!);
      if (away < one.away) Object.assign(one, { nearest: index, away });
    }
  };
  palette.forEach((_, index) => compare(index));
  while (rest.length > 0 && palette.length < COLOURS) {
    const { colour } = rest.reduce((far, one) => (one.away > far.away ? one : far));
    compare(palette.push(colour) - 1);
  }
  const indexOf = new Map(palette.map((colour, index) => [colour, index]));
  for (const { colour, nearest } of rest) indexOf.set(colour, nearest);
  return { palette, indexOf };
}

function distance(a: number, b: number): number {
  const [p, q] = [parts(a), parts(b)];
  return p.reduce((sum, part, i) => sum + (part - q[i]!) ** 2, 0);
}

/** Red, green and blue of a pixel, which holds red in its lowest byte. */
function parts(colour: number): number[] {
  return [colour & 0xff, (colour >> 8) & 0xff, (colour >> 16) & 0xff];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
