import type { Output } from './output.js';
import type { Picture } from './picture.js';

/**
 * A figure as a notebook output: the live figure (if there is one), its picture, its text.
 *
 * Nothing else may be in it: GitHub would prefer HTML, markdown, SVG or `text/vnd.mermaid`
 * to the picture, and then draw it badly or not at all.
 */
export function figureOutput(
  picture: Picture,
  alt: string,
  text: string,
  live?: { mime: string; spec: unknown },
): Output {
  const data: Record<string, unknown> = {};
  if (live) data[live.mime] = live.spec;
  data['image/png'] = picture.png.toString('base64');
  data['text/plain'] = text;
  return { data, metadata: { 'image/png': { width: picture.width, height: picture.height, alt } } };
}
