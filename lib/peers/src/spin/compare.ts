import { check, type PropertyResult } from 'everystate';
import { countAccelerated } from 'everystate/dist/fixtures/accelerated.js';
import path from 'node:path';
import { TWINS } from '../common/paths.js';
import { makePan, type Defines } from './spin.js';
import { showSize, type Twin } from './twin.js';

/** One figure, as both checkers give it; undefined where one of them has found nothing. */
export interface Comparison {
  readonly twin: string;
  readonly size: string;
  readonly figure: string;
  readonly ours: number | undefined;
  readonly theirs: number | undefined;
}

/**
 * Compares everystate with Spin on one model of one size: states, transitions,
 * depth, and for each property how often it is violated and how soon.
 */
export async function compareWithSpin(twin: Twin, size: Defines): Promise<Comparison[]> {
  const file = path.join(TWINS, `${twin.file}.pml`);
  const pan = (SHOW: number) =>
    makePan(file, { defines: { ...size, SHOW }, breadthFirst: true, flags: ['-O0'], spinFlags: twin.spinFlags });
  const comparisons: Comparison[] = [];
  const shown = showSize(size);
  const compare = (figure: string, ours: number | undefined, theirs: number | undefined) =>
    comparisons.push({ twin: twin.name, size: shown, figure, ours, theirs });

  const model = twin.model(size);
  const result = check(model, { maxStates: 5_000_000 });
  const { states, transitions, depth } = await (await pan(0)).search({ args: SMALL });
  compare('states', result.states, states);
  compare('transitions', result.transitions, transitions);
  compare('depth', result.depth, depth);
  // Searches of this size are over before steps are remembered, so that is done once more.
  const remembered = countAccelerated(model);
  compare('states, steps remembered', remembered.states, states);
  compare('transitions, steps remembered', remembered.transitions, transitions);
  compare('depth, steps remembered', remembered.depth, depth);

  for (const [i, name] of twin.shows.entries()) {
    if (name === undefined) continue;
    const property = result.of(name);
    const search = await pan(i + 1);
    const { errors } = await search.search({ args: SMALL, countErrors: true });
    const { first } = await search.search({ args: SMALL });
    compare(`${name}: ${unitOf(property)}`, property.count, errors);
    compare(`${name}: shortest trace`, property.trace?.length, first && first.depth + stepsAfter(property, twin));
  }
  return comparisons;
}

/** A hash table of 2^20 slots: to clear a larger one takes longer than most of the searches. */
const SMALL = ['-w20'];

/**
 * How many steps after Spin's error our trace ends. A step is an error in the state
 * before it. And a Spin that merges no statements notices an end by one statement
 * and reports it by the next.
 */
function stepsAfter({ kind }: PropertyResult, { spinFlags = [] }: Twin): number {
  return kind === 'everyStep' ? 1 : kind === 'ends' && spinFlags.includes('-o3') ? -1 : 0;
}

function unitOf({ kind }: PropertyResult): string {
  return kind === 'sometimes' ? 'witnesses' : kind === 'everyStep' ? 'violating steps' : 'violating states';
}
