import { MAX_WIDTH } from '../output/picture.js';
import { plotlyTheme } from '../style/theme.js';
import type { PlotFigure } from './plot-checks.js';

/** CSS pixels, where the layout does not say otherwise. */
export const HEIGHT = 440;

/** CSS pixels from the figure's top edge to the base line of its title. */
const TITLE_BASELINE = 34;

/** The figure with our theme as its template, and a size. */
export function themedPlot({ data, layout }: PlotFigure): { data: unknown; layout: Record<string, unknown> } {
  const height = typeof layout.height === 'number' ? layout.height : HEIGHT;
  // Plotly puts a title by a fraction of the height.
  const title = { ...plotlyTheme.layout.title, y: 1 - TITLE_BASELINE / height };
  const template = { ...plotlyTheme, layout: { ...plotlyTheme.layout, title } };
  return { data, layout: { width: MAX_WIDTH, height, template, ...layout } };
}
