import type { Trace } from 'everystate';
import { showChart, type ChartSpec } from '../chart/chart.js';
import { FigureError } from '../output/figure-error.js';
import { colours } from '../style/palette.js';
import { lanesSpec, stepAxis, type SwimlaneOptions, type TimeRuns } from './swimlane.js';

/** A run without end, as the result of a liveness property tells it: a way to the loop, and the loop. */
export interface Lasso<D> {
  readonly trace?: Trace<D>;
  /** From where the trace ends back to there; without steps, if it stays there for ever. */
  readonly loop?: Trace<D>;
}

export interface LassoOptions<S> extends SwimlaneOptions<S> {
  /** What to write over the loop; how many steps it has, if left out. */
  loop?: string;
}

/** CSS pixels from the lanes: the arrow back, and what is written at it. */
const ARROW = 12,
  WORDS = 27;

/**
 * Shows a run without end as lanes over time. The loop is bracketed, with an arrow
 * from its last step back to where it begins.
 * @param property the result of a property that a run without end violates
 * @param alt what the chart shows, for readers who do not see it
 * @throws FigureError when the property has no such run
 */
export async function lasso<D>(
  property: Lasso<D>,
  options: LassoOptions<Trace<D>['start']>,
  alt: string,
): Promise<void> {
  await showChart(lassoSpec(property, options), lassoSpec(property, options, 'down'), alt);
}

/** The Vega-Lite chart that `lasso` shows: live with time running across, in its picture down. */
export function lassoSpec<D>(
  { trace, loop }: Lasso<D>,
  { loop: words, ...options }: LassoOptions<Trace<D>['start']>,
  time: TimeRuns = 'across',
): ChartSpec {
  if (!trace || !loop)
    throw new FigureError(
      'There is no run without end to draw: give the result of a property that one violates, with its trace and loop.',
    );
  const before = [trace.start, ...trace.steps.map(step => step.after)];
  const states = [...before, ...loop.steps.slice(0, -1).map(step => step.after)]; // the last step leads back
  const from = before.length - 1.5;
  const to = states.length - 0.5;
  const said =
    words ??
    (loop.length === 0 ? 'and so it stays' : `${loop.length} step${loop.length === 1 ? '' : 's'}, again and again`);

  const step = stepAxis(states.length, time);
  const at = (points: readonly object[], mark: object, encoding: object) => ({
    data: { values: points },
    mark: { color: colours.danger, ...mark },
    encoding: { ...step, ...encoding },
  });
  // Beside the lanes, away from the axis: above them, or to their right.
  const aside = (pixels: number) => (time === 'across' ? { value: -pixels } : { value: { expr: `width + ${pixels}` } });
  const { side, side2, end2, head, tip } =
    time === 'across'
      ? { side: 'y', side2: 'y2', end2: 'x2', head: 'triangle-down', tip: -5 }
      : { side: 'x', side2: 'x2', end2: 'y2', head: 'triangle-left', tip: 5 };
  const bracket = [
    at([{ from, to }], { type: 'rule', strokeWidth: 2 }, { [end2]: { field: 'to' }, [side]: aside(ARROW) }),
    at(
      [{ from: to }],
      { type: 'rule', strokeWidth: 2 },
      { [side]: aside(ARROW), [side2]: aside(time === 'across' ? -6 : 0) },
    ),
    at([{ from }], { type: 'rule', strokeWidth: 2 }, { [side]: aside(ARROW), [side2]: aside(tip + 3) }),
    at([{ from }], { type: 'point', shape: head, size: 90 }, { [side]: aside(tip) }),
    at(
      [{ from: to, words: `↺ ${said}` }],
      {
        type: 'text',
        align: 'right',
        baseline: 'middle',
        fontWeight: 600,
        fontSize: 13,
        ...(time === 'down' && { dy: 14 }),
      },
      { [side]: aside(time === 'across' ? WORDS : ARROW), text: { field: 'words', type: 'nominal' } },
    ),
    ...[from, to].map(edge => at([{ from: edge }], { type: 'rule', strokeWidth: 1.5, strokeDash: [4, 4] }, {})),
  ];
  const spec = lanesSpec(states, options, time, bracket);
  if (time === 'down') return { ...spec, config: { padding: { right: 30, bottom: 28 } } };
  const title = typeof spec.title === 'object' ? spec.title : { text: spec.title };
  return { ...spec, title: { ...title, offset: WORDS } };
}
