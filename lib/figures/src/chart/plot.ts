import { figureOutput } from '../output/figure-output.js';
import { FigureError, requireAlt } from '../output/figure-error.js';
import { makeRepeatable, openWindow, type Window } from '../headless/browser.js';
import { inTurn } from '../headless/in-turn.js';
import { currentEmit } from '../output/output.js';
import { narrowPlot } from './narrow-plot.js';
import { MAX_WIDTH, type Picture } from '../output/picture.js';
import { requireTitles, titleOf, type PlotFigure } from './plot-checks.js';
import { svgPicture } from '../output/svg-picture.js';
import { plotlyTheme } from '../style/theme.js';

/** CSS pixels, where the layout does not say otherwise. */
const HEIGHT = 440;

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
  const live = themed(figure);
  emit(
    figureOutput(picture, alt, `${titleOf(figure.layout)}\n\n${alt}`, {
      mime: 'application/vnd.plotly.v1+json',
      spec: live,
    }),
  );
}

interface Plotly {
  validate(data: unknown, layout: unknown): { msg: string }[] | undefined;
  newPlot(element: object, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
  purge(element: object): void;
  Snapshot: { toSVG(element: object, format: 'svg', scale: number): string };
}

let opening: Promise<Window> | undefined;

/** The picture that `plot` shows. */
export async function renderPlot(figure: PlotFigure): Promise<Picture> {
  requireTitles(figure);
  return drawPlotly(narrowPlot(figure, HEIGHT));
}

export const drawPlotly = inTurn(async (figure: PlotFigure): Promise<Picture> => {
  const window = await (opening ??= openWindow('plotly.js/dist/plotly-cartesian.min.js'));
  const { Plotly } = window as unknown as { Plotly: Plotly };
  makeRepeatable(window);

  // Plotly writes into what it is given, and takes only its own window's arrays for arrays.
  const { data, layout } = window.JSON.parse(JSON.stringify(themed(figure))) as {
    data: unknown;
    layout: { width: number };
  };
  const problems = Plotly.validate(data, layout)?.filter(problem => !/template/.test(problem.msg));
  if (problems?.length) throw new FigureError(`The plot is not right: ${problems[0]!.msg}. Change the figure.`);

  const element = window.document.createElement('div');
  window.document.body.append(element);
  try {
    await Plotly.newPlot(element, data, layout, { staticPlot: true });
    return await svgPicture(Plotly.Snapshot.toSVG(element, 'svg', 1), layout.width);
  } catch (error) {
    if (error instanceof FigureError) throw error;
    throw new FigureError(`Plotly cannot draw the figure: ${(error as Error).message}. Change the figure.`);
  } finally {
    Plotly.purge(element);
    element.remove();
  }
});

/** CSS pixels from the figure's top edge to the base line of its title. */
const TITLE_BASELINE = 34;

/** The figure with our theme as its template, and a size. */
function themed({ data, layout }: PlotFigure): { data: unknown; layout: Record<string, unknown> } {
  const height = typeof layout.height === 'number' ? layout.height : HEIGHT;
  // Plotly puts a title by a fraction of the height.
  const title = { ...plotlyTheme.layout.title, y: 1 - TITLE_BASELINE / height };
  const template = { ...plotlyTheme, layout: { ...plotlyTheme.layout, title } };
  return { data, layout: { width: MAX_WIDTH, height, template, ...layout } };
}
