/** The declaration files that cells are checked with, for `Language`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { PACKAGE, ROOT } from './paths.js';

/** What a cell may import, beside Node's. */
const MODULES = ['everystate', 'figures', 'outage', 'prover', 'tlaplus'];

/** Exactly what TypeScript reads when all modules are imported: by path, from a root that is nowhere. */
export function declarations(): Record<string, string> {
  const globals = path.join(PACKAGE, 'declarations/globals.d.ts');
  const assert = path.join(ROOT, 'node_modules/@types/node/assert.d.ts');
  const strict = path.join(ROOT, 'node_modules/@types/node/assert/strict.d.ts');
  const entries = MODULES.map(name => path.join(ROOT, 'lib', name, 'dist/index.d.ts'));
  const program = ts.createProgram([globals, assert, strict, ...entries], {
    lib: ['lib.es2022.d.ts'],
    types: [],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    esModuleInterop: true,
  });
  const found: Record<string, string> = {};
  for (const { fileName, text } of program.getSourceFiles()) found[placeOf(fileName)] = text;
  for (const name of [...MODULES, 'programs'])
    found[`/node_modules/${name}/package.json`] = readFileSync(path.join(ROOT, 'lib', name, 'package.json'), 'utf8');
  return found;
}

function placeOf(file: string): string {
  if (file.startsWith(PACKAGE) && !file.includes('node_modules')) return `/${path.basename(file)}`;
  const library = /\/typescript\/lib\/(lib\.[\w.]+)$/.exec(file);
  if (library) return `/${library[1]}`;
  const own = /^lib\/(\w+\/dist\/.*)$/.exec(path.relative(ROOT, file));
  return `/node_modules/${own ? own[1] : /.*node_modules\/(.*)$/.exec(file)![1]}`;
}
