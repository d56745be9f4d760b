/** In place of `headless/fonts/text-width.ts`: measured with the fonts that the page draws with. */
import { CODE_FONTS, TEXT_FONTS } from '../headless/fonts/families.js';
import type { TextStyle } from '../headless/fonts/text-width.js';

interface Pen {
  font: string;
  measureText(text: string): { width: number };
}
declare const OffscreenCanvas: new (width: number, height: number) => { getContext(kind: '2d'): Pen };

let pen: Pen | undefined;

export function textWidth(text: string, { family, size, weight = 400, italic }: TextStyle): number {
  pen ??= new OffscreenCanvas(1, 1).getContext('2d');
  const families = /mono|courier|code/i.test(family) ? CODE_FONTS : TEXT_FONTS;
  pen.font = `${italic ? 'italic ' : ''}${weight} ${size}px ${families}`;
  return pen.measureText(text).width;
}
