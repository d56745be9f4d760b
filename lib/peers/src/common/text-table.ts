/** Rows of one shape as lines of text: numbers to the right, everything else to the left. */
export function textTable(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))];
  const show = (value: unknown) =>
    value === undefined ? '' : typeof value === 'number' ? value.toLocaleString('en-US') : String(value);
  const widths = columns.map(column => Math.max(column.length, ...rows.map(row => show(row[column]).length)));
  const isNumeric = columns.map(column =>
    rows.every(row => row[column] === undefined || typeof row[column] === 'number'),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (isNumeric[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd();
  return [line(columns), ...rows.map(row => line(columns.map(column => show(row[column]))))].join('\n');
}
