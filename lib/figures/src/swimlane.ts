import type { Trace } from 'everystate';
import { chart, type ChartSpec } from './chart.js';
import { colours, laneColour, tints } from './palette.js';

/**
 * What one lane shows in a state, such as `plan 2`; nothing where the text is
 * empty. A line break starts a second line, a ✗ marks danger, and a text in
 * parentheses is an aside: shown faintly, without a box and parentheses.
 */
export type Lane<S> = (state: S) => string;

export interface SwimlaneOptions<S> {
  /** The finding, in a sentence. */
  title: string;
  subtitle?: string;
  /** The lanes from top to bottom, by their names. `Planner` and `Enactor A` to `D` get their colours. */
  lanes: Readonly<Record<string, Lane<S>>>;
  /** The states to mark as dangerous. */
  danger?: (state: S) => boolean;
}

/** A stretch of a lane over which it shows the same text, with its two colours. */
interface Block {
  lane: string;
  strong: string;
  tint: string;
  /** The block spans the states after the steps `from` to `to`, with half a step around. */
  from: number;
  to: number;
  text: string;
}

/**
 * Shows a trace as lanes over time: what each party held after each step. Step 0
 * is the start.
 * @param alt what the chart shows, for readers who do not see it
 */
export async function swimlane<D>(trace: Trace<D>, options: SwimlaneOptions<Trace<D>['start']>, alt: string): Promise<void> {
  await chart(swimlaneSpec(trace, options), alt);
}

/** The Vega-Lite chart that `swimlane` shows. */
export function swimlaneSpec<D>(trace: Trace<D>, { title, subtitle, lanes, danger }: SwimlaneOptions<Trace<D>['start']>): ChartSpec {
  const states = [trace.start, ...trace.steps.map(step => step.after)];
  const names = Object.keys(lanes);
  const blocks = names.flatMap(lane => blocksOf(lane, states.map(lanes[lane]!)));
  const dangers = danger
    ? blocksOf('', states.map(state => (danger(state) ? '✗' : ''))).map(({ from, to }) => ({ from, to }))
    : [];

  const x = {
    field: 'from', type: 'quantitative', title: 'after step',
    scale: { domain: [-0.5, trace.length + 0.5], nice: false },
    axis: { values: states.map((_, step) => step), format: 'd', grid: false },
  };
  const y = {
    field: 'lane', type: 'nominal', sort: names, title: null,
    scale: { domain: names, paddingInner: 0.32, paddingOuter: 0.3 },
    axis: { labelFontSize: 14, labelFontWeight: 600, grid: false },
  };
  return {
    title: subtitle ? { text: title, subtitle } : title,
    height: { step: 54 },
    layer: [
      ...(dangers.length > 0 ? [{
        data: { values: dangers },
        mark: { type: 'rect', color: tints.danger },
        encoding: { x, x2: { field: 'to' } },
      }] : []),
      {
        data: { values: blocks.filter(({ text }) => !isAside(text)) },
        mark: { type: 'bar', cornerRadius: 4, strokeWidth: 2 },
        encoding: {
          x, x2: { field: 'to' }, y,
          fill: { field: 'tint', type: 'nominal', scale: null },
          stroke: { field: 'strong', type: 'nominal', scale: null },
        },
      },
      {
        data: {
          values: blocks.map(({ lane, from, to, text }) => ({
            lane,
            from: (from + to) / 2,
            text: isAside(text) ? text.slice(1, -1) : text,
            ink: isAside(text) ? colours.muted : colours.ink,
          })),
        },
        mark: { type: 'text', fontSize: 11.5, fontWeight: 500, lineBreak: '\n', lineHeight: 14, baseline: 'middle', dy: { expr: "indexof(datum.text, '\\n') < 0 ? 0 : -7" } },
        encoding: { x, y, text: { field: 'text', type: 'nominal' }, color: { field: 'ink', type: 'nominal', scale: null } },
      },
    ],
  };
}

function coloursOf(lane: string, text: string): { strong: string; tint: string } {
  return text.startsWith('✗') ? { strong: colours.danger, tint: tints.danger } : laneColour(lane);
}

function isAside(text: string): boolean {
  return text.startsWith('(') && text.endsWith(')');
}

/** Joins neighbouring states with the same text to one block. */
function blocksOf(lane: string, texts: readonly string[]): Block[] {
  const blocks: Block[] = [];
  texts.forEach((text, step) => {
    const last = blocks.at(-1);
    if (text === '') return;
    if (last && last.text === text && last.to === step - 0.5) last.to = step + 0.5;
    else blocks.push({ lane, ...coloursOf(lane, text), from: step - 0.5, to: step + 0.5, text });
  });
  return blocks;
}
