/** Checks how a notebook file is made and how it will look where it is shown. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../notebook/finding.js';
import { linksIn } from './links.js';
import {
  codeCells,
  isCode,
  isObject,
  joined,
  nameOf,
  NotebookError,
  parseNotebook,
  type Cell,
  type CodeCell,
  type DisplayOutput,
  type Notebook,
} from '../notebook/notebook.js';
import { pathsIn } from '../common/paths.js';

const MAX_BYTES = 700_000;
/** Phones do not scroll code sideways. */
const MAX_COLUMNS = 80;
const MAX_LINES = 20;

/** MIME types that GitHub prefers to a PNG in the same output, and shows badly. */
const BEFORE_PNG = ['text/html', 'text/markdown', 'image/svg+xml', 'text/vnd.mermaid', 'text/latex'];

type Say = (message: string, line?: number) => void;

/** Checks one notebook file; an empty list means that all is well. */
export function lint(file: string): Finding[] {
  const findings: Finding[] = [];
  const notebook = nameOf(file);
  const content = readFileSync(file, 'utf8');
  let parsed: Notebook;
  try {
    parsed = parseNotebook(content, file);
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
    return [{ notebook, message: error.message }];
  }

  const sayOfFile: Say = message => findings.push({ notebook, message });
  const bytes = Buffer.byteLength(content);
  if (bytes >= MAX_BYTES) {
    sayOfFile(`the file has ${bytes} bytes, ${MAX_BYTES} are too many: make figures smaller or fewer`);
  }
  if (parsed.nbformat_minor !== 5) {
    sayOfFile(`notebook format 4.${parsed.nbformat_minor}, not 4.5: npm start -- --write ${notebook}`);
  }
  const code = codeCells(parsed);
  if (code.some((cell, i) => cell.execution_count !== i + 1)) {
    sayOfFile(`its cells were not run in order, from 1 to ${code.length}: npm start -- --write ${notebook}`);
  }
  const seen = new Set<string>();
  for (const cell of parsed.cells) {
    const number = isCode(cell) ? code.indexOf(cell) + 1 : undefined;
    const say: Say = (message, line) =>
      findings.push({
        notebook,
        message,
        ...(number !== undefined && { cell: number }),
        id: cell.id ?? 'no id',
        ...(line !== undefined && { line }),
      });
    checkId(cell, seen, say);
    checkPaths(cell, say);
    if (isCode(cell)) checkCode(cell, say);
    else if (cell.cell_type === 'markdown') checkLinks(cell, path.dirname(file), say);
  }
  return findings;
}

function checkId(cell: Cell, seen: Set<string>, say: Say): void {
  if (cell.id === undefined) say('the cell has no id: save the notebook with npm start -- --write');
  else if (!/^[\w-]{1,64}$/.test(cell.id)) say('an id has 1 to 64 letters, digits, - and _');
  else if (seen.has(cell.id)) say('another cell has the same id: change one');
  else seen.add(cell.id);
}

function checkPaths(cell: Cell, say: Say): void {
  const inSource = pathsIn(joined(cell.source));
  if (inSource) say(`a path of one machine in the source: ${inSource}`);
  const inOutputs = isCode(cell) ? pathsIn(cell.outputs) : undefined;
  if (inOutputs) say(`a path of one machine in the output: ${inOutputs}`);
}

function checkCode(cell: CodeCell, say: Say): void {
  const source = joined(cell.source);
  if (source.trim() === '') say('an empty code cell: delete it');
  const lines = source.split('\n');
  if (lines.length > MAX_LINES) say(`${lines.length} lines of code; at most ${MAX_LINES} are read`);
  for (const [i, line] of lines.entries()) {
    if ([...line].length > MAX_COLUMNS) {
      say(`${[...line].length} characters; phones show ${MAX_COLUMNS}`, i + 1);
    }
  }
  for (const output of cell.outputs) {
    if (output.output_type === 'error') say('an error was saved as its output');
    else if (output.output_type !== 'stream') checkPicture(output, say);
    else if (output.name === 'stderr') say('stderr was saved as its output');
  }
}

function checkPicture({ data, metadata }: DisplayOutput, say: Say): void {
  if (data['image/png'] === undefined) return;
  for (const mime of BEFORE_PNG) {
    if (data[mime] !== undefined) say(`${mime} beside image/png: GitHub would show it instead of the picture`);
  }
  if (data['text/plain'] === undefined) say('a picture without text/plain');
  const about = metadata['image/png'];
  const alt = isObject(about) ? about['alt'] : undefined;
  if (typeof alt !== 'string' || alt.trim() === '') {
    say("a picture without alt text (metadata['image/png'].alt)");
  }
}

function checkLinks(cell: Cell, folder: string, say: Say): void {
  for (const { target, line } of linksIn(joined(cell.source))) {
    if (target.startsWith('attachment:')) {
      if (!cell.attachments?.[target.slice('attachment:'.length)]) say(`no such attachment: ${target}`, line);
      continue;
    }
    if (/^[a-z][a-z\d+.-]*:|^\/\/|^#/i.test(target)) continue;
    const name = decoded(target.replace(/[?#].*$/, ''));
    if (path.isAbsolute(name) || !existsSync(path.join(folder, name))) {
      say(`the link leads nowhere: ${target}`, line);
    }
  }
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
