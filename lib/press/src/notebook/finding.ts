/** Something to put right in a notebook, and where. */
export interface Finding {
  /** The notebook's name, without `.ipynb`. */
  notebook: string;
  /** Counts code cells from 1; absent for other cells and for the whole file. */
  cell?: number;
  id?: string;
  /** Counts from 1 within the cell. */
  line?: number;
  message: string;
}

/** One line per finding: `03-race, cell 4 (a1b2), line 2: message`. */
export function formatFindings(findings: readonly Finding[]): string {
  return findings
    .map(({ notebook, cell, id, line, message }) =>
      [
        notebook,
        cell !== undefined ? `, cell ${cell}` : id !== undefined ? ', text cell' : '',
        id !== undefined ? ` (${id})` : '',
        line !== undefined ? `, line ${line}` : '',
        `: ${message}`,
      ].join(''),
    )
    .join('\n');
}
