import { figureOutput } from '../output/figure-output.js';
import { requireAlt } from '../output/figure-error.js';
import { drawPlotly } from './draw-plotly.js';
import { HEIGHT, themedPlot } from './themed-plot.js';
import { currentEmit } from '../output/output.js';
import { narrowPlot } from './narrow-plot.js';
import type { Picture } from '../output/picture.js';
import { requireTitles, titleOf, type PlotFigure } from './plot-checks.js';

/**
 * Shows a Plotly figure below the cell, live where that can be drawn and as a picture elsewhere.
 *
 * The layout must have a title (the finding, in a sentence) and a title on each axis of numbers.
 * The figure is 760 x 440 px unless the layout says otherwise, its picture narrower, so that a
 * phone need not shrink its type much. Flat (2-D) traces only.
 * @param alt what the figure shows, for readers who do not see it
 * @throws FigureError naming what is missing or wrong
 */
export async function plot(figure: PlotFigure, alt: string): Promise<void> {
  const emit = currentEmit();
  requireAlt(alt);
  const picture = await renderPlot(figure);
  const live = themedPlot(figure);
  emit(
    figureOutput(picture, alt, `${titleOf(figure.layout)}\n\n${alt}`, {
      mime: 'application/vnd.plotly.v1+json',
      spec: live,
    }),
  );
}

/** The picture that `plot` shows. */
export async function renderPlot(figure: PlotFigure): Promise<Picture> {
  requireTitles(figure);
  return drawPlotly(narrowPlot(figure, HEIGHT));
}
