/** The kernel's bundles, as an extension that JupyterLite installs. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type BuildOptions } from 'esbuild';
import { declarations } from './declarations.js';
import { EXTENSION, PACKAGE } from './paths.js';

const BUILT = path.join(PACKAGE, 'build');

const INTER = createRequire(import.meta.url).resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2');
const FONT = {
  inject: [path.join(BUILT, 'figures/font.js')],
  define: { INTER: JSON.stringify(`data:font/woff2;base64,${readFileSync(INTER, 'base64')}`) },
};

/** Z3's WebAssembly: gzipped, as a host may not do so, and with an ending that no host takes for an encoding. */
const Z3 = createRequire(import.meta.url).resolve('z3-solver/build/z3-built.wasm');
/** What asks for these modules does so in Node alone. */
export const NODE_ONLY = ['crypto', 'fs', 'path', 'worker_threads'];

const COMMON: BuildOptions = {
  bundle: true,
  minify: true,
  platform: 'browser',
  format: 'esm',
  target: 'es2022',
  logLevel: 'warning',
  external: NODE_ONLY,
  // TypeScript and others look at `process` for where they are.
  define: { process: '{"browser":true,"env":{}}', global: 'globalThis' },
  alias: { 'node:fs': path.join(BUILT, 'runner/node/fs.js') },
};

/** Writes the extension into a folder, `<folder>/kernel-web`, and hands that back. */
export async function buildExtension(folder: string): Promise<string> {
  const home = path.join(folder, EXTENSION);
  const bundles = path.join(home, 'static/workers');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(bundles, { recursive: true });
  const language = { language: path.join(BUILT, 'language/worker.js') };
  const define = { ...COMMON.define, DECLARATIONS: JSON.stringify(declarations()) };
  await build({ ...COMMON, entryPoints: language, define, outdir: bundles });
  const plotly = 'plotly.js/dist/plotly-cartesian.min.js';
  await build({ ...COMMON, entryPoints: { plotly }, outdir: bundles });
  const runner = { runner: path.join(BUILT, 'runner/worker.js') };
  // Cells show the names of functions and errors.
  const fonts = { inject: FONT.inject, define: { ...COMMON.define, ...FONT.define } };
  await build({
    ...COMMON,
    ...fonts,
    entryPoints: runner,
    keepNames: true,
    splitting: true,
    outdir: bundles,
  });
  writeFileSync(path.join(bundles, 'z3.wasm.gzip'), gzipSync(readFileSync(Z3), { level: 9 }));

  // A browser keeps what it has loaded: what is new must have a new name.
  const workers = `static/workers-${hashOf(bundles)}`;
  renameSync(bundles, path.join(home, workers));
  const { outputFiles } = await build({
    ...COMMON,
    format: 'iife',
    write: false,
    entryPoints: [path.join(BUILT, 'kernel/extension.js')],
    inject: FONT.inject,
    define: { ...FONT.define, WORKERS: JSON.stringify(`${path.basename(workers)}/`) },
  });
  const entry = outputFiles![0]!;
  const load = `static/remoteEntry.${createHash('sha256').update(entry.contents).digest('hex').slice(0, 12)}.js`;
  writeFileSync(path.join(home, load), entry.contents);
  const about = {
    name: EXTENSION,
    version: '0.1.0',
    license: 'MIT',
    jupyterlab: {
      extension: true,
      mimeExtension: true,
      outputDir: '.',
      _build: { load, extension: './extension', mimeExtension: './mimeExtension' },
    },
    jupyterlite: { liteExtension: true },
  };
  writeFileSync(path.join(home, 'package.json'), JSON.stringify(about, null, 2));
  return home;
}

/** One hash of all files in a folder. */
export function hashOf(folder: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  for (const file of files.map(({ parentPath, name }) => path.join(parentPath, name)).sort())
    hash.update(path.relative(folder, file)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}
