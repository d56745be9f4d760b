/** What a reader finds in the site's file browser: the notebooks and what they link to, laid out as in the project. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
import { INFO, SPEC } from '../kernel/kernel.js';
import { ROOT } from './paths.js';

const LIVE =
  '**This page is live.**\n\nClick a cell and press Shift+Enter to run it; *Run, Run All Cells* runs all. Change what ' +
  'you like: what you save stays in this browser until the next version of this site, and *File, Download* keeps it.';

/** What is said above the first cell of a notebook that is another in a page. */
const NOTES = [
  {
    above: /\bstartSolver\(/,
    note: '**The next cell loads Z3**, the solver, of 8 MB. Every proof below is then found anew, in your browser.',
  },
  {
    above: /from 'tlaplus'/,
    note:
      '**Two cells that this page only shows.** The next two are about TLC, which needs Java and Node. You see what ' +
      'they said when we ran them; the cells below them are live again. To run these two, you need ' +
      '[Node.js](https://nodejs.org), Java and the project: `npm install && npm run tlc && npm start -- 08`.',
  },
];

/** Links from a notebook to the code. */
const TO_CODE = /(?<=\]\(\.\.\/)(lib\/[^)#]+)/g;

/** Below this heading of the README is what a reader of the site has no use for. */
const INDEX = '## The notebooks';

export function copyContents(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'notebooks'), { recursive: true });
  for (const file of notebookFiles()) {
    const text = JSON.stringify(liveNotebook(file));
    writeFileSync(path.join(folder, 'notebooks', file), text);
    for (const [, place] of text.matchAll(TO_CODE)) cpSync(path.join(ROOT, place!), path.join(folder, place!));
  }
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
  const notes = NOTES.map(({ above, note }, i) => ({
    below: codeCells(notebook).find(({ source }) => above.test(joined(source))),
    cell: markdown(`note-${i}`, note),
  }));
  const but = notebook.cells.some(needsJava) ? ' A note stands above the cells that this page can only show.' : '';
  const cells = notebook.cells.map(cell => ({
    ...cell,
    ...(needsJava(cell) && { metadata: { ...cell.metadata, tags: [...tags(cell), 'raises-exception'] } }),
    // Here it is open in the browser.
    source: joined(cell.source)
      .replace(/ · \[Open in the browser\]\([^)]*\)/g, '')
      .replace(TO_CODE, place => (statSync(path.join(ROOT, place)).isDirectory() ? `${place}/README.md` : place)),
    ...(isCode(cell) && { outputs: cell.outputs.map(withoutLines) }),
  }));
  const noted = cells.flatMap(cell => [
    ...notes.filter(({ below }) => below?.id === cell.id).map(({ cell }) => cell),
    cell,
  ]);
  // What the kernel says of itself is written into a notebook that says otherwise, which then were changed.
  const metadata = { ...notebook.metadata, kernelspec: SPEC, language_info: INFO.language_info };
  return { ...notebook, metadata, cells: [markdown('live', LIVE + but), ...noted] };
}

function markdown(id: string, source: string) {
  return { cell_type: 'markdown' as const, id, metadata: {}, source };
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
