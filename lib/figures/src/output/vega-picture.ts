import type { Spec } from 'vega';
import type { Picture } from './picture.js';
import { svgPicture } from './svg-picture.js';
import { asFigureError, strictLogger } from './strict-logger.js';
import { textWidth } from '../headless/fonts/text-width.js';

/** Rows of equal height from the top of a chart down: a played picture uncovers one after the other. */
export interface PlayedRows {
  readonly count: number;
  /** CSS pixels. */
  readonly height: number;
}

/**
 * Draws a Vega 5 specification.
 * @throws FigureError where Vega would only warn, and draw something that misleads
 */
export async function vegaPicture(spec: object, played?: PlayedRows): Promise<Picture> {
  const vega = await loadVega();
  vega.setRandom(vega.randomLCG(1)); // random() in the chart gives the same numbers at every run
  const view = new vega.View(vega.parse(spec as Spec), { renderer: 'none', logger: strictLogger() });
  try {
    const svg = await view.toSVG();
    const width = Number(/^<svg[^>]*? width="([\d.]+)"/.exec(svg)![1]);
    return await svgPicture(svg, width, undefined, played && endsOf(svg, played));
  } catch (error) {
    throw asFigureError(error);
  } finally {
    view.finalize();
  }
}

/** CSS pixels that a frame ends above a row's edge: what is drawn on the edge belongs to the next row. */
const EDGE = 2.5;

/** Where the rows end in the drawn chart, which begins below its title. */
function endsOf(svg: string, { count, height }: PlayedRows): number[] {
  const top = Number(/transform="translate\([\d.]+,([\d.]+)\)"/.exec(svg)![1]);
  return Array.from({ length: count }, (_, row) => top + height * (row + 1) - EDGE);
}

let loading: Promise<Vega> | undefined;

/** Vega with text measured in the font that draws it, instead of estimated. */
export function loadVega(): Promise<Vega> {
  return (loading ??= import('vega').then(vega => {
    const { textMetrics, fontSize, fontFamily } = vega as unknown as Vega;
    textMetrics.width = (item, text) =>
      textWidth(String(text ?? item.text ?? ''), {
        family: fontFamily(item),
        size: fontSize(item),
        weight: item.fontWeight,
        italic: item.fontStyle === 'italic',
      });
    return vega as unknown as Vega;
  }));
}

interface TextItem {
  text?: unknown;
  fontWeight?: string | number;
  fontStyle?: string;
}
/** Vega with the parts that its types leave out. */
export type Vega = typeof import('vega') & {
  randomLCG: (seed: number) => () => number;
  setRandom: (random: () => number) => void;
  textMetrics: { width: (item: TextItem, text?: unknown) => number };
  fontSize: (item: TextItem) => number;
  fontFamily: (item: TextItem) => string;
};
