/** In place of `headless/fonts/text-width.ts`: measured with the fonts of the machine that shows the page. */
import type { TextStyle } from '../headless/fonts/text-width.js';

interface Pen {
  font: string;
  measureText(text: string): { width: number };
}
declare const OffscreenCanvas: new (width: number, height: number) => { getContext(kind: '2d'): Pen };

let pen: Pen | undefined;

export function textWidth(text: string, { family, size, weight = 400, italic }: TextStyle): number {
  pen ??= new OffscreenCanvas(1, 1).getContext('2d');
  const generic = /mono|courier|code/i.test(family) ? 'ui-monospace, monospace' : 'system-ui, sans-serif';
  pen.font = `${italic ? 'italic ' : ''}${weight} ${size}px ${generic}`;
  return pen.measureText(text).width;
}
