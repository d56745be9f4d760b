/** Whether the numbers that a notebook's author typed occur in what its cells compute. */
import type { Finding } from '../notebook/finding.js';
import { idsIn, textOfId } from './ledger-ids.js';
import {
  codeCells,
  joined,
  nameOf,
  readNotebook,
  type Notebook,
  type Output,
  type Text,
} from '../notebook/notebook.js';
import { numbersIn, valuesIn } from './numbers.js';
import { codeParts, typedPieces, writtenIn } from './written.js';

/**
 * Every number in a text cell, and in a title or sentence typed in code, must be one that the
 * notebook computes or sets: in an output, beyond what was typed there, or as a value in code.
 * A paragraph may also use the numbers of the claims and assumptions that it cites.
 */
export function typedNumbers(file: string): Finding[] {
  const notebook = readNotebook(file);
  const known = numbersOf(notebook);
  return writtenIn(notebook).flatMap(({ cell, id, line, text }) =>
    numbersIn(text)
      .filter(({ value, line: at }) => !known.has(value) && !citedNumbers(paragraphAt(text, at)).has(value))
      .map(({ text: number, line: at }) => ({
        notebook: nameOf(file),
        ...(cell !== undefined && { cell }),
        id,
        line: line + at - 1,
        message: `no cell computes the number ${number}: ${
          cell === undefined ? 'put the sentence into say(`… ${value} …`)' : 'compute it: `… ${value} …`'
        }`,
      })),
  );
}

/** The numbers that a notebook's cells set or compute, and percentages also as parts of one. */
export function numbersOf(notebook: Notebook): Set<number> {
  const values = codeCells(notebook).flatMap(cell => {
    const { prose, values } = codeParts(joined(cell.source));
    const typed = prose.flatMap(({ text }) => typedPieces(text)).filter(piece => /\d/.test(piece));
    const shown = cell.outputs.map(output =>
      typed.reduce((text, piece) => text.replaceAll(piece, ' '), textOf(output)),
    );
    return [...values, ...shown].flatMap(valuesIn);
  });
  return new Set([...values, ...values.filter(value => value < 1).map(value => Number((value * 100).toPrecision(12)))]);
}

function textOf(output: Output): string {
  if (output.output_type === 'error') return '';
  const text =
    output.output_type === 'stream' ? output.text : (output.data['text/markdown'] ?? output.data['text/plain']);
  return text === undefined ? '' : joined(text as Text);
}

function paragraphAt(text: string, line: number): string {
  const lines = text.split('\n');
  let from = line - 1;
  let to = line - 1;
  while (from > 0 && lines[from - 1]!.trim() !== '') from--;
  while (to < lines.length - 1 && lines[to + 1]!.trim() !== '') to++;
  return lines.slice(from, to + 1).join('\n');
}

function citedNumbers(paragraph: string): Set<number> {
  return new Set(idsIn(paragraph).flatMap(id => numbersIn(textOfId(id)).map(({ value }) => value)));
}
