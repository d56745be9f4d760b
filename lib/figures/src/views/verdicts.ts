import type { PropertyKind, PropertyResult, Result } from 'everystate';
import { formatNumber } from '../output/format.js';
import { reach } from './reach.js';
import { table } from '../output/table.js';

/** The kinds of properties that are asked of fair runs. */
const OF_FAIR_RUNS: readonly PropertyKind[] = ['eventually', 'eventuallyAlways', 'infinitelyOften', 'leadsTo'];

/**
 * Shows what a check found as a table: a row a property, with how far it looked
 * above. Actions that were never possible are named, and warnings given.
 */
export function verdicts(result: Result): void {
  const { neverEnabled, warnings } = result;
  const idle = neverEnabled.length > 0 ? [`Never possible: ${neverEnabled.join(', ')}.`] : [];
  table(
    result.properties.map(property => ({
      property: property.name,
      verdict: SIGNS[property.verdict],
      evidence: evidence(property),
      steps: property.trace?.length,
    })),
    {
      caption: [reach(result), ...idle, ...warned(warnings)].join(' '),
      columns: { property: 'Property', verdict: 'Verdict', evidence: 'Found', steps: 'Shortest trace' },
    },
  );
}

/** Several warnings of unused fields say so once. */
function warned(warnings: readonly string[]): string[] {
  if (warnings.length === 0) return [];
  const all = warnings.map((warning, i) =>
    i > 0 && warnings[i - 1]!.startsWith('unused: ') ? warning.replace(/^unused: /, '') : warning,
  );
  return [`Warning${all.length > 1 ? 's' : ''}: ${all.join('; ')}.`];
}

const SIGNS = { holds: '✓ holds', violated: '✗ violated', 'not finished': '… not finished' } as const;

function evidence({ kind, verdict, count, loop }: PropertyResult): string {
  const many = `${formatNumber(count)} ${kind === 'everyStep' ? 'step' : 'state'}${count === 1 ? '' : 's'}`;
  if (kind === 'sometimes') return count > 0 ? `true in ${many}` : 'in no state';
  if (verdict === 'not finished') return 'not broken so far';
  if (kind === 'canRecover') return count > 0 ? `no way back from ${many}` : 'a way back from every state';
  if (loop)
    return loop.length > 0
      ? `broken by a run that repeats ${steps(loop.length)} for ever`
      : 'broken by a run that stops short';
  if (OF_FAIR_RUNS.includes(kind)) return 'kept by every fair run';
  return count > 0 ? `broken in ${many}` : 'never broken';
}

function steps(count: number): string {
  return `${formatNumber(count)} step${count === 1 ? '' : 's'}`;
}
