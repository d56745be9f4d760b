/** The ids of claims, assumptions and promises in a notebook, and what they stand for. */
import { assumptions, claims, promises, sources } from 'outage';
import type { Finding } from '../notebook/finding.js';
import { isCode, joined, nameOf, readNotebook } from '../notebook/notebook.js';

const TEXTS = new Map([...claims, ...assumptions, ...promises].map(({ id, text }) => [id, text]));
/** How ids begin: each source has its own. Other names with a number (UTF-8) are no ids. */
const PREFIXES = new Set([...sources.map(({ id }) => id), ...[...TEXTS.keys()].map(prefixOf)]);

/** The ids in a text, whether they are in `data/` or not. */
export function idsIn(text: string): string[] {
  return (text.match(/(?<![\w-])[A-Z]+-\d+(?![\w-])/g) ?? []).filter(id => PREFIXES.has(prefixOf(id)));
}

/** What `data/` says under an id; empty when it has none such. */
export function textOfId(id: string): string {
  return TEXTS.get(id) ?? '';
}

/** The ids in text and code that are not in `data/`. */
export function unknownIds(file: string): Finding[] {
  let code = 0;
  return readNotebook(file).cells.flatMap(cell => {
    const number = isCode(cell) ? ++code : undefined;
    return joined(cell.source)
      .split('\n')
      .flatMap((text, i) =>
        idsIn(text)
          .filter(id => !TEXTS.has(id))
          .map(id => ({
            notebook: nameOf(file),
            ...(number !== undefined && { cell: number }),
            id: cell.id ?? 'no id',
            line: i + 1,
            message: `nothing in data/ has the id ${id}: correct it, or add it there`,
          })),
      );
  });
}

function prefixOf(id: string): string {
  return id.replace(/-\d+$/, '');
}
