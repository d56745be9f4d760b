/** Small pictures for tests. */
import { crc32, deflateSync } from 'node:zlib';

type Pixel = readonly [red: number, green: number, blue: number, opacity: number];

/** A PNG with one row of pixels, in base64, as a notebook keeps it. */
export function pngOf(...pixels: readonly Pixel[]): string {
  const size = Buffer.alloc(13);
  size.writeUInt32BE(pixels.length, 0);
  size.writeUInt32BE(1, 4);
  size.set([8, 6], 8); // bits of a colour; red, green, blue and opacity
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(Buffer.from([0, ...pixels.flat()]))),
    chunk('IEND', Buffer.alloc(0)),
  ]).toString('base64');
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
