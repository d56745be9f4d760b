/** Checks the cells in TypeScript's strict mode, which the kernel does not use. */
import path from 'node:path';
import ts from 'typescript';
import { asModule, type Module } from '../notebook/cells.js';
import type { Finding } from '../notebook/finding.js';
import { nameOf, readNotebook } from '../notebook/notebook.js';
import { ROOT } from '../common/paths.js';

/** As in a cell (target, library, resolution), but strict. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  esModuleInterop: true,
  resolveJsonModule: true,
  types: ['node'],
  typeRoots: [path.join(ROOT, 'node_modules/@types')],
  skipLibCheck: true,
  noEmit: true,
};

/**
 * Type-checks the code cells of notebooks, each notebook as one module: later
 * cells see earlier ones. Bare imports resolve from the notebook's folder.
 */
export function typecheck(files: readonly string[]): Finding[] {
  const sources = new Map(
    files.map(file => {
      const full = path.resolve(file);
      // TypeScript writes paths with forward slashes everywhere.
      return [`${full}.ts`.replaceAll('\\', '/'), { name: nameOf(full), module: asModule(readNotebook(full)) }];
    }),
  );
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = name => sources.has(name) || fileExists(name);
  host.readFile = name => sources.get(name)?.module.code ?? readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const source = sources.get(name);
    return source ? ts.createSourceFile(name, source.module.code, version) : getSourceFile(name, version, ...rest);
  };
  const program = ts.createProgram([...sources.keys()], OPTIONS, host);
  const findings: Finding[] = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()].map(
    diagnostic => ({ notebook: 'all', message: said(diagnostic) }),
  );
  for (const [file, { name, module }] of sources) {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    findings.push(...found.map(diagnostic => finding(name, module, diagnostic)));
  }
  return findings;
}

function finding(notebook: string, module: Module, diagnostic: ts.Diagnostic): Finding {
  return { notebook, ...module.locate(diagnostic.start ?? 0), message: said(diagnostic) };
}

function said({ code, messageText }: ts.Diagnostic): string {
  return `${ts.flattenDiagnosticMessageText(messageText, '\n  ')} (TS${code})`;
}
