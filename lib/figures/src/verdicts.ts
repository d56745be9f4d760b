import type { Result } from 'everystate';
import { formatNumber } from './format.js';
import { reach } from './reach.js';
import { table } from './table.js';

/**
 * Shows what a check found as a table: a row a property, with how far it looked
 * above. Actions that were never possible are named.
 */
export function verdicts(result: Result): void {
  const { neverEnabled } = result;
  const idle = neverEnabled.length > 0 ? ` Never possible: ${neverEnabled.join(', ')}.` : '';
  table(
    result.properties.map(({ name, kind, verdict, count, trace }) => ({
      property: name,
      verdict: verdict === 'violated' ? '✗ violated' : verdict === 'holds' ? '✓ holds' : '… not finished',
      evidence: evidence(kind, count),
      steps: trace?.length,
    })),
    {
      caption: reach(result) + idle,
      columns: { property: 'Property', verdict: 'Verdict', evidence: 'Found', steps: 'Shortest trace' },
    },
  );
}

function evidence(kind: Result['properties'][number]['kind'], count: number): string {
  const many = `${formatNumber(count)} ${kind === 'everyStep' ? 'step' : 'state'}${count === 1 ? '' : 's'}`;
  if (kind === 'sometimes') return count > 0 ? `true in ${many}` : 'in no state';
  return count > 0 ? `broken in ${many}` : 'never broken';
}
