/** What an author has typed for people to read in a notebook, as against what its cells compute. */
import ts from 'typescript';
import { isCode, joined, type Notebook } from '../notebook/notebook.js';

export interface Written {
  /** Counts code cells from 1; absent for a text cell. */
  cell?: number;
  id: string;
  /** The line of the cell where the text begins, from 1. */
  line: number;
  text: string;
}

/** Stands for `${…}`, whose value is computed. */
const COMPUTED = '\u2026';

/** Text cells, comments, and the strings in code that are prose: titles, captions, sentences. */
export function writtenIn(notebook: Notebook): Written[] {
  let code = 0;
  return notebook.cells.flatMap(cell => {
    const id = cell.id ?? 'no id';
    const source = joined(cell.source);
    if (cell.cell_type === 'markdown') return [{ id, line: 1, text: source }];
    if (!isCode(cell)) return [];
    const number = ++code;
    return codeParts(source).prose.map(({ at, text }) => ({
      cell: number,
      id,
      line: source.slice(0, at).split('\n').length,
      text,
    }));
  });
}

interface Part {
  at: number;
  text: string;
}

/** The parts of a cell's code that matter to a reader. */
export function codeParts(source: string): { prose: Part[]; values: string[] } {
  const prose: Part[] = [];
  const values: string[] = [];
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ES2022, true);
  const add = (at: number, text: string) => {
    if (isProse(text)) prose.push({ at, text });
    else values.push(text);
  };
  const comments = new Set<number>();
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of [
      ...(ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(source, node.getEnd()) ?? []),
    ]) {
      if (comments.has(pos)) continue;
      comments.add(pos);
      prose.push({ at: pos, text: source.slice(pos, end) });
    }
    if (ts.isNumericLiteral(node)) values.push(node.text);
    else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) add(node.getStart(), node.text);
    else if (ts.isTemplateExpression(node)) {
      add(
        node.getStart(),
        [node.head, ...node.templateSpans.map(span => span.literal)].map(({ text }) => text).join(COMPUTED),
      );
    }
    // Not node.forEachChild, which passes over the tokens that comments may stand before.
    node.getChildren(file).forEach(visit);
  };
  visit(file);
  return { prose, values };
}

/** A sentence, or a part of one: on one line, with three words. (A diagram's source has lines.) */
function isProse(text: string): boolean {
  return !text.includes('\n') && (text.match(/\p{L}{2,}/gu) ?? []).length >= 3;
}

/** A typed text without what its `${…}` hold: the pieces that were really typed. */
export function typedPieces(text: string): string[] {
  return text.split(COMPUTED);
}
