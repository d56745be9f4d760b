import type { TopLevelSpec } from 'vega-lite';
import { requireAlt, FigureError } from './figure-error.js';
import { requireAxisTitles, requireFields, requireTitle, markUntitled } from './chart-checks.js';
import { requireKnownWords } from './chart-schema.js';
import { figureOutput } from './figure-output.js';
import { currentEmit } from './output.js';
import { MAX_WIDTH, type Picture } from './picture.js';
import { svgPicture } from './svg-picture.js';
import { textWidth } from './text-width.js';
import { vegaTheme } from './theme.js';

/** A Vega-Lite 5 specification, as an object. */
export type ChartSpec = Record<string, unknown>;

/**
 * Shows a Vega-Lite 5 chart below the cell, live where that can be drawn and as a picture elsewhere.
 *
 * The chart must have a title (the finding, in a sentence) and a title on each axis (with unit or
 * scale). It is 760 px wide, all included, unless its `width` says otherwise.
 * @param alt what the chart shows, for readers who do not see it
 * @throws FigureError naming what is missing or wrong in the specification
 */
export async function chart(spec: ChartSpec, alt: string): Promise<void> {
  const emit = currentEmit();
  requireAlt(alt);
  const { live, picture, title } = await draw(spec);
  emit(figureOutput(picture, alt, `${title}\n\n${alt}`, { mime: 'application/vnd.vegalite.v5+json', spec: live }));
}

/** The picture that `chart` shows. */
export async function renderChart(spec: ChartSpec): Promise<Picture> {
  return (await draw(spec)).picture;
}

async function draw(spec: ChartSpec): Promise<{ live: ChartSpec; picture: Picture; title: string }> {
  const title = requireTitle(spec);
  requireKnownWords(spec);
  requireFields(spec);
  const vega = await loadVega();
  const vegaLite = await import('vega-lite');
  const live = themed(spec);

  const compile = (fieldTitle?: typeof markUntitled) => {
    try {
      return vegaLite.compile(live as unknown as TopLevelSpec, { logger: strictLogger(), ...(fieldTitle && { fieldTitle }) }).spec;
    } catch (error) {
      throw asFigureError(error);
    }
  };
  requireAxisTitles(compile(markUntitled) as unknown as Record<string, unknown>);

  vega.setRandom(vega.randomLCG(1)); // random() in the chart gives the same numbers at every run
  const view = new vega.View(vega.parse(compile()), { renderer: 'none', logger: strictLogger() });
  try {
    const svg = await view.toSVG();
    const width = Number(/^<svg[^>]*? width="([\d.]+)"/.exec(svg)![1]);
    return { live, picture: await svgPicture(svg, width), title };
  } catch (error) {
    throw asFigureError(error);
  } finally {
    view.finalize();
  }
}

/** The specification with our theme, its own `config` on top, and a width that fills the column. */
function themed(spec: ChartSpec): ChartSpec {
  const isSingleView = !['facet', 'concat', 'hconcat', 'vconcat', 'repeat'].some(key => key in spec)
    && !['facet', 'row', 'column'].some(channel => channel in ((spec.encoding as object | undefined) ?? {}));
  const hasFixedStep = typeof spec.width === 'object';
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...(isSingleView && !hasFixedStep && { width: MAX_WIDTH, autosize: { type: 'fit-x', contains: 'padding' } }),
    ...spec,
    config: merged(vegaTheme, (spec.config as Record<string, unknown> | undefined) ?? {}),
  };
}

function merged(base: object, over: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = result[key];
    const bothObjects = [value, below].every(part => part !== null && typeof part === 'object' && !Array.isArray(part));
    result[key] = bothObjects ? merged(below as object, value as Record<string, unknown>) : value;
  }
  return result;
}

/** Vega and Vega-Lite draw on after most mistakes, and only warn: the figure would then mislead. */
function strictLogger() {
  const fail = (...messages: unknown[]) => {
    if (/^Dropping "fit-/.test(String(messages[0]))) return logger; // a height that follows from the number of lanes
    const known = messages.find(message => message instanceof FigureError);
    throw known ?? new FigureError(`The chart is not right: ${messages.join(' ')} Change the specification.`);
  };
  const quiet = () => logger;
  const logger = { level: () => logger, error: fail, warn: fail, info: quiet, debug: quiet } as never;
  return logger;
}

function asFigureError(error: unknown): FigureError {
  if (error instanceof FigureError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new FigureError(`Vega-Lite cannot draw the chart: ${message} Change the specification.`);
}

let loading: Promise<Vega> | undefined;

/** Vega with text measured in the font that draws it, instead of estimated. */
function loadVega(): Promise<Vega> {
  return loading ??= import('vega').then(vega => {
    const { textMetrics, fontSize, fontFamily } = vega as unknown as Vega;
    textMetrics.width = (item, text) => textWidth(String(text ?? item.text ?? ''), {
      family: fontFamily(item),
      size: fontSize(item),
      weight: item.fontWeight,
      italic: item.fontStyle === 'italic',
    });
    return vega as unknown as Vega;
  });
}

interface TextItem { text?: unknown; fontWeight?: string | number; fontStyle?: string }
/** Vega with the parts that its types leave out. */
type Vega = typeof import('vega') & {
  randomLCG: (seed: number) => () => number;
  setRandom: (random: () => number) => void;
  textMetrics: { width: (item: TextItem, text?: unknown) => number };
  fontSize: (item: TextItem) => number;
  fontFamily: (item: TextItem) => string;
};
