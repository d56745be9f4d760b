import type { Trace } from 'everystate';
import { showChart, type ChartSpec } from '../chart/chart.js';
import { FigureError } from '../output/figure-error.js';
import { colours } from '../style/palette.js';
import { lanesSpec, stepAxis, type SwimlaneOptions, type TimeRuns } from './swimlane.js';

/** A run without end, as the result of a liveness property tells it: a way to the loop, and the loop. */
export interface Lasso<D> {
  readonly trace?: Trace<D>;
  /** From the state in which the trace ends, back to that state; without steps, if the run stays in it for ever. */
  readonly loop?: Trace<D>;
}

/** What describes the layers that mark the loop. */
export const LOOP = 'the loop';
/** CSS pixels from the lanes: the arrow back, and the words at the arrow. */
const ARROW = 14;
const WORDS = 32;
/** States shown before the loop: enough to see how the run gets into it. */
const MOST_BEFORE = 6;

/**
 * Shows a run without end as lanes over time: the last steps of the way to the loop, and
 * the loop, up to the state with which it begins anew. An arrow leads back from there.
 * @param property the result of a property that a run without end violates
 * @param alt what the chart shows, for readers who do not see it
 * @throws FigureError when the property has no such run
 */
export async function lasso<D>(
  property: Lasso<D>,
  options: SwimlaneOptions<Trace<D>['start']>,
  alt: string,
): Promise<void> {
  const live = lassoSpec(property, options);
  const begin = property.trace?.length ?? 0;
  const end = begin + (property.loop?.length ?? 0);
  const uncovered = [Math.max(0, begin - MOST_BEFORE), begin, end - 1, end];
  await showChart({ ...live, usermeta: { uncovered } }, lassoSpec(property, options, 'down'), alt);
}

/** The Vega-Lite chart that `lasso` shows: live with time running across, in its picture down. */
export function lassoSpec<D>(
  { trace, loop }: Lasso<D>,
  { subtitle, ...options }: SwimlaneOptions<Trace<D>['start']>,
  time: TimeRuns = 'across',
): ChartSpec {
  if (!trace || !loop)
    throw new FigureError(
      'There is no run without end to draw: give the result of a property that one violates, with its trace and loop.',
    );
  const begin = trace.length;
  const end = begin + loop.length;
  const first = Math.max(0, begin - MOST_BEFORE);
  const states = [trace.start, ...[...trace.steps, ...loop.steps].map(step => step.after)].slice(first);
  const from = first === 0 ? [] : [`From step ${first} on`];
  const told = [...(subtitle === undefined ? [] : [subtitle]), ...from].join('. ');

  const spec = lanesSpec(
    { states, first },
    { ...options, ...(told && { subtitle: told }) },
    time,
    bracket(begin, end, stepAxis({ states, first }, time), time),
  );
  if (time === 'down') return { ...spec, config: { padding: { right: 34, bottom: 30 } } };
  const title = typeof spec.title === 'object' ? spec.title : { text: spec.title };
  return { ...spec, title: { ...title, offset: WORDS + 8 } };
}

/** The loop's bracket: beside the lanes, away from the axis, above them or to their right. */
function bracket(begin: number, end: number, step: object, time: TimeRuns): object[] {
  const said = begin === end ? 'and so it stays' : `after step ${end} all is as after step ${begin}, for ever`;
  const across = time === 'across';
  const at = (points: readonly object[], mark: object, encoding: object) => ({
    description: LOOP,
    data: { values: points },
    mark: { color: colours.ink, ...mark },
    encoding: { ...step, ...encoding },
  });
  const aside = (pixels: number) => (across ? { value: -pixels } : { value: { expr: `width + ${pixels}` } });
  const [side, side2, end2] = across ? ['y', 'y2', 'x2'] : ['x', 'x2', 'y2'];
  const thick = { type: 'rule', strokeWidth: 4, strokeCap: 'square' };
  return [
    at([{ from: begin, to: end }], thick, { [end2!]: { field: 'to' }, [side!]: aside(ARROW) }),
    at([{ from: end }], thick, { [side!]: aside(ARROW), [side2!]: aside(3) }),
    at([{ from: begin }], thick, { [side!]: aside(ARROW), [side2!]: aside(9) }),
    at(
      [{ from: begin }],
      { type: 'point', shape: across ? 'triangle-down' : 'triangle-left', size: 160 },
      { [side!]: aside(7) },
    ),
    at(
      [{ from: end, words: `↺ ${said}` }],
      {
        type: 'text',
        align: 'right',
        baseline: 'middle',
        fontWeight: 700,
        fontSize: 14,
        ...(!across && { dy: 36, dx: 6 }),
      },
      { [side!]: aside(across ? WORDS : ARROW), text: { field: 'words', type: 'nominal' } },
    ),
  ];
}
