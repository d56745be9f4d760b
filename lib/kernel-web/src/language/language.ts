import ts from 'typescript';
import { CellSyntaxError, declaredIn, parse, scriptOf } from './script.js';

/** What is wrong with a cell, and where: lines and columns count from 1. */
export interface Fault {
  line: number;
  column: number;
  message: string;
}

export type Compiled = { script: string } | { faults: Fault[] };

/** What may stand between two places of a cell, in characters. */
export interface Completions {
  from: number;
  to: number;
  names: string[];
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ['lib.es2022.d.ts'],
  types: [],
  strict: false,
  esModuleInterop: true,
  skipLibCheck: true,
  noEmit: true,
};
const NO_SUCH_MODULE = [2307, 2792];
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
  readonly #files = new Map<string, string>();
  /** The file of the cell that declared a name last. */
  readonly #origins = new Map<string, string>();
  readonly #service: ts.LanguageService;
  #current = '/cell-0.ts';
  #cells = 0;

  /** @param libraries declaration files by path: TypeScript's own, and those of the modules a cell may import */
  constructor(readonly libraries: Readonly<Record<string, string>>) {
    const read = (file: string) => this.#files.get(file) ?? libraries[file];
    // These are known without being imported.
    const ambient = Object.keys(libraries).filter(file => /^\/globals\.d\.ts$|\/@types\//.test(file));
    const isThere = (file: string) => read(file) !== undefined;
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => OPTIONS,
      getCurrentDirectory: () => '/',
      getDefaultLibFileName: () => '/lib/lib.es2022.d.ts',
      getScriptFileNames: () => [...ambient, this.#current],
      // A cell's text stays as it is: each one, and each draft, has a file of its own.
      getScriptVersion: () => '1',
      getScriptSnapshot: file => (isThere(file) ? ts.ScriptSnapshot.fromString(read(file)!) : undefined),
      fileExists: isThere,
      readFile: read,
    });
    this.#open('');
  }

  /** A cell as a script, or what is wrong with it. What it declares is known to later cells. */
  compile(cell: string): Compiled {
    const file = parse(cell);
    try {
      const script = scriptOf(file);
      this.#open(cell);
      const faults = this.#faults(file);
      if (faults.length > 0) return { faults };
      for (const name of Object.values(declaredIn(file)).flat()) this.#origins.set(name, this.#current);
      return { script };
    } catch (error) {
      if (!(error instanceof CellSyntaxError)) throw error;
      return { faults: [faultAt(file, error.at, error.message)] };
    }
  }

  /** Names that may stand at a place in a cell. */
  complete(cell: string, at: number): Completions {
    const file = this.#open(cell);
    const from = at - /[\w$]*$/.exec(cell.slice(0, at))![0].length;
    const begun = cell.slice(from, at).toLowerCase();
    const { entries = [] } = this.#service.getCompletionsAtPosition(file, at, {}) ?? {};
    const fitting = entries.filter(({ name }) => name.toLowerCase().startsWith(begun));
    const inOrder = fitting.sort((a, b) => (a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0));
    return { from, to: at, names: inOrder.map(({ name }) => name) };
  }

  /** What stands at a place in a cell: its type, and what its author says about it. */
  explain(cell: string, at: number): string | undefined {
    const info = this.#service.getQuickInfoAtPosition(this.#open(cell), at);
    if (!info) return undefined;
    return [info.displayParts, info.documentation]
      .map(parts => ts.displayPartsToString(parts))
      .join('\n\n')
      .trim();
  }

  /** Forgets all cells, as a kernel that starts anew does. */
  forget(): void {
    this.#origins.clear();
  }

  #open(cell: string): string {
    if (![...this.#origins.values()].includes(this.#current)) this.#files.delete(this.#current);
    this.#current = `/cell-${++this.#cells}.ts`;
    const own = Object.values(declaredIn(parse(cell))).flat();
    const links = [...this.#origins]
      .filter(([name]) => !own.includes(name))
      .map(([name, file]) => `import { ${name} } from '.${file.replace(/ts$/, 'js')}';`);
    this.#files.set(this.#current, `${cell}\n;${links.join('')}export { ${own.join(', ')} };`);
    return this.#current;
  }

  #faults(file: ts.SourceFile): Fault[] {
    const found = this.#service.getSemanticDiagnostics(this.#current);
    return found
      .filter(({ category, start = 0 }) => category === ts.DiagnosticCategory.Error && start < file.end)
      .filter(({ code }) => code !== ASSIGNED_TO_IMPORT)
      .map(({ code, start, length, messageText }) => {
        const message = NO_SUCH_MODULE.includes(code)
          ? noSuchModule(file.text.slice(start!, start! + length!))
          : ts.flattenDiagnosticMessageText(messageText, '\n');
        return faultAt(file, start!, message);
      });
  }
}

function noSuchModule(name: string): string {
  return (
    `The module ${name} cannot be had in a browser. This cell, and those that build on it, run on your own ` +
    'computer: with npm start, or in JupyterLab with npm run lab.'
  );
}

function faultAt(file: ts.SourceFile, at: number, message: string): Fault {
  const { line, character } = file.getLineAndCharacterOfPosition(at);
  return { line: line + 1, column: character + 1, message };
}
