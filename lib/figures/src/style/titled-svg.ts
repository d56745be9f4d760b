import { TEXT_FONT } from '../headless/fonts/families.js';
import { colours } from './palette.js';
import { textWidth } from '../headless/fonts/text-width.js';

/** CSS pixels. */
const PADDING = 16,
  TITLE_SIZE = 18,
  TITLE_LINE = 25,
  GAP = 14,
  MIN_TITLE_WIDTH = 380;

/**
 * Puts a title above an SVG document, wrapped to its width.
 * @param svg a document with a viewBox
 * @param maxWidth CSS pixels; a wider document is scaled down to it
 * @returns the new document, its width in CSS pixels, and how much the inner one was scaled
 */
export function titledSvg(svg: string, title: string, maxWidth: number): { svg: string; width: number; scale: number } {
  const [, box] = /^<svg[^>]*? viewBox="([^"]*)"/.exec(svg)!;
  const [, , innerWidth, innerHeight] = box!.split(/[\s,]+/).map(Number) as [number, number, number, number];
  const scale = Math.min(1, (maxWidth - 2 * PADDING) / innerWidth);
  const titleWidth = Math.min(lineWidth(title), Math.max(innerWidth * scale, MIN_TITLE_WIDTH));
  const width = Math.ceil(Math.max(innerWidth * scale, titleWidth)) + 2 * PADDING;
  const lines = wrap(title, width - 2 * PADDING);
  const top = PADDING + lines.length * TITLE_LINE + GAP;
  const height = Math.ceil(top + innerHeight * scale + PADDING);
  const left = (width - innerWidth * scale) / 2;

  const inner = svg.replace(
    /^<svg([^>]*)>/,
    (_, attributes: string) =>
      `<svg x="${left}" y="${top}" width="${innerWidth * scale}" height="${innerHeight * scale}"${attributes.replace(/ (width|height|x|y|style)="[^"]*"/g, '')}>`,
  );
  const heading = lines.map(
    (line, i) =>
      `<text x="${PADDING}" y="${PADDING + 17 + i * TITLE_LINE}" font-family="${TEXT_FONT}" font-size="${TITLE_SIZE}" font-weight="700" fill="${colours.ink}">${escapeXml(line)}</text>`,
  );
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${heading.join('')}${inner}</svg>`,
    width,
    scale,
  };
}

function lineWidth(text: string): number {
  return Math.ceil(textWidth(text, { family: TEXT_FONT, size: TITLE_SIZE, weight: 700 }));
}

/** Breaks a text, a title if nothing else is said, into lines no wider than this; CSS pixels. */
export function wrap(text: string, width: number, size = TITLE_SIZE, weight = 700): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length > 0 && textWidth(longer, { family: TEXT_FONT, size, weight }) <= width)
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
