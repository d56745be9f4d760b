/** In place of `output/saved-picture.ts`, without Node's buffers. */
import { readFileSync } from 'node:fs';
import { FigureError, requireAlt } from '../output/figure-error.js';
import { currentEmit } from '../output/output.js';
import { PIXEL_DENSITY } from '../output/picture.js';

export function savedPicture(file: string, title: string, alt: string): void {
  requireAlt(alt);
  const png: Uint8Array = readFileSync(file);
  const view = new DataView(png.buffer, png.byteOffset);
  if (view.getUint32(0) !== 0x89504e47) throw new FigureError(`${file} is no PNG. Save the picture as PNG.`);
  const [width, height] = [16, 20].map(at => view.getUint32(at) / PIXEL_DENSITY);
  const base64 = btoa(Array.from(png, byte => String.fromCharCode(byte)).join(''));
  currentEmit()({
    data: { 'image/png': base64, 'text/plain': `${title}\n\n${alt}` },
    metadata: { 'image/png': { width, height, alt } },
  });
}
