import { chart, type ChartSpec } from '../chart/chart.js';
import { colours } from '../style/palette.js';

/** A column of the rows, and what the column counts. */
export interface BarAxis {
  readonly field: string;
  readonly title: string;
}

export interface BarsOptions {
  /** The finding, in a sentence. */
  readonly title: string;
  readonly subtitle?: string;
  readonly x: BarAxis;
  readonly y: BarAxis;
  /** The column of those among `y` that are bad; drawn in the colour of danger. */
  readonly danger?: string;
}

/**
 * Shows upright bars, one a row, in the order of the rows.
 *
 * @param rows one for each bar
 * @param alt what the chart shows, for readers who do not see it
 * @throws FigureError when the chart lacks a title
 */
export async function bars(
  rows: readonly Readonly<Record<string, unknown>>[],
  options: BarsOptions,
  alt: string,
): Promise<void> {
  await chart(barsSpec(rows, options), alt);
}

/** The specification that `bars` draws. */
export function barsSpec(rows: readonly Readonly<Record<string, unknown>>[], options: BarsOptions): ChartSpec {
  const { title, subtitle, x, y, danger } = options;
  const layer = (field: string, color: string) => ({
    mark: { type: 'bar', color },
    encoding: {
      x: { field: x.field, type: 'ordinal', title: x.title, axis: { labelAngle: 0, labelOverlap: true } },
      y: { field, type: 'quantitative', title: y.title },
    },
  });
  return {
    title: { text: title, ...(subtitle !== undefined && { subtitle }) },
    height: 320,
    data: { values: rows },
    layer: [layer(y.field, colours.measure), ...(danger === undefined ? [] : [layer(danger, colours.danger)])],
  };
}
