import { colours } from '../style/palette.js';
import { chart } from './chart.js';

/** What one axis shows: a column of the rows, and its title with unit or scale. */
export interface SeriesAxis {
  field: string;
  title: string;
  /** Powers of ten. */
  log?: boolean;
}

/**
 * Shows how one number grows with another: a line with a point for each row.
 * @param alt what the chart shows, for readers who do not see it
 */
export async function series(
  rows: readonly Readonly<Record<string, number>>[],
  { title, x, y }: { title: string; x: SeriesAxis; y: SeriesAxis },
  alt: string,
): Promise<void> {
  const most = Math.max(...rows.map(row => row[y.field]!));
  const powers = Array.from({ length: Math.ceil(Math.log10(most)) + 1 }, (_, i) => 10 ** i);
  await chart(
    {
      title,
      data: { values: rows },
      mark: { type: 'line', point: true },
      height: 240,
      encoding: {
        color: { value: colours.planner },
        x: { field: x.field, type: 'ordinal', title: x.title },
        y: {
          field: y.field,
          type: 'quantitative',
          title: y.title,
          ...(y.log && { scale: { type: 'log' }, axis: { values: powers.filter(power => power <= most * 2) } }),
        },
      },
    },
    alt,
  );
}
