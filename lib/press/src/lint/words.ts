/** How much prose a notebook has. */
import type { Finding } from '../notebook/finding.js';
import { joined, nameOf, readNotebook, type Notebook } from '../notebook/notebook.js';

const FEWEST = 500;
const MOST = 1_500;

/** The words of the text cells; navigation, tables and code blocks are none. */
export function proseWords(notebook: Notebook): number {
  const prose = notebook.cells
    .filter(cell => cell.cell_type === 'markdown')
    .map(cell => joined(cell.source))
    .join('\n\n')
    .replace(/^( {0,3})(`{3,}|~{3,})[^\n]*\n[\s\S]*?^ {0,3}\2[`~]*[ \t]*$/gm, '')
    .split('\n')
    .filter(line => !/^\s*\||#the-notebooks\)/.test(line))
    .join('\n')
    .replace(/\]\([^)]*\)/g, ']');
  return prose.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Whether a notebook can be read in one sitting, and says enough. */
export function proseLength(file: string): Finding[] {
  const words = proseWords(readNotebook(file));
  if (words >= FEWEST && words <= MOST) return [];
  const remedy = words < FEWEST ? 'say more of what a reader should see' : 'cut, or make two notebooks of it';
  return [{ notebook: nameOf(file), message: `${words} words of prose, not ${FEWEST} to ${MOST}: ${remedy}` }];
}
