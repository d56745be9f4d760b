import { makeRepeatable, openWindow, type Window } from '../headless/browser.js';
import { inTurn } from '../headless/in-turn.js';
import { FigureError } from '../output/figure-error.js';
import type { Picture } from '../output/picture.js';
import { svgPicture } from '../output/svg-picture.js';
import type { PlotFigure } from './plot-checks.js';
import { themedPlot } from './themed-plot.js';

interface Plotly {
  validate(data: unknown, layout: unknown): { msg: string }[] | undefined;
  newPlot(element: object, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
  purge(element: object): void;
  Snapshot: { toSVG(element: object, format: 'svg', scale: number): string };
}

let opening: Promise<Window> | undefined;

export const drawPlotly = inTurn(async (figure: PlotFigure): Promise<Picture> => {
  const window = await (opening ??= openWindow('plotly.js/dist/plotly-cartesian.min.js'));
  const { Plotly } = window as unknown as { Plotly: Plotly };
  makeRepeatable(window);

  // Plotly writes into what it is given, and takes only its own window's arrays for arrays.
  const { data, layout } = window.JSON.parse(JSON.stringify(themedPlot(figure))) as {
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
