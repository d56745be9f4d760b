import { createSystem, createVirtualTypeScriptEnvironment, type VirtualTypeScriptEnvironment } from '@typescript/vfs';
import ts from 'typescript';
import { declaredIn, parse, scriptOf } from './script.js';

/** A cell as a script, or what is wrong with it: the first fault, and all of them with their lines. */
export type Compiled = { script: string } | { message: string; traceback: string[] };

type Fault = Pick<ts.Diagnostic, 'start' | 'code' | 'messageText'>;

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ['lib.es2022.d.ts'],
  types: [],
  strict: false,
};
const NO_SUCH_MODULE = 2307;
const NOT_IN_A_PAGE =
  'cannot be had in a browser. This cell, and those that build on it, run on your own computer: with npm start, ' +
  'or in JupyterLab with npm run lab.';
const CANNOT_RUN = 'This kind of TypeScript cannot run in a browser.';
/** Another cell's variable may be assigned to, which TypeScript takes for an import. A constant refuses when it runs. */
const ASSIGNED_TO_IMPORT = 2632;

/**
 * What TypeScript knows of the cells that were run: checks one, completes and explains.
 *
 * To TypeScript each cell is a module. It imports what earlier cells declare, each name from the
 * cell that declared it last, and exports all that it declares. Imports and exports stand below
 * the cell's text, so that places in the module are places in the cell.
 */
export class Language {
  /** The file of the cell that declared a name last. */
  readonly #origins = new Map<string, string>();
  readonly #project: VirtualTypeScriptEnvironment;
  #current = '';
  #cells = 0;

  /** @param libraries declaration files by path: TypeScript's own, and those of the modules a cell may import */
  constructor(libraries: Readonly<Record<string, string>>) {
    // These are known without being imported.
    const ambient = Object.keys(libraries).filter(file => /^\/globals\.d\.ts$|\/@types\//.test(file));
    const system = createSystem(new Map(Object.entries(libraries)));
    this.#project = createVirtualTypeScriptEnvironment(system, ambient, ts, OPTIONS);
  }

  /**
   * A cell as a script, or what is wrong with it. What it declares is known to later cells.
   * @param count the cell's number, by which faults name it
   */
  compile(cell: string, count: number): Compiled {
    const file = parse(cell);
    const faults: Fault[] = [];
    const script = scriptOf(file, node => faults.push({ start: node.getStart(), messageText: CANNOT_RUN, code: 0 }));
    // TypeScript speaks of types only where it can read all of the cell.
    const { diagnostics } = ts.transpileModule(cell, { compilerOptions: OPTIONS, reportDiagnostics: true });
    if (diagnostics!.length > 0) return told(file, count, diagnostics!.slice(0, 1));
    this.#open(cell);
    faults.push(...this.#typeErrors(file.end));
    if (faults.length > 0) return told(file, count, faults);
    for (const name of declaredIn(file)) this.#origins.set(name, this.#current);
    return { script };
  }

  /** Names that may stand at a place in a cell, in place of what is begun there. */
  complete(cell: string, at: number): { from: number; names: string[] } {
    const file = this.#open(cell);
    const from = at - /[\w$]*$/.exec(cell.slice(0, at))![0].length;
    const begun = cell.slice(from, at).toLowerCase();
    const { entries = [] } = this.#project.languageService.getCompletionsAtPosition(file, at, {}) ?? {};
    const fitting = entries.filter(({ name }) => name.toLowerCase().startsWith(begun));
    const inOrder = fitting.sort((a, b) => (a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0));
    return { from, names: inOrder.map(({ name }) => name) };
  }

  /** What stands at a place in a cell: its type, and what its author says about it. */
  explain(cell: string, at: number): string | undefined {
    const info = this.#project.languageService.getQuickInfoAtPosition(this.#open(cell), at);
    if (!info) return undefined;
    return `${ts.displayPartsToString(info.displayParts)}\n\n${ts.displayPartsToString(info.documentation)}`.trim();
  }

  /** Forgets all cells, as a kernel that starts anew does. */
  forget(): void {
    this.#origins.clear();
  }

  #open(cell: string): string {
    if (this.#current && ![...this.#origins.values()].includes(this.#current)) this.#project.deleteFile(this.#current);
    // A cell's text stays as it is: each one, and each draft, has a file of its own.
    this.#current = `/cell-${++this.#cells}.ts`;
    const own = declaredIn(parse(cell));
    const links = [...this.#origins]
      .filter(([name]) => !own.includes(name))
      .map(([name, file]) => `import { ${name} } from '.${file.replace(/ts$/, 'js')}';`);
    this.#project.createFile(this.#current, `${cell}\n;${links.join('')}export { ${own.join(', ')} };`);
    return this.#current;
  }

  #typeErrors(end: number): Fault[] {
    const found = this.#project.languageService.getSemanticDiagnostics(this.#current);
    return found.filter(
      ({ category, code, start = 0 }) =>
        category === ts.DiagnosticCategory.Error && code !== ASSIGNED_TO_IMPORT && start < end,
    );
  }
}

/** What is wrong with a cell, with the lines where it is. */
function told(file: ts.SourceFile, count: number, faults: readonly Fault[]): Compiled {
  const lines = file.text.split('\n');
  const messages = faults.map(({ code, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    return code === NO_SUCH_MODULE ? `The module ${/'.*?'/.exec(text)} ${NOT_IN_A_PAGE}` : text;
  });
  const traceback = faults.flatMap(({ start }, i) => {
    const { line, character } = file.getLineAndCharacterOfPosition(start!);
    return [`Cell ${count}, line ${line + 1}: ${messages[i]}`, `    ${lines[line]}`, `    ${' '.repeat(character)}^`];
  });
  return { message: messages[0]!, traceback };
}
