import { FigureError } from '../output/figure-error.js';

type Json = Record<string, unknown>;

/** A Plotly figure: traces and layout, as Plotly's reference describes them. */
export interface PlotFigure {
  data: readonly Json[];
  layout: Json;
}

/** The text of a title: Plotly takes a string or `{text}`. */
export function titleOf(part: Json | undefined): string {
  const title = part?.title;
  const text = title && typeof title === 'object' ? (title as Json).text : title;
  return typeof text === 'string' ? text.trim() : '';
}

/** Throws unless the figure has a title, and each axis that it shows has one; `visible: false` hides an axis. */
export function requireTitles({ data, layout }: PlotFigure): void {
  if (!Array.isArray(data) || data.length === 0) throw new FigureError('The plot has no traces: data is empty.');
  if (!titleOf(layout))
    throw new FigureError("The plot has no title: add layout.title: {text: 'the finding, in a sentence'}.");
  for (const trace of data) {
    if (trace.type === 'pie') continue;
    for (const letter of ['x', 'y'] as const) {
      const name = String(trace[`${letter}axis`] ?? letter).replace(letter, `${letter}axis`);
      const axis = layout[name] as Json | undefined;
      if (axis?.visible === false || titleOf(axis) || namesThings(trace[letter])) continue;
      throw new FigureError(
        `The plot's ${name} has no title: add layout.${name}.title: {text: 'what it is (unit or scale)'}, or visible: false to hide it.`,
      );
    }
    const scale =
      trace.type === 'heatmap' && trace.showscale !== false ? (trace.colorbar as Json | undefined) : undefined;
    if (trace.type === 'heatmap' && trace.showscale !== false && !titleOf(scale)) {
      throw new FigureError(
        "The heat map's colour scale has no title: add colorbar: {title: {text: '…'}} to the trace, or showscale: false.",
      );
    }
  }
}

/** Names speak for themselves; numbers need to be told what they are. */
function namesThings(values: unknown): boolean {
  return Array.isArray(values) && values.some(value => typeof value === 'string' && !Number.isFinite(Number(value)));
}
