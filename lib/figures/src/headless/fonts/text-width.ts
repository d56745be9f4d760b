import { createRequire } from 'node:module';
import { CODE_FONT, TEXT_FONT } from './families.js';
import { faces } from './fonts.js';
import type { SKRSContext2D } from '@napi-rs/canvas';

/** How text is set; `size` in pixels. */
export interface TextStyle {
  family: string;
  size: number;
  weight?: string | number;
  italic?: boolean;
}

/** Inter's ascent and descent above and below the base line, for 1 px of font size. */
export const ASCENT = 1984 / 2048;
export const DESCENT = 494 / 2048;

/**
 * Text is measured at the fonts' own design size and scaled down: the widths are then whole
 * numbers, the same on every machine, whatever it does about hinting.
 */
const DESIGN_SIZE = 2000;

let pen: SKRSContext2D | undefined;
const known = new Map<string, number>();

/** The width of one line of text in pixels, measured with the fonts that also draw it. */
export function textWidth(text: string, style: TextStyle): number {
  const family = /mono|courier|code/i.test(style.family) ? CODE_FONT : TEXT_FONT;
  const font = `${style.italic ? 'italic ' : ''}${drawnWeight(style.weight)} ${DESIGN_SIZE}px "${family}", "${TEXT_FONT}", "${CODE_FONT}"`;
  const key = `${font}|${text}`;
  let width = known.get(key);
  if (width === undefined) {
    pen ??= openPen();
    pen.font = font;
    width = Math.round(pen.measureText(text).width);
    if (known.size > 20_000) known.clear();
    known.set(key, width);
  }
  return (width * style.size) / DESIGN_SIZE;
}

/** The nearest weight that we have a font file of. */
function drawnWeight(weight: string | number | undefined): number {
  const asked = weight === 'bold' || weight === 'bolder' ? 700 : Number(weight) || 400;
  return asked >= 650 ? 700 : asked >= 550 ? 600 : 400;
}

function openPen(): SKRSContext2D {
  // Loaded on first use: a notebook without figures does not wait for it.
  const { createCanvas, GlobalFonts } = createRequire(import.meta.url)(
    '@napi-rs/canvas',
  ) as typeof import('@napi-rs/canvas');
  for (const face of faces()) GlobalFonts.registerFromPath(face.file, face.family);
  return createCanvas(1, 1).getContext('2d');
}
