import type { Trace } from 'everystate';
import { chart, type ChartSpec } from './chart.js';
import { FigureError } from './figure-error.js';
import { TEXT_FONT } from './fonts.js';
import { blocksOf, linesOf, type Block, type Lane } from './lane-blocks.js';
import { colours, tints } from './palette.js';
import { MAX_WIDTH } from './picture.js';
import { chipPath, planLook } from './plan-chip.js';
import { textWidth } from './text-width.js';

export interface SwimlaneOptions<S> {
  /** The finding, in a sentence. */
  title: string;
  subtitle?: string;
  /** The lanes from top to bottom, by their names. `Planner` and `Enactor A` to `D` get their colours. */
  lanes: Readonly<Record<string, Lane<S>>>;
  /** The states to mark as dangerous. */
  danger?: (state: S) => boolean;
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
export function swimlaneSpec<D>(trace: Trace<D>, options: SwimlaneOptions<Trace<D>['start']>): ChartSpec {
  return lanesSpec([trace.start, ...trace.steps.map(step => step.after)], options);
}

/** CSS pixels: a lane with the gap below it, its words, and the least size at which they can be read. */
const LANE = 60, WORDS = 11.5, LEAST_WORDS = 9;
/** CSS pixels from the middle of a lane to each of its two lines. */
const LINE_OFFSET = 9;

/** The Vega-Lite chart of lanes over the given states, on top of what else should be drawn. */
export function lanesSpec<S>(states: readonly S[], { title, subtitle, lanes, danger }: SwimlaneOptions<S>, below: readonly object[] = []): ChartSpec {
  const names = Object.keys(lanes);
  const blocks = names.flatMap(lane => blocksOf(lane, states.map(lanes[lane]!)));
  const dangers = danger
    ? blocksOf('', states.map(state => (danger(state) ? '✗' : ''))).map(({ from, to }) => ({ from, to }))
    : [];
  const columnWidth = (MAX_WIDTH - 52 - Math.max(...names.map(name => wordsWidth(name, 14)))) / states.length;
  const lines = blocks.flatMap(block => drawnLines(block, columnWidth * (block.to - block.from)));
  const x = stepAxis(states.length);
  const y = {
    field: 'lane', type: 'nominal', sort: names, title: null,
    scale: { domain: names, paddingInner: 0.3, paddingOuter: 0.25 },
    axis: { labelFontSize: 14, labelFontWeight: 600, grid: false },
  };
  return {
    title: subtitle ? { text: title, subtitle } : title,
    height: { step: LANE },
    layer: [
      ...(dangers.length > 0 ? [{
        data: { values: dangers },
        mark: { type: 'rect', color: tints.danger },
        encoding: { x, x2: { field: 'to' } },
      }] : []),
      ...below,
      {
        data: { values: blocks.filter(({ aside }) => !aside).map(({ lane, from, to, tint, strong }) => ({ lane, from, to, tint, strong })) },
        mark: { type: 'bar', cornerRadius: 4, strokeWidth: 2 },
        encoding: {
          x, x2: { field: 'to' }, y,
          fill: { field: 'tint', type: 'nominal', scale: null },
          stroke: { field: 'strong', type: 'nominal', scale: null },
        },
      },
      ...[...new Set(lines.map(({ dy }) => dy))].flatMap(dy => textLayers(lines.filter(line => line.dy === dy), dy, { x, y })),
    ],
  };
}

/** More labels than these run into one another. */
const MOST_LABELS = 26;

/** The axis of steps, for everything that is drawn over lanes. */
export function stepAxis(states: number): object {
  const every = states > MOST_LABELS ? 5 : 1;
  return {
    field: 'from', type: 'quantitative', title: 'after step',
    scale: { domain: [-0.5, states - 0.5], nice: false },
    axis: { values: Array.from({ length: states }, (_, step) => step).filter(step => step % every === 0), format: 'd', grid: false },
  };
}

interface DrawnLine {
  lane: string; from: number; text: string; ink: string; size: number; weight: number;
  /** CSS pixels from the middle of the lane. */
  dy: number;
  /** Of a chip. */
  shape?: string; fill?: string; border?: string; dash?: readonly number[];
}

/** The lines of a block, as they fit into its width. */
function drawnLines(block: Block, width: number): DrawnLine[] {
  const lines = linesOf(block);
  if (lines.length > 2) throw new FigureError(`The lane “${block.lane}” shows ${lines.length} lines, but has room for two: ${JSON.stringify(block.text)}.`);
  return lines.flatMap((line, i): DrawnLine[] => {
    const at = { lane: block.lane, from: (block.from + block.to) / 2, dy: (2 * i - lines.length + 1) * LINE_OFFSET };
    if ('words' in line) {
      const size = Math.min(WORDS, WORDS * (width - 4) / wordsWidth(line.words, WORDS));
      if (size < LEAST_WORDS && lines.length > 1) return []; // the chip beside it says the most
      const ink = block.aside ? colours.muted : block.danger ? colours.danger : colours.ink;
      return [{ ...at, text: line.words, ink, size: Math.max(size, LEAST_WORDS), weight: block.danger ? 700 : 400 }];
    }
    const long = `plan ${line.plan}`;
    const text = chipWidth(long.replace(/\d/g, '0')) <= width - 4 ? long : String(line.plan);
    const { ink, ...look } = planLook(line.plan, line.deleted);
    return [{ ...at, text, ink, size: WORDS, weight: 600, shape: chipPath(chipWidth(text), line.deleted), ...look }];
  });
}

/** The chips and the words that stand at one height of their lanes. */
function textLayers(lines: readonly DrawnLine[], dy: number, { x, y }: { x: object; y: object }): object[] {
  const chips = lines.filter(({ shape }) => shape);
  return [
    ...(chips.length === 0 ? [] : [{
      data: { values: chips.map(({ lane, from, shape, fill, border, dash }) => ({ lane, from, shape, fill, border, dash })) },
      mark: { type: 'point', size: 4, strokeWidth: 1, yOffset: dy, strokeDash: { expr: 'datum.dash' } },
      encoding: {
        x, y,
        shape: { field: 'shape', type: 'nominal', scale: null },
        fill: { field: 'fill', type: 'nominal', scale: null },
        stroke: { field: 'border', type: 'nominal', scale: null },
      },
    }]),
    {
      data: { values: lines.map(({ lane, from, text, ink, size, weight }) => ({ lane, from, text, ink, size, weight })) },
      mark: { type: 'text', baseline: 'middle', dy: dy + 0.5, fontSize: { expr: 'datum.size' }, fontWeight: { expr: 'datum.weight' } },
      encoding: { x, y, text: { field: 'text', type: 'nominal' }, color: { field: 'ink', type: 'nominal', scale: null } },
    },
  ];
}

function chipWidth(text: string): number {
  return wordsWidth(text, WORDS) + 12;
}

function wordsWidth(text: string, size: number): number {
  return textWidth(text, { family: TEXT_FONT, size, weight: 600 });
}
