import type { Trace } from 'everystate';
import { showChart, type ChartSpec } from '../chart/chart.js';
import { FigureError } from '../output/figure-error.js';
import { TEXT_FONT } from '../headless/fonts/families.js';
import { blocksOf, isAside, isSilent, linesOf, type Block, type Lane } from './lane-blocks.js';
import { colours, tints } from '../style/palette.js';
import { MAX_WIDTH, PICTURE_WIDTH } from '../output/picture.js';
import { CHIP_HEIGHT, chipPath, planLook } from './plan-chip.js';
import { textWidth } from '../headless/fonts/text-width.js';

export interface SwimlaneOptions<S> {
  /** The finding, in a sentence. */
  title: string;
  subtitle?: string;
  /** The lanes from top to bottom, by their names. `Planner` and `Enactor A` to `D` get their colours. */
  lanes: Readonly<Record<string, Lane<S>>>;
  /** The states to mark as dangerous. */
  danger?: (state: S) => boolean;
  /** Whether the picture plays once, step by step, before it rests. */
  plays?: boolean;
}

/**
 * Shows a trace as lanes over time: what each party held after each step. Step 0
 * is the start.
 * @param alt what the chart shows, for readers who do not see it
 */
export async function swimlane<D>(
  trace: Trace<D>,
  options: SwimlaneOptions<Trace<D>['start']>,
  alt: string,
): Promise<void> {
  const count = trace.length + 1;
  const played = options.plays ? { count, height: rowHeight(count) } : undefined;
  const live = swimlaneSpec(trace, options);
  const steps = options.plays ? { usermeta: { uncovered: Array.from({ length: count }, (_, step) => step) } } : {};
  await showChart({ ...live, ...steps }, swimlaneSpec(trace, options, 'down'), alt, played);
}

/**
 * The Vega-Lite chart that `swimlane` shows: live with time running across the page, in
 * its picture down the page, where the lanes are side by side and a phone can show their words.
 */
export function swimlaneSpec<D>(
  trace: Trace<D>,
  options: SwimlaneOptions<Trace<D>['start']>,
  time: TimeRuns = 'across',
): ChartSpec {
  return lanesSpec({ states: [trace.start, ...trace.steps.map(step => step.after)], first: 0 }, options, time);
}

export type TimeRuns = 'across' | 'down';

/** CSS pixels: a lane with the gap below it; what the axis of steps takes where time runs down. */
const LANE = 50,
  STEPS = 34;
/** CSS pixels: the words in a lane, and the least size at which they can be read. */
const TYPE = { across: { words: 12, least: 11.2 }, down: { words: 13, least: 12 } } as const;
/** CSS pixels from the middle of a block to each of its two lines. */
const LINE_OFFSET = 9;
/** CSS pixels of a step where time runs down: room for two lines, or in a long trace for one. */
const ROW = 38,
  LOW_ROW = 20;

/** The states of a trace that are drawn. */
export interface Stretch<S> {
  readonly states: readonly S[];
  /** The number of the step that led to the first state shown; 0 for the start. */
  readonly first: number;
}

/** The Vega-Lite chart of lanes over the given states, on top of what else should be drawn. */
export function lanesSpec<S>(
  { states, first }: Stretch<S>,
  { title, subtitle, lanes, danger }: SwimlaneOptions<S>,
  time: TimeRuns,
  below: readonly object[] = [],
): ChartSpec {
  const silent = Object.keys(lanes).filter(lane => isSilent(states.map(lanes[lane]!)));
  const names = Object.keys(lanes).filter(lane => !silent.includes(lane));
  const blocks = names.flatMap(lane => blocksOf(lane, states.map(lanes[lane]!), first));
  const dangers = danger
    ? blocksOf(
        '',
        states.map(state => (danger(state) ? '✗' : '')),
        first,
      ).map(({ from, to }) => ({ from, to }))
    : [];
  const said = [
    ...(subtitle === undefined ? [] : [subtitle]),
    ...silent.map(lane => `${lane}: ${toldOf(lanes[lane]!(states[0]!))} throughout`),
  ];
  const stepWidth = (MAX_WIDTH - 52 - Math.max(...names.map(name => wordsWidth(name, 14)))) / states.length;
  const laneWidth = (0.94 * (PICTURE_WIDTH - 28 - STEPS)) / names.length;
  const row = rowHeight(states.length);
  // A block is named where it begins, at the number of the step that began it.
  const lines = blocks.flatMap(block => {
    if (time === 'across') return drawnLines({ ...block, to: block.from + 1 }, stepWidth, LANE, TYPE.across);
    const rows = Math.min(block.to - block.from, Math.ceil(ROW / row));
    return drawnLines({ ...block, to: block.from + rows }, laneWidth, row * rows, TYPE.down);
  });
  const at = stepAxis({ states, first }, time);
  const both = { ...at, ...laneAxis(names, time, laneWidth) };
  const to = { [time === 'across' ? 'x2' : 'y2']: { field: 'to' } };
  return {
    title: said.length > 0 ? { text: title, subtitle: said.join('. ') } : title,
    height: time === 'across' ? { step: LANE } : row * states.length,
    layer: [
      ...(dangers.length > 0
        ? [
            {
              data: { values: dangers },
              mark: { type: 'rect', color: tints.danger },
              encoding: { ...at, ...to },
            },
          ]
        : []),
      ...below,
      {
        data: {
          values: blocks
            .filter(({ aside }) => !aside)
            .map(({ lane, from, to, tint, strong }) => ({ lane, from, to, tint, strong })),
        },
        mark: { type: 'bar', cornerRadius: 4, strokeWidth: 2 },
        encoding: {
          ...both,
          ...to,
          fill: { field: 'tint', type: 'nominal', scale: null },
          stroke: { field: 'strong', type: 'nominal', scale: null },
        },
      },
      // Where time runs down, blocks hide most of the tint: it would seem to be about the empty lanes.
      ...(dangers.length > 0 && time === 'down'
        ? [
            {
              data: { values: dangers },
              mark: { type: 'rect', fill: null, stroke: colours.danger, strokeWidth: 2.5 },
              encoding: { ...at, ...to },
            },
          ]
        : []),
      ...[...new Set(lines.map(({ dy }) => dy))].flatMap(dy =>
        textLayers(
          lines.filter(line => line.dy === dy),
          dy,
          both,
        ),
      ),
    ],
  };
}

/** What a lane shows, as a part of a sentence. */
function toldOf(text: string): string {
  return (isAside(text) ? text.slice(1, -1) : text).replace('\n', ', ');
}

/** More labels than these run into one another. */
const MOST_LABELS = 26;

function rowHeight(states: number): number {
  return states > MOST_LABELS ? LOW_ROW : ROW;
}

/** The axis of steps, for everything that is drawn over lanes. */
export function stepAxis({ states: { length }, first }: Stretch<unknown>, time: TimeRuns): object {
  const every = length > MOST_LABELS ? 5 : 1;
  const values = Array.from({ length }, (_, i) => first + i).filter(step => step % every === 0);
  const scale = { domain: [first - 0.5, first + length - 0.5], nice: false };
  const step = { field: 'from', type: 'quantitative' };
  return time === 'across'
    ? { x: { ...step, title: 'after step', scale, axis: { values, format: 'd', grid: false } } }
    : {
        y: {
          ...step,
          title: 'step',
          scale: { ...scale, reverse: true },
          axis: {
            values,
            format: 'd',
            grid: false,
            titleAngle: 0,
            titleAlign: 'right',
            titleAnchor: 'start',
            titleBaseline: 'bottom',
            titleX: -6,
            titleY: -5,
            titleFontSize: 13,
          },
        },
      };
}

/** @param width of a lane where time runs down, in CSS pixels: a name that is wider stands in two lines */
function laneAxis(names: readonly string[], time: TimeRuns, width: number): object {
  const lane = { field: 'lane', type: 'nominal', sort: names, title: null };
  const axis = { labelFontSize: 14, labelFontWeight: 600, grid: false };
  const fits = (size: number) => names.every(name => wordsWidth(name, size) <= width - 4);
  const size = fits(13) ? 13 : 12;
  return time === 'across'
    ? { y: { ...lane, scale: { domain: names, paddingInner: 0.2, paddingOuter: 0.15 }, axis } }
    : {
        x: {
          ...lane,
          scale: { domain: names, paddingInner: 0.06, paddingOuter: 0.03 },
          axis: {
            ...axis,
            labelFontSize: size,
            orient: 'top',
            domain: false,
            ticks: false,
            labelAngle: 0,
            labelOverlap: false,
            labelLimit: 0,
            ...(!fits(size) && { labelExpr: "split(datum.label, ' ')" }),
          },
        },
      };
}

interface DrawnLine {
  lane: string;
  from: number;
  text: string;
  ink: string;
  size: number;
  weight: number;
  /** CSS pixels from the middle of the lane. */
  dy: number;
  /** Of a chip. */
  shape?: string;
  fill?: string;
  border?: string;
  dash?: readonly number[];
}

/** The text of a block in lines no wider than the block; CSS pixels. */
function drawnLines(
  block: Block,
  width: number,
  height: number,
  { words, least }: { words: number; least: number },
): DrawnLine[] {
  const lines = linesOf(block);
  if (lines.length > 2)
    throw new FigureError(
      `The lane “${block.lane}” shows ${lines.length} lines, but has room for two: ${JSON.stringify(block.text)}.`,
    );
  const isLow = height < 2 * CHIP_HEIGHT;
  return lines.flatMap((line, i): DrawnLine[] => {
    const at = {
      lane: block.lane,
      from: (block.from + block.to) / 2,
      dy: isLow ? 0 : (2 * i - lines.length + 1) * LINE_OFFSET,
    };
    if ('words' in line) {
      const size = Math.min(words, (words * (width - 1)) / wordsWidth(line.words, words));
      if (lines.length > 1 && (size < least || isLow)) return []; // the chip beside it says the most
      const ink = block.aside ? colours.muted : block.danger ? colours.danger : colours.ink;
      return [{ ...at, text: line.words, ink, size: Math.max(size, least), weight: block.danger ? 700 : 400 }];
    }
    const long = `plan ${line.plan}`;
    const text = chipWidth(long.replace(/\d/g, '0'), words) <= width - 4 ? long : String(line.plan);
    const { ink, ...look } = planLook(line.plan, line.deleted);
    return [{ ...at, text, ink, size: words, weight: 600, shape: chipPath(chipWidth(text, words)), ...look }];
  });
}

/** The chips and the words that stand at one height of their lanes. */
function textLayers(lines: readonly DrawnLine[], dy: number, at: object): object[] {
  const chips = lines.filter(({ shape }) => shape);
  return [
    ...(chips.length === 0
      ? []
      : [
          {
            data: {
              values: chips.map(({ lane, from, shape, fill, border, dash }) => ({
                lane,
                from,
                shape,
                fill,
                border,
                dash,
              })),
            },
            mark: { type: 'point', size: 4, strokeWidth: 1, yOffset: dy, strokeDash: { expr: 'datum.dash' } },
            encoding: {
              ...at,
              shape: { field: 'shape', type: 'nominal', scale: null },
              fill: { field: 'fill', type: 'nominal', scale: null },
              stroke: { field: 'border', type: 'nominal', scale: null },
            },
          },
        ]),
    {
      data: {
        values: lines.map(({ lane, from, text, ink, size, weight }) => ({ lane, from, text, ink, size, weight })),
      },
      mark: {
        type: 'text',
        baseline: 'middle',
        dy: dy + 0.5,
        fontSize: { expr: 'datum.size' },
        fontWeight: { expr: 'datum.weight' },
      },
      encoding: {
        ...at,
        text: { field: 'text', type: 'nominal' },
        color: { field: 'ink', type: 'nominal', scale: null },
      },
    },
  ];
}

function chipWidth(text: string, size: number): number {
  return wordsWidth(text, size) + 12;
}

function wordsWidth(text: string, size: number): number {
  return textWidth(text, { family: TEXT_FONT, size, weight: 600 });
}
