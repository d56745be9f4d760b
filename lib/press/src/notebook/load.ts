/** Runs the cells of a notebook without a kernel, for tests of what they build. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { asModule } from './cells.js';
import { nameOf, readNotebook } from './notebook.js';
import { ROOT } from '../common/paths.js';

const SILENCED = ['log', 'info', 'debug', 'dir', 'table', 'warn', 'error'] as const;

let loads = 0;

/**
 * Runs all code cells of a notebook as one module and hands back what they
 * declare at top level. The working folder is the notebook's meanwhile, if no
 * other is given, and the console is silent.
 */
export async function loadNotebook(file: string, workingFolder = path.dirname(file)): Promise<Record<string, unknown>> {
  const full = path.resolve(file);
  const { code } = asModule(readNotebook(full));
  const { outputText } = ts.transpileModule(`${code}\nexport { ${declared(code).join(', ')} }\n`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  // Below the project, so that bare imports find its packages.
  const folder = path.join(ROOT, '.cache', 'load');
  const script = path.join(folder, `${nameOf(full)}-${process.pid}-${++loads}.mjs`);
  mkdirSync(folder, { recursive: true });
  const loud = Object.fromEntries(SILENCED.map(name => [name, console[name]]));
  const before = process.cwd();
  try {
    writeFileSync(script, outputText);
    for (const name of SILENCED) console[name] = () => {};
    process.chdir(workingFolder);
    return { ...(await import(pathToFileURL(script).href)) };
  } finally {
    process.chdir(before);
    Object.assign(console, loud);
    rmSync(script, { force: true });
  }
}

/** The names of the values (not types, not imports) that a module declares at top level. */
function declared(code: string): string[] {
  const { statements } = ts.createSourceFile('cells.ts', code, ts.ScriptTarget.ES2022);
  return statements.flatMap(statement => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
    }
    const named =
      ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement);
    return named && statement.name ? [statement.name.text] : [];
  });
}

function namesIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap(element => (ts.isBindingElement(element) ? namesIn(element.name) : []));
}
