/** Notebooks as GitHub shows them: its version of nbconvert, its choice among forms, no scripts. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { jupyterProgram, jupyterVariables } from '../machines/jupyter-environment.js';
import { nameOf } from '../notebook/notebook.js';
import { run } from 'programs';

/** What GitHub takes of an output that has several forms: the first of these. */
const ORDER = [
  'text/html',
  'text/markdown',
  'image/svg+xml',
  'text/vnd.mermaid',
  'text/latex',
  'image/png',
  'image/jpeg',
  'text/plain',
];

/** The page around a notebook, with GitHub's width and letters; on the dark page, transparent pictures turn dark. */
const STYLE = `<style>
  body, .rendered_html { font-family: system-ui, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; font-size: 16px; }
  body { overflow: visible; margin: 0; }
  #notebook-container { max-width: 1012px; width: auto; box-shadow: none; padding: 16px; margin: 0 auto; }
  .rendered_html table { display: block; max-width: 100%; overflow-x: auto; }
  .text_cell .highlight, .text_cell .highlight pre { background: #f6f8fa; }
  @media (max-width: 540px) { div.output_subarea { max-width: 100%; } }
  .dark, .dark #notebook, .dark #notebook-container { background: #0d1117; }
  .dark .rendered_html *, .dark pre, .dark pre * { color: #e6edf3 !important; background: transparent !important; }
  .dark .input_area { background: #161b22; border-color: #30363d; }
  .dark .prompt { color: #9198a1; }
  .dark .rendered_html thead { border-color: #9198a1; }
  .dark .rendered_html a { color: #4493f8 !important; }
</style>`;

/** Renders notebooks into `folder`, and hands back the pages in the same order. */
export async function renderAsGitHub(files: readonly string[], folder: string): Promise<string[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await run(
    await jupyterProgram('jupyter'),
    [
      'nbconvert',
      '--to',
      'html',
      '--template',
      'classic',
      '--log-level',
      'ERROR',
      '--output-dir',
      folder,
      `--NbConvertBase.display_data_priority=${JSON.stringify(ORDER)}`,
      ...files,
    ],
    { environment: jupyterVariables() },
  );
  return files.map(file => {
    const page = path.join(folder, `${nameOf(file)}.html`);
    writeFileSync(page, asShown(readFileSync(page, 'utf8'), path.dirname(file)));
    return page;
  });
}

/** Without scripts, and with the links of the notebook's folder. */
function asShown(html: string, folder: string): string {
  return html
    .replace(/<script\b[\s\S]*?<\/script>/gi, '')
    .replace(/<link\b[^>]*>/gi, '')
    .replace(/\son\w+=("[^"]*"|'[^']*')/gi, '')
    .replace('</head>', `<base href="${pathToFileURL(folder)}/">${STYLE}</head>`);
}
