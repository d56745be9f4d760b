import type { Trace } from 'everystate';
import { chart, type ChartSpec } from './chart.js';
import { FigureError } from './figure-error.js';
import { colours } from './palette.js';
import { lanesSpec, stepAxis, type SwimlaneOptions } from './swimlane.js';

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

/** CSS pixels above the lanes: the arrow back, and what is written over it. */
const ARROW = -12, WORDS = -27;

/**
 * Shows a run without end as lanes over time. The loop is bracketed, with an arrow
 * from its last step back to where it begins.
 * @param property the result of a property that a run without end violates
 * @param alt what the chart shows, for readers who do not see it
 * @throws FigureError when the property has no such run
 */
export async function lasso<D>(property: Lasso<D>, options: LassoOptions<Trace<D>['start']>, alt: string): Promise<void> {
  await chart(lassoSpec(property, options), alt);
}

/** The Vega-Lite chart that `lasso` shows. */
export function lassoSpec<D>({ trace, loop }: Lasso<D>, { loop: words, ...options }: LassoOptions<Trace<D>['start']>): ChartSpec {
  if (!trace || !loop) throw new FigureError('There is no run without end to draw: give the result of a property that one violates, with its trace and loop.');
  const before = [trace.start, ...trace.steps.map(step => step.after)];
  const states = [...before, ...loop.steps.slice(0, -1).map(step => step.after)]; // the last step leads back
  const from = before.length - 1.5;
  const to = states.length - 0.5;
  const said = words ?? (loop.length === 0 ? 'and so it stays' : `${loop.length} step${loop.length === 1 ? '' : 's'}, again and again`);

  const x = stepAxis(states.length);
  const at = (points: readonly object[], mark: object, encoding: object) =>
    ({ data: { values: points }, mark: { color: colours.danger, ...mark }, encoding: { x, ...encoding } });
  const bracket = [
    at([{ from, to }], { type: 'rule', strokeWidth: 2 }, { x2: { field: 'to' }, y: { value: ARROW } }),
    at([{ from: to }], { type: 'rule', strokeWidth: 2 }, { y: { value: ARROW }, y2: { value: 6 } }),
    at([{ from }], { type: 'rule', strokeWidth: 2 }, { y: { value: ARROW }, y2: { value: 2 } }),
    at([{ from }], { type: 'point', shape: 'triangle-down', size: 90 }, { y: { value: 5 } }),
    at([{ from: to, words: `↺ ${said}` }], { type: 'text', align: 'right', baseline: 'middle', fontWeight: 600, fontSize: 13 }, {
      y: { value: WORDS }, text: { field: 'words', type: 'nominal' },
    }),
    ...[from, to].map(side => at([{ from: side }], { type: 'rule', strokeWidth: 1.5, strokeDash: [4, 4] }, {})),
  ];
  const spec = lanesSpec(states, options, bracket);
  const title = typeof spec.title === 'object' ? spec.title : { text: spec.title };
  return { ...spec, title: { ...title, offset: -WORDS } };
}
