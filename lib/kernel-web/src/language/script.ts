import { blankSourceFile } from 'ts-blank-space';
import ts from 'typescript';

/** What a cell declares at its top level. */
export interface Declared {
  /** Variables, functions, classes, enums and imports: what is there when the cell has run. */
  values: string[];
  /** Interfaces, aliases, imported types, and what is declared to be elsewhere: nothing is left of them. */
  types: string[];
}

/** A cell that is not TypeScript, or not of a kind that can run here. */
export class CellSyntaxError extends Error {
  override name = 'SyntaxError';
  /** @param at where in the cell, in characters */
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

export function parse(cell: string): ts.SourceFile {
  return ts.createSourceFile('cell.ts', cell, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
}

export function declaredIn(file: ts.SourceFile): Declared {
  const values = new Set<string>();
  const types = new Set<string>();
  for (const statement of file.statements) {
    const into = leavesNothing(statement) ? types : values;
    const name = ts.getNameOfDeclaration(statement as ts.DeclarationStatement);
    if (name) into.add(name.getText());
    else if (ts.isVariableStatement(statement))
      for (const one of statement.declarationList.declarations.flatMap(({ name }) => namesIn(name))) into.add(one);
    else if (ts.isImportDeclaration(statement))
      for (const { name, isType } of importedBy(statement)) (isType ? types : values).add(name);
  }
  return { values: [...values], types: [...types] };
}

/**
 * A cell as the text of a function, which promises the cell's last expression. Each name that the
 * cell declares is made global by its getter and setter: so later cells have it, and may declare it
 * anew. Types become spaces and what is added stays on its line: a line of the script is that line
 * of the cell.
 * @throws CellSyntaxError
 */
export function scriptOf(file: ts.SourceFile): string {
  // TypeScript keeps its own list, which its types do not show.
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: ts.DiagnosticWithLocation[] };
  for (const { start, messageText } of parseDiagnostics)
    throw new CellSyntaxError(ts.flattenDiagnosticMessageText(messageText, '\n'), start);

  const edits = new Edits();
  const last = file.statements.at(-1);
  for (const statement of file.statements) {
    const start = statement.getStart();
    if (ts.isImportDeclaration(statement)) edits.replace(start, statement.end, importOf(statement));
    else if (isCompiled(statement) && !leavesNothing(statement))
      edits.replace(start, statement.end, compiled(statement));
    else if (statement === last && ts.isExpressionStatement(statement)) {
      edits.insert(start, 'return (');
      edits.insert(statement.expression.end, ')');
    }
  }
  const blank = blankSourceFile(file, node => {
    if (isCompiled(node)) return;
    throw new CellSyntaxError('This kind of TypeScript cannot run in a browser.', node.getStart());
  });
  const globals = declaredIn(file).values.map(name => `${name}: [() => ${name}, $to => { ${name} = $to; }]`);
  return `(async () => {$declare({ ${globals.join(', ')} });${edits.applied(blank)}\n})`;
}

/** Pieces of text to put into another, which keeps its lines. */
class Edits {
  readonly #edits: { from: number; to: number; text: string }[] = [];

  insert(at: number, text: string) {
    this.replace(at, at, text);
  }

  replace(from: number, to: number, text: string) {
    this.#edits.push({ from, to, text });
  }

  applied(source: string): string {
    let at = 0;
    let result = '';
    for (const { from, to, text } of this.#edits.sort((a, b) => a.from - b.from)) {
      const lines = source.slice(from, to).replace(/[^\n]/g, '');
      result += source.slice(at, from) + text + lines;
      at = to;
    }
    return result + source.slice(at);
  }
}

function leavesNothing(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  const isElsewhere = !!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);
  return isElsewhere || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
}

/** What is more than its types, and yet no JavaScript. */
function isCompiled(node: ts.Node): node is ts.EnumDeclaration | ts.ModuleDeclaration {
  return ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node);
}

function namesIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap(element => (ts.isOmittedExpression(element) ? [] : namesIn(element.name)));
}

/** What an import brings, and by which name its module knows it: `*` is all of the module. */
function importedBy({ importClause }: ts.ImportDeclaration): { name: string; from: string; isType: boolean }[] {
  if (!importClause) return [];
  const { name, namedBindings, isTypeOnly } = importClause;
  const found = name ? [{ name: name.text, from: 'default', isType: isTypeOnly }] : [];
  if (!namedBindings) return found;
  if (ts.isNamespaceImport(namedBindings))
    return [...found, { name: namedBindings.name.text, from: '*', isType: isTypeOnly }];
  for (const each of namedBindings.elements) {
    const from = (each.propertyName ?? each.name).text;
    found.push({ name: each.name.text, from, isType: isTypeOnly || each.isTypeOnly });
  }
  return found;
}

function importOf(statement: ts.ImportDeclaration): string {
  const module = `await $import(${statement.moduleSpecifier.getText()})`;
  const values = importedBy(statement).filter(({ isType }) => !isType);
  if (!statement.importClause) return `;${module};`;
  const all = values.filter(({ from }) => from === '*').map(({ name }) => `const ${name} = ${module};`);
  const parts = values.filter(({ from }) => from !== '*').map(({ name, from }) => `${from}: ${name}`);
  return [...all, ...(parts.length > 0 ? [`const { ${parts.join(', ')} } = ${module};`] : [])].join(' ');
}

/** An enum or namespace as the JavaScript that it stands for, in one line. */
function compiled(statement: ts.EnumDeclaration | ts.ModuleDeclaration): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, removeComments: true };
  const { outputText } = ts.transpileModule(statement.getText(), { compilerOptions });
  return outputText.replace(/\n\s*/g, ' ');
}
