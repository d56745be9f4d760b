import { showValue, type Change, type Step, type Trace } from 'everystate';
import { FigureError } from '../output/figure-error.js';
import { table, type Cell } from '../output/table.js';

export interface TraceTableOptions {
  /** A sentence above the table. */
  caption?: string;
  /** The number of the first step: 1, if left out. For the loop of a lasso, the trace's length and one. */
  first?: number;
}

/**
 * Shows a trace as a table, a row a step: its number, its name, what it changed.
 * @param columns what else to tell of each step, by heading: a claim, or whether a promise held
 * @throws FigureError when the trace has no steps
 */
export function traceTable<D>(
  trace: Trace<D>,
  columns: Readonly<Record<string, (step: Step<D>, index: number) => Cell>> = {},
  { caption, first = 1 }: TraceTableOptions = {},
): void {
  if (trace.length === 0)
    throw new FigureError('The trace has no steps: it stays where it starts, so there is no table to show.');
  table(
    trace.steps.map((step, i) => ({
      '#': first + i,
      step: step.label,
      changes: changesText(step.changes),
      ...Object.fromEntries(Object.entries(columns).map(([heading, tell]) => [heading, tell(step, i)])),
    })),
    { caption },
  );
}

/** What a step changed, a process's fields together: `live 1 → 5; enactor B: at checked → cleaning, cursor 0 → 1`. */
function changesText(changes: readonly Change[]): string {
  const byOwner = new Map<string, string[]>();
  for (const { field, before, after } of changes) {
    const [owner, name] = field.includes('.') ? (field.split('.') as [string, string]) : ['', field];
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), `${name} ${showValue(before)} → ${showValue(after)}`]);
  }
  return [...byOwner].map(([owner, texts]) => (owner ? `${owner}: ` : '') + texts.join(', ')).join('; ');
}
