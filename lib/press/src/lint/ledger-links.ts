/** Whether every id in a notebook's prose links to its entry on a page in `data/`, and how it is linked. */
import { linkTo } from 'outage';
import type { Finding } from '../notebook/finding.js';
import { idsIn, textOfId } from './ledger-ids.js';
import { joined, lines, nameOf, readNotebook, type Notebook } from '../notebook/notebook.js';

/** Code blocks, code, and links: what is not prose, or is linked already. */
const APART = /^( {0,3})(`{3,}|~{3,})[^]*?^ {0,3}\2|(`+)[^]*?\3|\[[^\]]*\]\([^)]*\)/gm;

/** The ids in text cells that do not link to their entry. */
export function unlinkedIds(file: string): Finding[] {
  return readNotebook(file)
    .cells.filter(cell => cell.cell_type === 'markdown')
    .flatMap(cell => {
      const text = joined(cell.source).replace(APART, part =>
        idsIn(part).some(id => part !== linkTo(id)) && part.startsWith('[') ? part : part.replace(/[^\n]/g, ' '),
      );
      return text.split('\n').flatMap((line, i) =>
        known(line).map(id => ({
          notebook: nameOf(file),
          id: cell.id ?? 'no id',
          line: i + 1,
          message: `${id} does not link to its entry: write ${linkTo(id)}, or npm run ledger`,
        })),
      );
    });
}

/** The notebook with a link wherever its prose has a bare id. */
export function withLinks(notebook: Notebook): Notebook {
  const cells = notebook.cells.map(cell =>
    cell.cell_type === 'markdown' ? { ...cell, source: lines(linkedText(joined(cell.source))) } : cell,
  );
  return { ...notebook, cells };
}

function linkedText(text: string): string {
  let from = 0;
  let linked = '';
  for (const { 0: part, index } of [...text.matchAll(APART), { 0: '', index: text.length }]) {
    const prose = text.slice(from, index);
    const ids = new Set(known(prose));
    linked += prose.replace(/(?<![\w-])[A-Z]+-\d+(?![\w-])/g, id => (ids.has(id) ? linkTo(id) : id)) + part;
    from = index + part.length;
  }
  return linked;
}

/** Ids that are not in `data/` are found by another check. */
function known(text: string): string[] {
  return idsIn(text).filter(id => textOfId(id) !== '');
}
