import { FigureError } from './figure-error.js';
import { formatNumber } from './format.js';
import { currentEmit, type Output } from './output.js';

/** What a table cell may hold. Nothing (`null`, `undefined`) shows as a dash. */
export type Cell = string | number | bigint | boolean | null | undefined;

/** Options of a table. */
export interface TableOptions {
  /** The columns to show, in this order; with a record, property name to heading. */
  columns?: readonly string[] | Readonly<Record<string, string>>;
  /** A sentence above the table. */
  caption?: string;
}

/**
 * Shows rows as a table below the cell.
 * Columns of numbers stand to the right; numbers have thousands separators, booleans are ✓ and ✗.
 */
export function table(rows: readonly object[], options: TableOptions = {}): void {
  currentEmit()(renderTable(rows, options));
}

/** The notebook output that `table` shows. */
export function renderTable(rows: readonly object[], options: TableOptions = {}): Output {
  const headings = headingsOf(rows, options.columns);
  const keys = Object.keys(headings);
  const cells = rows.map(row => keys.map(key => cellText((row as Record<string, unknown>)[key], key)));
  const isNumeric = keys.map(key =>
    rows.every(row => /number|bigint|undefined/.test(typeof (row as Record<string, unknown>)[key])),
  );
  const markdown = [
    ...(options.caption ? [options.caption, ''] : []),
    line(
      keys.map(
        (key, i) =>
          escapeCell(headings[key]!) +
          widening(
            headings[key]!,
            cells.map(row => row[i]!),
          ),
      ),
    ),
    line(isNumeric.map(right => (right ? '---:' : ':---'))),
    ...cells.map(row => line(row.map(escapeCell))),
  ].join('\n');
  const plain = [
    ...(options.caption ? [options.caption] : []),
    ...aligned([keys.map(key => headings[key]!), ...cells], isNumeric),
  ].join('\n');
  return { data: { 'text/markdown': markdown, 'text/plain': plain }, metadata: {} };
}

function headingsOf(rows: readonly object[], columns: TableOptions['columns']): Record<string, string> {
  const known = new Set(rows.flatMap(row => Object.keys(row)));
  if (known.size === 0) throw new FigureError('The table has no rows with columns: nothing would be shown.');
  const names = columns ?? [...known];
  const headings = Array.isArray(names)
    ? Object.fromEntries(names.map(name => [name, name]))
    : { ...(names as Record<string, string>) };
  for (const key of Object.keys(headings)) {
    if (!known.has(key))
      throw new FigureError(`The table has no column “${key}”: its rows have ${[...known].join(', ')}.`);
  }
  return headings;
}

function cellText(value: unknown, column: string): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  if (typeof value === 'number' || typeof value === 'bigint') return formatNumber(value);
  if (typeof value === 'string') return value;
  throw new FigureError(
    `A cell of the column “${column}” holds an ${Array.isArray(value) ? 'array' : typeof value}: turn it into text first.`,
  );
}

/**
 * What keeps a column of ids such as `PM-12`, or of links from them, from being broken at the hyphens:
 * a heading that is wide enough, by spaces that do not break. A space is about half
 * as wide as a letter.
 */
function widening(heading: string, cells: readonly string[]): string {
  const ids = cells.map(cell => /^\[?([A-Z]+-\d+)(?:\]\([^)]*\))?$/.exec(cell)?.[1]);
  if (ids.includes(undefined)) return '';
  return '&nbsp;'.repeat(Math.max(0, ...ids.map(id => 2 * (id!.length - heading.length) + 1)));
}

/**
 * A pipe would end the cell, a line break the table, an angle bracket might open an HTML tag.
 * A sign stays with the word after it, on a narrow screen too.
 */
function escapeCell(text: string): string {
  return (
    text
      .replace(/([✓✗…]) /g, '$1\u00A0')
      .replace(/\|/g, '\\|')
      .replace(/</g, '&lt;')
      .replace(/\r?\n/g, ' ')
      .trim() || ' '
  );
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function aligned(rows: readonly string[][], isNumeric: readonly boolean[]): string[] {
  const widths = isNumeric.map((_, i) => Math.max(...rows.map(row => row[i]!.length)));
  return rows.map(row =>
    row
      .map((cell, i) => (isNumeric[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
}
