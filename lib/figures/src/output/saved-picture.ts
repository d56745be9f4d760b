import { readFileSync } from 'node:fs';
import { FigureError, requireAlt } from './figure-error.js';
import { figureOutput } from './figure-output.js';
import { currentEmit } from './output.js';
import { PIXEL_DENSITY } from './picture.js';

/** The first bytes of every PNG. */
const SIGNATURE = '89504e470d0a1a0a';

/**
 * Shows a picture that was drawn before, such as one of another notebook.
 * @param file a PNG, from the notebook's folder
 * @param title the finding, in a sentence
 * @param alt what the picture shows, for readers who do not see it
 */
export function savedPicture(file: string, title: string, alt: string): void {
  requireAlt(alt);
  const png = readFileSync(file);
  if (png.toString('hex', 0, 8) !== SIGNATURE) {
    throw new FigureError(`${file} is no PNG: GitHub would not show it. Save the picture as PNG.`);
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)].map(pixels => pixels / PIXEL_DENSITY);
  currentEmit()(figureOutput({ png, width: width!, height: height! }, alt, `${title}\n\n${alt}`));
}
