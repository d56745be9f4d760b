import { chart, type ChartSpec } from '../chart/chart.js';
import { FigureError } from '../output/figure-error.js';
import { colours, series } from '../style/palette.js';

type Row = Readonly<Record<string, unknown>>;

/** An axis of numbers. */
export interface CurveAxis {
  /** The column of the rows. */
  readonly field: string;
  /** What the numbers are, with their unit or scale. */
  readonly title: string;
  readonly log?: boolean;
  /** The numbers to write along the axis; chosen for you, if left out. */
  readonly values?: readonly number[];
  /** Whether to write chances as `1 in 500`. */
  readonly oneIn?: boolean;
}

export interface CurvesOptions {
  /** The finding, in a sentence. */
  readonly title: string;
  readonly subtitle?: string;
  readonly x: CurveAxis;
  readonly y: CurveAxis;
  /** The column that says which line a row belongs to; its value is written at the line's end. */
  readonly by: string;
  /** The rows to draw as dots; all of them, if left out. */
  readonly dots?: readonly Row[];
  /** A level to compare with, in the numbers of `y`, and what it means. */
  readonly rule?: { readonly at: number; readonly text: string };
}

/** CSS pixels: the plot's height, and the least distance between two names at the ends of lines. */
const HEIGHT = 340;
const BETWEEN_NAMES = 19;
/** CSS pixels: a narrow picture's plot, and a letter of a name. */
const WIDTH = 390;
const LETTER = 8;

/**
 * Shows lines, each named at its end, in the order of the rows.
 *
 * @param rows one for each point: its line, and its two numbers
 * @param alt what the chart shows, for readers who do not see it
 * @throws FigureError when there are more lines than colours, or the chart lacks a title
 */
export async function curves(rows: readonly Row[], options: CurvesOptions, alt: string): Promise<void> {
  await chart(curvesSpec(rows, options), alt);
}

/** The specification that `curves` draws. */
export function curvesSpec(rows: readonly Row[], options: CurvesOptions): ChartSpec {
  const { title, subtitle, x, y, by, dots = rows, rule } = options;
  const names = [...new Set(rows.map(row => row[by]))];
  if (names.length > series.length) {
    throw new FigureError(`There are ${names.length} lines and ${series.length} colours. Draw fewer lines.`);
  }
  const all = [...rows, ...dots];
  const xs = scaleOf(x, all);
  const ys = scaleOf(y, all, rule?.at);
  const last = names.map(name => rows.filter(row => row[by] === name).at(-1)!);
  const ends = apart(last.map(row => ({ ...row, dy: 0 })));
  const right = xs.at(1 + roomForNames());
  const encoding = {
    x: { ...channel(x, xs), scale: { ...xs.scale, domain: [xs.low, right] } },
    y: { ...channel(y, ys), scale: { ...ys.scale, domain: [ys.low, ys.high], nice: false } },
  };
  const color = { field: by, type: 'nominal', legend: null, scale: { domain: names, range: series } };

  return {
    title: { text: title, ...(subtitle !== undefined && { subtitle }) },
    height: HEIGHT,
    layer: [
      ...(rule ? ruleLayers(rule, right, encoding) : []),
      { data: { values: rows }, mark: { type: 'line', point: false }, encoding: { ...encoding, color } },
      { data: { values: dots }, mark: { type: 'point', filled: true, size: 60 }, encoding: { ...encoding, color } },
      {
        data: { values: ends },
        mark: { type: 'text', align: 'left', dx: 10, dy: { expr: 'datum.dy' }, fontWeight: 600, fontSize: 14 },
        encoding: { ...encoding, color, text: { field: by, type: 'nominal' } },
      },
    ],
  };

  /** How much longer the x axis is than the lines, so that each name fits behind its line. */
  function roomForNames(): number {
    const needed = last.map(row => {
      const width = 16 + LETTER * String(row[by]).length;
      return (xs.partOf(Number(row[x.field])) * WIDTH) / (WIDTH - width) - 1;
    });
    return Math.max(0.05, ...needed);
  }

  /** Moves the names apart, downwards from the highest, so that none is written over another. */
  function apart<R extends Row & { dy: number }>(ends: R[]): R[] {
    const place = (row: R) => HEIGHT * (1 - ys.partOf(Number(row[y.field])));
    let free = -Infinity;
    for (const row of [...ends].sort((a, b) => place(a) - place(b))) {
      row.dy = Math.max(place(row), free) - place(row);
      free = place(row) + row.dy + BETWEEN_NAMES;
    }
    return ends;
  }
}

function ruleLayers({ at, text }: { at: number; text: string }, right: number, encoding: Record<string, unknown>) {
  const y = { ...(encoding.y as object), field: 'at' };
  const data = { values: [{ at, text, right }] };
  const x = { ...(encoding.x as object), field: 'right' };
  const words = { type: 'text', align: 'right', baseline: 'bottom', dy: -4, color: colours.muted };
  return [
    { data, mark: { type: 'rule', strokeDash: [6, 4], strokeWidth: 1.5 }, encoding: { y } },
    { data, mark: words, encoding: { x, y, text: { field: 'text', type: 'nominal' } } },
  ];
}

function channel({ field, title, values, oneIn }: CurveAxis, { powers }: { powers?: number[] | undefined }) {
  const written = oneIn ? { labelExpr: "'1 in ' + format(1 / datum.value, ',')" } : { format: '~s' };
  return {
    field,
    type: 'quantitative',
    title,
    axis: { labelFlush: false, ...written, ...((values ?? powers) && { values: values ?? powers }) },
  };
}

/** The scale of an axis: its ends, and how numbers and parts of its length belong together. */
function scaleOf({ field, log = false }: CurveAxis, rows: readonly Row[], also?: number) {
  const numbers = [...rows.map(row => Number(row[field])), ...(also === undefined ? [] : [also])];
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  return {
    low,
    high,
    powers: log ? powersOfTen(low, high) : undefined,
    scale: log ? { type: 'log' } : { type: 'linear', zero: false },
    at: (part: number) => (log ? low * (high / low) ** part : low + (high - low) * part),
    partOf: (number: number) => (log ? Math.log(number / low) / Math.log(high / low) : (number - low) / (high - low)),
  };
}

/** The powers of ten from `low` to `high`; read, not computed, as engines round 10 ** -5 in different ways. */
function powersOfTen(low: number, high: number): number[] {
  const first = Math.ceil(Math.log10(low));
  return Array.from({ length: Math.floor(Math.log10(high)) - first + 1 }, (_, i) => Number(`1e${first + i}`));
}
