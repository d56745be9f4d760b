import { plot } from '../chart/plot.js';
import type { PlotFigure } from '../chart/plot-checks.js';
import { FigureError } from '../output/figure-error.js';

/** One side of the grid: what the side counts, and the numbers along the side. */
export interface HeatmapSide {
  readonly title: string;
  readonly values: readonly number[];
}

export interface HeatmapOptions {
  /** The finding, in a sentence. */
  readonly title: string;
  readonly subtitle?: string;
  readonly x: HeatmapSide;
  readonly y: HeatmapSide;
  /** Whether colours go by the logarithm of the numbers. */
  readonly log?: boolean;
  /** How a number is written into its field. */
  readonly text: (value: number) => string;
}

/** From little to much: light enough at its far end for ink-coloured text. */
const RAMP = [
  [0, '#F3EFFC'],
  [1, '#B79CE8'],
] as const;

/**
 * Shows a grid of numbers, darker where they are larger.
 *
 * @param rows the numbers, a row for each value of `y`, from the bottom up
 * @param alt what the grid shows, for readers who do not see it
 * @throws FigureError when rows and columns do not fit the numbers
 */
export async function heatmap(
  rows: readonly (readonly number[])[],
  options: HeatmapOptions,
  alt: string,
): Promise<void> {
  await plot(heatmapFigure(rows, options), alt);
}

/** The figure that `heatmap` draws. */
export function heatmapFigure(rows: readonly (readonly number[])[], options: HeatmapOptions): PlotFigure {
  const { title, subtitle, x, y, log = false, text } = options;
  if (rows.length !== y.values.length || rows.some(row => row.length !== x.values.length)) {
    throw new FigureError(
      `The grid has ${y.values.length} rows of ${x.values.length}, and the numbers do not. Give one number for each field.`,
    );
  }
  const axis = (side: HeatmapSide) => ({ type: 'category', showgrid: false, title: { text: side.title } });
  return {
    data: [
      {
        type: 'heatmap',
        x: x.values.map(String),
        y: y.values.map(String),
        z: rows.map(row => row.map(value => (log ? Math.log10(value) : value))),
        text: rows.map(row => row.map(text)),
        texttemplate: '%{text}',
        textfont: { size: 14 },
        colorscale: RAMP,
        showscale: false,
        xgap: 3,
        ygap: 3,
      },
    ],
    layout: {
      title: { text: title, ...(subtitle !== undefined && { subtitle: { text: subtitle } }) },
      xaxis: axis(x),
      yaxis: axis(y),
      height: 100 + 64 * rows.length,
    },
  };
}
