/** The site's first page: what the project is, and the notebooks. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { marked } from 'marked';
import { introduction } from './contents.js';
import { EXPLORER, ROOT, SITE } from './paths.js';

const STYLE = `
:root { color-scheme: light dark; color: light-dark(#1f2937, #e6e9ee); background: light-dark(#fff, #14181f); font: 18px/1.55 Inter, system-ui, sans-serif; }
body { max-width: 42rem; margin: 0 auto; padding: 1rem 1.2rem 4rem; }
img { max-width: 100%; height: auto; background: #fff; border-radius: 6px; }
li { margin: .35rem 0; }
a { color: light-dark(#0b57b0, #8ab8ff); }
.live { border-left: 4px solid #2a78d6; padding: .1rem 1rem; }
`;

export function writeFirstPage(): void {
  const text = introduction()
    .replace(/<img src="(data\/[^"]+)" width="(\d+)"/g, sized)
    .replace(/\]\((notebooks\/[^)]+\.ipynb)\)/g, '](lab/index.html?path=$1)');
  const live = `<div class="live"><p>Each notebook below opens live, in your browser. Nothing is installed, and nothing
leaves your machine. Or <a href="${EXPLORER}">walk through the outage</a> on one page.</p>
<p>Try it in <a href="lab/index.html?path=notebooks/03-one-enactor.ipynb">notebook 3</a>: let <code>ENACTORS</code> be 2,
and press Shift+Enter from the first cell down to <i>The whole model</i>: the race is there. Then have <code>apply</code>
also ask, in its guard, whether <code>me.plan &gt; s.live</code>, press Shift+Enter down to the same place, and the name
always resolves.</p></div>`;
  const [title, ...rest] = (marked.parse(text, { async: false }) as string).split('</h1>');
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Zero Answers</title>
<link rel="icon" href="data:,">
<!-- JupyterLab's pages ask this one for settings. -->
<script id="jupyter-config-data" type="application/json" data-jupyter-lite-root=".">{}</script>
<style>${STYLE}</style>
</head>
<body>
<main>
${title}</h1>
${live}
${rest.join('</h1>')}
</main>
</body>
</html>
`;
  writeFileSync(path.join(SITE, 'index.html'), page);
}

/** A picture of the README, first of all to be loaded, with room for it before it is there. */
function sized(_: string, file: string, width: string): string {
  // A PNG says its width and height here.
  const png = readFileSync(path.join(ROOT, file));
  const height = Math.round((Number(width) * png.readUInt32BE(20)) / png.readUInt32BE(16));
  return `<img fetchpriority="high" src="files/${file}" width="${width}" height="${height}"`;
}
