/** What a reader finds in the site's file browser: the notebooks and what they link to, laid out as in the project. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  codeCells,
  isCode,
  isJsonMime,
  joined,
  readNotebook,
  tags,
  type Cell,
  type Notebook,
  type Output,
  type Text,
} from 'press';
import { NODE_ONLY } from './declarations.js';
import { ROOT } from './paths.js';

const LIVE =
  '**This page is live.**\n\nClick a cell and press Shift+Enter to run it; *Run, Run All Cells* runs all. Change what ' +
  'you like: what you save stays in this browser until the next version of this site, and *File, Download* keeps it.';

/** Below this heading of the README is what a reader of the site has no use for. */
const INDEX = '## The notebooks';

export function copyContents(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'notebooks'), { recursive: true });
  for (const file of notebookFiles())
    writeFileSync(path.join(folder, 'notebooks', file), JSON.stringify(liveNotebook(file)));
  cpSync(path.join(ROOT, 'data'), path.join(folder, 'data'), { recursive: true });
  writeFileSync(path.join(folder, 'README.md'), introduction());
}

export function notebookFiles(): string[] {
  return readdirSync(path.join(ROOT, 'notebooks')).filter(file => file.endsWith('.ipynb'));
}

/** The README up to the list of the notebooks. */
export function introduction(): string {
  const text = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  const next = text.indexOf('\n## ', text.indexOf(INDEX) + INDEX.length);
  return text.slice(0, next);
}

function liveNotebook(file: string): Notebook {
  const notebook = readNotebook(path.join(ROOT, 'notebooks', file));
  const code = codeCells(notebook).map(cell => joined(cell.source));
  const absent = NODE_ONLY.filter(name => code.some(source => source.includes(`from '${name}'`)));
  const but = absent.map(name => ` Cells that use \`${name}\` need Node: they say so when they run.`);
  const hint = { cell_type: 'markdown' as const, id: 'live', metadata: {}, source: LIVE + but.join('') };
  const cells = notebook.cells.map(cell => ({
    ...cell,
    ...(needsJava(cell) && { metadata: { ...cell.metadata, tags: [...tags(cell), 'raises-exception'] } }),
    // Here it is open in the browser.
    source: joined(cell.source).replace(/ · \[Open in the browser\]\([^)]*\)/g, ''),
    ...(isCode(cell) && { outputs: cell.outputs.map(withoutLines) }),
  }));
  return { ...notebook, cells: [hint, ...cells] };
}

/** Whether a cell is about TLC: it says that it cannot run here, and the cells below it run on. */
function needsJava(cell: Cell): boolean {
  return isCode(cell) && (tags(cell).includes('needs-java') || /from 'tlaplus'/.test(joined(cell.source)));
}

/** Each list of lines as one string: JupyterLite's table of contents knows no lists. */
function withoutLines(output: Output): Output {
  if (output.output_type === 'stream') return { ...output, text: joined(output.text) };
  if (output.output_type === 'error') return output;
  const data = Object.entries(output.data).map(([mime, value]) => [
    mime,
    isJsonMime(mime) ? value : joined(value as Text),
  ]);
  return { ...output, data: Object.fromEntries(data) };
}
