import { colours } from '../style/palette.js';
import { CODE_FONT, TEXT_FONT } from '../headless/fonts/families.js';
import { faces, hasGlyph } from '../headless/fonts/fonts.js';
import { FigureError } from './figure-error.js';
import { MAX_WIDTH, PIXEL_DENSITY, type Picture } from './picture.js';
import { playedPng, smallPng } from './small-png.js';

/**
 * Draws an SVG document on opaque white.
 * @param width CSS pixels, as the SVG's own width
 * @param most CSS pixels
 * @param ends down to which CSS pixel each frame of a played picture uncovers it
 */
export async function svgPicture(
  svg: string,
  width: number,
  most = MAX_WIDTH,
  ends?: readonly number[],
): Promise<Picture> {
  if (width > most) {
    throw new FigureError(
      `The figure is ${Math.ceil(width)} px wide, but GitHub shows ${MAX_WIDTH} at most: give it less width.`,
    );
  }
  requireGlyphs(svg);
  const { Resvg } = await import('@resvg/resvg-js');
  const image = new Resvg(svg, {
    background: colours.paper,
    fitTo: { mode: 'zoom', value: PIXEL_DENSITY },
    font: {
      loadSystemFonts: false,
      fontFiles: faces().map(face => face.file),
      defaultFontFamily: TEXT_FONT,
      sansSerifFamily: TEXT_FONT,
      serifFamily: TEXT_FONT,
      monospaceFamily: CODE_FONT,
    },
  }).render();
  const frames = ends?.map(end => Math.round(end * PIXEL_DENSITY));
  return {
    png: frames
      ? playedPng(image.pixels, image.width, image.height, frames)
      : smallPng(image.pixels, image.width, image.height),
    width: image.width / PIXEL_DENSITY,
    height: image.height / PIXEL_DENSITY,
    leastType: leastType(svg),
  };
}

/** The smallest type of an SVG document, as it is drawn; CSS pixels. Where texts say no size, that of the document. */
export function leastType(svg: string): number {
  const sizesIn = (source: string) =>
    [...source.matchAll(/font-size[=:]\s*"?([\d.]+)/g)].map(([, size]) => Number(size));
  const own = sizesIn([...svg.matchAll(/<(?:text|tspan)\b[^>]*>/g)].map(([tag]) => tag).join(''));
  const [root] = sizesIn(svg);
  const [, width, box] = /^<svg[^>]*? width="([\d.]+)"[^>]*? viewBox="[-\d.]+ [-\d.]+ ([\d.]+)/.exec(svg) ?? [];
  return Math.min(...(own.length > 0 ? own : [root ?? Infinity])) * (box ? Number(width) / Number(box) : 1);
}

/** Without this check a character that the fonts lack would quietly become an empty box. */
function requireGlyphs(svg: string): void {
  const text = svg
    .replace(/<(style|title|desc|metadata)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, digits: string) =>
      String.fromCodePoint(parseInt(digits, hex ? 16 : 10)),
    );
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    if (codePoint <= 0x20 || hasGlyph(codePoint)) continue;
    const line = text
      .split('\n')
      .find(part => part.includes(character))!
      .trim();
    const code = codePoint.toString(16).toUpperCase().padStart(4, '0');
    throw new FigureError(
      `The fonts have no glyph for “${character}” (U+${code}) in “${line}”: write it with another character.`,
    );
  }
}
