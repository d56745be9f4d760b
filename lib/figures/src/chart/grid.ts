import { colours, tints } from '../style/palette.js';
import { plot } from './plot.js';

export interface GridOptions {
  /** The finding, in a sentence. */
  title: string;
  columns: { title: string; values: readonly (string | number)[] };
  rows: { title: string; values: readonly (string | number)[] };
  /** A row's number and a column's, to the length of a trace; nothing where the property holds. */
  steps: readonly (readonly (number | undefined)[])[];
  /** A line below so many rows, to part two kinds of them. */
  lineBelow?: number;
}

/**
 * Shows a grid of verdicts: ✓ where a property holds, ✗ and the steps of a shortest trace where not.
 * Rows of numbers grow upwards, rows of words are read downwards.
 * @param alt what the grid shows, for readers who do not see it
 */
export async function grid({ title, columns, rows, steps, lineBelow }: GridOptions, alt: string): Promise<void> {
  const inWords = typeof rows.values[0] === 'string';
  const each = (numbers: boolean) => (numbers ? { dtick: 1 } : {});
  const y = lineBelow === undefined ? undefined : lineBelow - 0.5;
  await plot(
    {
      data: [
        {
          type: 'heatmap',
          x: columns.values,
          y: rows.values,
          z: steps.map(row => row.map(length => (length === undefined ? 1 : 0))),
          text: steps.map(row => row.map(length => (length === undefined ? '✓' : `✗ ${length} steps`))),
          texttemplate: '%{text}',
          textfont: { color: colours.ink },
          colorscale: [
            [0, tints.danger],
            [1, tints.good],
          ],
          zmin: 0,
          zmax: 1,
          showscale: false,
          xgap: 3,
          ygap: 3,
        },
      ],
      layout: {
        title: { text: title },
        xaxis: {
          title: { text: columns.title },
          side: 'bottom',
          showgrid: false,
          ...each(typeof columns.values[0] === 'number'),
        },
        yaxis: {
          title: { text: rows.title },
          showgrid: false,
          automargin: true,
          ...(inWords && { autorange: 'reversed' }),
          ...each(!inWords),
        },
        ...(y !== undefined && {
          shapes: [{ type: 'line', xref: 'paper', x0: 0, x1: 1, y0: y, y1: y, line: { color: colours.ink, width: 2 } }],
        }),
        height: 380,
        margin: { t: 66 },
      },
    },
    alt,
  );
}
