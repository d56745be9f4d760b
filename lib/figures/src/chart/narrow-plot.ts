import { PICTURE_WIDTH } from '../output/picture.js';
import { titleOf, type PlotFigure } from './plot-checks.js';
import { plotlyTheme } from '../style/theme.js';
import { wrap } from '../style/titled-svg.js';

/** A heat map of more columns than these needs the whole width of a page. */
const MOST_COLUMNS = 12;
/** CSS pixels: of a line of the title, and of the names beside the rows of a heat map. */
const TITLE_LINE = 24,
  NAMES = 130;

const {
  margin: { l: LEFT, r: RIGHT, t: TOP },
  title: { pad },
} = plotlyTheme.layout;
const TYPE = plotlyTheme.layout.font.size;

type Trace = PlotFigure['data'][number];

/** A Plotly figure as wide as a picture, with its title, names and cells broken into lines. */
export function narrowPlot({ data, layout }: PlotFigure, usualHeight: number): PlotFigure {
  if (layout.width !== undefined || data.some(trace => columnsOf(trace) > MOST_COLUMNS)) return { data, layout };
  const lines = wrap(titleOf(layout), PICTURE_WIDTH - 2 * pad.l);
  const more = (lines.length - 1) * TITLE_LINE;
  const {
    title,
    height = usualHeight,
    margin,
  } = layout as { title: string | object; height?: number; margin?: { t?: number } };
  return {
    data: data.map(trace => (trace.type === 'heatmap' ? narrowMap(trace) : trace)),
    layout: {
      ...layout,
      width: PICTURE_WIDTH,
      height: height + more,
      title: { ...(typeof title === 'object' ? title : {}), text: lines.join('<br>') },
      margin: { ...margin, t: (margin?.t ?? TOP) + more },
    },
  };
}

function columnsOf({ type, z }: Trace): number {
  return type === 'heatmap' && Array.isArray(z) ? (z[0] as unknown[]).length : 0;
}

function narrowMap(trace: Trace): Trace {
  const hasNames =
    Array.isArray(trace.y) && trace.y.some(name => typeof name === 'string' && Number.isNaN(Number(name)));
  const cell = (PICTURE_WIDTH - RIGHT - (hasNames ? NAMES + 24 : LEFT)) / columnsOf(trace);
  return {
    ...trace,
    ...('x' in trace && { x: broken(trace.x, cell - 4) }),
    ...('y' in trace && { y: broken(trace.y, NAMES) }),
    ...('text' in trace && { text: brokenAlike(trace.text, cell - 4) }),
  };
}

/** The texts of cells: all of them in lines, if one has to be. */
function brokenAlike(texts: unknown, width: number): unknown {
  const lines = broken(texts, width);
  return JSON.stringify(lines) === JSON.stringify(texts) ? texts : broken(texts, 0.7 * width);
}

/** Texts, or rows of them, in lines no wider than this; CSS pixels. */
function broken(texts: unknown, width: number): unknown {
  if (Array.isArray(texts)) return texts.map(text => broken(text, width));
  return typeof texts === 'string' ? wrap(texts, width, TYPE, 400).join('<br>') : texts;
}
