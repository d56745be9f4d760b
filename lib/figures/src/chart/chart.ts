import type { TopLevelSpec } from 'vega-lite';
import { requireAlt } from '../output/figure-error.js';
import { requireAxisTitles, requireFields, requireTitle, markUntitled } from './checks.js';
import { requireKnownWords } from './schema.js';
import { figureOutput } from '../output/figure-output.js';
import { currentEmit } from '../output/output.js';
import { MAX_WIDTH, PICTURE_WIDTH, type Picture } from '../output/picture.js';
import { vegaTheme } from '../style/theme.js';
import { wrap } from '../style/titled-svg.js';
import { loadVega, vegaPicture, type PlayedRows } from '../output/vega-picture.js';
import { asFigureError, strictLogger } from '../output/strict-logger.js';

/** A Vega-Lite 5 specification, as an object. */
export type ChartSpec = Record<string, unknown>;

/**
 * Shows a Vega-Lite 5 chart below the cell, live where that can be drawn and as a picture elsewhere.
 *
 * The chart must have a title (the finding, in a sentence) and a title on each axis (with unit or
 * scale). It is 760 px wide, all included, unless its `width` says otherwise; its picture is
 * narrower, so that a phone need not shrink its type much.
 * @param alt what the chart shows, for readers who do not see it
 * @throws FigureError naming what is missing or wrong in the specification
 */
export async function chart(spec: ChartSpec, alt: string): Promise<void> {
  await showChart(spec, spec, alt);
}

/**
 * Shows a chart whose picture is laid out in another way than the live one: for a narrow page.
 * @param played the rows of the picture, if it uncovers them one after the other
 */
export async function showChart(spec: ChartSpec, narrow: ChartSpec, alt: string, played?: PlayedRows): Promise<void> {
  const emit = currentEmit();
  requireAlt(alt);
  const { live, picture, title } = await draw(spec, narrow, played);
  emit(figureOutput(picture, alt, `${title}\n\n${alt}`, { mime: 'application/vnd.vegalite.v5+json', spec: live }));
}

/** The picture that `chart` shows. */
export async function renderChart(spec: ChartSpec): Promise<Picture> {
  return (await draw(spec, spec)).picture;
}

async function draw(
  spec: ChartSpec,
  narrow: ChartSpec,
  played?: PlayedRows,
): Promise<{ live: ChartSpec; picture: Picture; title: string }> {
  const title = requireTitle(spec);
  await requireKnownWords(spec);
  requireFields(spec);
  await loadVega(); // Vega-Lite measures text by it
  const vegaLite = await import('vega-lite');
  const live = themed(spec);

  const compile = (chart: ChartSpec, fieldTitle?: typeof markUntitled) => {
    try {
      return vegaLite.compile(chart as unknown as TopLevelSpec, {
        logger: strictLogger(),
        ...(fieldTitle && { fieldTitle }),
      }).spec;
    } catch (error) {
      throw asFigureError(error);
    }
  };
  requireAxisTitles(compile(live, markUntitled) as unknown as Record<string, unknown>);

  return { live, picture: await vegaPicture(compile(narrowed(themed(narrow))), played), title };
}

/** A chart as wide as a picture, its title and subtitle in lines. */
function narrowed(spec: ChartSpec): ChartSpec {
  if (spec.width !== MAX_WIDTH) return spec;
  const { fontSize, subtitleFontSize } = vegaTheme.title;
  const width = PICTURE_WIDTH - vegaTheme.padding.left - vegaTheme.padding.right;
  const lines = (text: unknown, size: number, weight: number) =>
    typeof text === 'string' ? wrap(text, width, size, weight) : text;
  const { text, subtitle, ...title } = (
    typeof spec.title === 'object' && !Array.isArray(spec.title) ? spec.title : { text: spec.title }
  ) as Record<string, unknown>;
  return {
    ...spec,
    width: PICTURE_WIDTH,
    title: {
      ...title,
      text: lines(text, fontSize, 700),
      ...(subtitle !== undefined && { subtitle: lines(subtitle, subtitleFontSize, 400) }),
    },
  };
}

/** The specification with our theme, its own `config` on top, and a width that fills the column. */
function themed(spec: ChartSpec): ChartSpec {
  const isSingleView =
    !['facet', 'concat', 'hconcat', 'vconcat', 'repeat'].some(key => key in spec) &&
    !['facet', 'row', 'column'].some(channel => channel in ((spec.encoding as object | undefined) ?? {}));
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
