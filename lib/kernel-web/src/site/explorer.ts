/** Builds the explorer: one file, which needs no other. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { colours } from 'figures/dist/style/palette.js';
import { NODE_ONLY } from './extension.js';
import { PACKAGE, ROOT } from './paths.js';

/** The ledger's files of `data/`, which lib/outage reads as Node does. */
const ledger: Plugin = {
  name: 'ledger',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:fs$/ }, () => ({ path: 'data', namespace: 'ledger' }));
    onLoad({ filter: /./, namespace: 'ledger' }, () => {
      const names = ['claims', 'assumptions', 'promises', 'timeline'];
      const texts = names.map(name => [`${name}.json`, readFileSync(path.join(ROOT, 'data', `${name}.json`), 'utf8')]);
      const contents = `const texts = ${JSON.stringify(Object.fromEntries(texts))};
        export const readFileSync = url => texts[url.pathname.split('/').at(-1)];`;
      return { contents };
    });
  },
};

export async function buildExplorer(file: string): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [path.join(PACKAGE, 'build/explorer/main.js')],
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
    external: NODE_ONLY,
    define: { 'import.meta.url': '"file:///"', 'process.env.NODE_ENV': '"production"' },
    plugins: [ledger],
  });
  // A script ends at the first such tag, even within a string.
  const script = outputFiles[0]!.text.replaceAll('</script', '<\\/script');
  const style = readFileSync(path.join(PACKAGE, 'src/explorer/explorer.css'), 'utf8');
  const named = Object.entries(colours).map(([name, colour]) => `--${name}:${colour};`);
  writeFileSync(
    file,
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Zero Answers: walk the outage</title>
<link rel="icon" href="data:,">
<style>:root{${named.join('')}}
${style}</style>
</head>
<body>
<div id="app"></div>
<noscript>This page runs a model checker, and needs JavaScript.</noscript>
<script>${script}</script>
</body>
</html>
`,
  );
}
