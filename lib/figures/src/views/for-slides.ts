import type { TopLevelSpec } from 'vega-lite';
import { drawMermaid } from '../diagram/render.js';
import { PIXEL_DENSITY, type Picture } from '../output/picture.js';
import { drawPlotly } from '../chart/draw-plotly.js';
import type { PlotFigure } from '../chart/plot-checks.js';
import { LOOP } from './lasso.js';
import { isPlayer, playerStill } from './player/spec.js';
import { svgPicture } from '../output/svg-picture.js';
import { colours } from '../style/palette.js';
import { strictLogger } from '../output/strict-logger.js';
import { loadVega, vegaPicture } from '../output/vega-picture.js';

/** The data of a saved notebook output, by MIME type. */
export type SavedData = Readonly<Record<string, unknown>>;

/**
 * Draws a saved figure again for a slide, which has a title of its own: without the
 * figure's title. A player and lanes that play give a picture for each step, the start first;
 * a lasso gives four.
 * @returns nothing for an output without a picture
 */
export async function forSlides(data: SavedData): Promise<Picture[]> {
  const chart = data['application/vnd.vegalite.v5+json'] as Record<string, unknown> | undefined;
  if (chart) {
    const { title: _, height, usermeta, ...untitled } = chart;
    await loadVega();
    const { compile } = await import('vega-lite');
    const low = { ...untitled, height: typeof height === 'number' ? Math.min(height, LOW) : height };
    const { uncovered } = (usermeta ?? {}) as { uncovered?: readonly number[] };
    const pictures: Picture[] = [];
    for (const spec of uncovered ? uncovered.map(step => upTo(low, step, step === uncovered.at(-1))) : [low])
      pictures.push(await vegaPicture(compile(spec as unknown as TopLevelSpec, { logger: strictLogger() }).spec));
    return pictures;
  }
  const vega = data['application/vnd.vega.v5+json'] as object | undefined;
  if (vega && isPlayer(vega)) {
    const pictures: Picture[] = [];
    for (let taken = 0; taken <= vega.usermeta.player.steps; taken++) {
      pictures.push(await vegaPicture(playerStill(vega, taken, 'slide')));
    }
    return pictures;
  }
  const plot = data['application/vnd.plotly.v1+json'] as PlotFigure | undefined;
  if (plot) {
    const { title: _, ...layout } = plot.layout;
    const height = Math.min(Number(layout.height ?? Infinity), LOW + 80);
    return [
      await drawPlotly({ ...plot, layout: { ...layout, height, margin: { ...(layout.margin as object), t: 24 } } }),
    ];
  }
  const png = data['image/png'];
  if (typeof png !== 'string') return [];
  const [, , ...source] = String(data['text/plain']).split('\n\n');
  if (/^(flowchart|sequenceDiagram|stateDiagram)/.test(source.join('\n\n'))) {
    return [await diagramForSlide(source.join('\n\n'))];
  }
  const bytes = Buffer.from(png, 'base64');
  return [
    { png: bytes, width: bytes.readUInt32BE(16) / PIXEL_DENSITY, height: bytes.readUInt32BE(20) / PIXEL_DENSITY },
  ];
}

/** CSS pixels: a plot so low fills a slide's width, and its type is as large as can be. */
const LOW = 270;

/** Lanes up to a step: later ones are covered, and the loop shows at the end alone. All are of one size. */
function upTo(lanes: Record<string, unknown>, step: number, isLast: boolean): Record<string, unknown> {
  if (isLast) return lanes;
  type Layer = { description?: string; mark: object; encoding: { x: { scale: { domain: [number, number] } } } };
  const drawn = (lanes.layer as readonly Layer[]).map(layer =>
    layer.description === LOOP ? { ...layer, mark: { ...layer.mark, opacity: 0 } } : layer,
  );
  const { x } = drawn[0]!.encoding;
  const cover = {
    data: { values: [{ from: step + 0.5, to: x.scale.domain[1] }] },
    mark: { type: 'rect', color: colours.paper, stroke: colours.paper, strokeWidth: 4, xOffset: 2 },
    encoding: { x, x2: { field: 'to' } },
  };
  return { ...lanes, layer: [...drawn, cover] };
}

/** CSS pixels that a diagram may take on a slide. */
const SLIDE = { width: 1150, height: 540 };
/** Closer together than on a page: the room is for the type. */
const CLOSE = '%%{init: {"flowchart": {"rankSpacing": 18, "nodeSpacing": 28, "padding": 10}}}%%\n';

/** A diagram without its title, in the direction in which a slide shows it larger. */
async function diagramForSlide(source: string): Promise<Picture> {
  const drawn = [];
  for (const direction of /^flowchart (TD|TB|LR)/.test(source) ? ['TD', 'LR'] : [undefined]) {
    const svg = await drawMermaid(
      direction ? CLOSE + source.replace(/^flowchart \w\w/, `flowchart ${direction}`) : source,
    );
    const [, box] = /^<svg[^>]*? viewBox="([^"]*)"/.exec(svg)!;
    const [, , width, height] = box!.split(/[\s,]+/).map(Number) as [number, number, number, number];
    drawn.push({ svg, width, height, scale: Math.min(SLIDE.width / width, SLIDE.height / height) });
  }
  const { svg, width, height, scale } = drawn.reduce((best, one) => (one.scale > best.scale ? one : best));
  const shrunk = Math.min(1, scale);
  const sized = svg.replace(
    /^<svg([^>]*)>/,
    (_, attributes: string) =>
      `<svg width="${width * shrunk}" height="${height * shrunk}"${attributes.replace(/ (width|height|style)="[^"]*"/g, '')}>`,
  );
  return svgPicture(sized, width * shrunk, SLIDE.width);
}
