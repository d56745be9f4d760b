import { check, type PropertyResult } from 'everystate';
import type { TlcReport } from 'tlaplus';
import type { Defines } from '../spin/spin.js';
import { searchTwin } from './tlc.js';
import type { TlcTwin } from './twin.js';

/** What came of it, for one model of one size. */
export interface TlcComparison extends TlcReport {
  readonly figures: number;
  /** What is violated, as the module names it. */
  readonly violated: readonly string[];
  readonly differences: readonly string[];
}

/**
 * Compares everystate with TLC on one model of one size: states, transitions,
 * depth, and for each property whether it is violated and how soon.
 */
export async function compareWithTlc(
  { file, model, constants, asks, setting = '' }: TlcTwin,
  size: Defines,
): Promise<TlcComparison> {
  let figures = 0;
  const differences: string[] = [];
  const compare = (figure: string, ours: unknown, theirs: unknown) => {
    figures++;
    if (ours !== theirs) differences.push(`${figure}: everystate ${ours}, TLC ${theirs}`);
  };
  const search = (...questions: readonly string[]) =>
    searchTwin(file, constants(size), [setting, ...questions].join('\n'));
  const result = check(model(size));
  const asked = Object.entries(asks).map(([question, name]) => ({ question, name, property: result.of(name) }));
  const broken = asked.filter(({ property }) => hasViolation(property));
  const kept = asked.filter(({ property }) => !hasViolation(property));

  // Nothing stops a search that asks only for what holds: it counts everything.
  const whole = await search(...kept.map(({ question }) => question));
  for (const what of ['states', 'transitions', 'depth'] as const) compare(what, result[what], whole[what]);
  for (const { name } of kept) compare(name, 'holds', whole.violation ? 'violated, this or another one' : 'holds');

  for (const { question, name, property } of broken) {
    const { violation } = await search(question);
    compare(name, 'violated', violation ? 'violated' : 'holds');
    // TLC's counterexamples to temporal properties are not shortest ones.
    if (property.kind !== 'leadsTo')
      compare(`${name}, steps`, property.trace?.length, violation && violation.states.length - 1);
  }
  return { ...whole, figures, violated: broken.map(({ question }) => question.split(' ')[1]!), differences };
}

/** Whether TLC has a violation to find. What can be seen sometimes violates that it is never seen. */
function hasViolation({ kind, verdict }: PropertyResult): boolean {
  return verdict === (kind === 'sometimes' ? 'holds' : 'violated');
}
