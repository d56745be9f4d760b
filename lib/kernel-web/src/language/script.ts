import { blankSourceFile } from 'ts-blank-space';
import ts from 'typescript';

/** What a cell declares at its top level. */
export interface Declared {
  /** Variables, functions, classes, enums and imports: what is there when the cell has run. */
  values: string[];
  /** Those of them that a later cell may not assign to. */
  constants: string[];
  /** Interfaces, aliases and imported types: nothing is left of them. */
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
  const values: string[] = [];
  const constants: string[] = [];
  const types: string[] = [];
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement)) {
      const { declarations, flags } = statement.declarationList;
      const names = declarations.flatMap(({ name }) => namesIn(name));
      values.push(...names);
      if (flags & ts.NodeFlags.Const) constants.push(...names);
    } else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      types.push(statement.name.text);
    } else if (ts.isImportDeclaration(statement)) {
      for (const { name, isType } of importedBy(statement)) (isType ? types : values).push(name);
    } else if (isNamed(statement)) {
      values.push(statement.name.text);
    }
  }
  return { values: [...new Set(values)], constants, types };
}

/**
 * A cell as the text of a function, which promises the cell's last expression. What the cell
 * declares becomes global, so that later cells have it, and may declare it anew. Types become spaces and what is
 * added stays on its line: a line of the script is that line of the cell.
 * @throws CellSyntaxError
 */
export function scriptOf(file: ts.SourceFile): string {
  // TypeScript keeps its own list, which its types do not show.
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: ts.DiagnosticWithLocation[] };
  for (const { start, messageText } of parseDiagnostics)
    throw new CellSyntaxError(ts.flattenDiagnosticMessageText(messageText, '\n'), start);

  const edits = new Edits();
  const hoisted: string[] = [];
  const last = file.statements.at(-1);
  for (const statement of file.statements) {
    const start = statement.getStart();
    if (isAmbient(statement)) continue;
    if (ts.isImportDeclaration(statement)) {
      edits.replace(start, statement.end, importOf(statement));
    } else if (ts.isVariableStatement(statement)) {
      const { declarations } = statement.declarationList;
      edits.replace(start, declarations[0]!.getStart(), ';(');
      for (const { initializer, end } of declarations) if (!initializer) edits.insert(end, ' = undefined');
      edits.insert(declarations.at(-1)!.end, ')');
    } else if (ts.isFunctionDeclaration(statement)) {
      const { name, body } = statement;
      if (name && body) hoisted.push(`globalThis.${name.text} = ${name.text};`);
    } else if (ts.isClassDeclaration(statement)) {
      edits.insert(start, `;${statement.name!.text} = `);
      edits.insert(statement.end, ';');
    } else if (ts.isEnumDeclaration(statement) || ts.isModuleDeclaration(statement)) {
      edits.replace(start, statement.end, compiled(statement));
    } else if (statement === last && ts.isExpressionStatement(statement)) {
      edits.insert(start, 'return (');
      edits.insert(statement.expression.end, ')');
    }
  }
  const blank = blankSourceFile(file, node => {
    if (ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)) return;
    throw new CellSyntaxError('This kind of TypeScript cannot run in a browser.', node.getStart());
  });
  return `(async () => {${hoisted.join('')}${edits.applied(blank)}\n})`;
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

function isAmbient(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return !!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);
}

function isNamed(statement: ts.Statement): statement is ts.Statement & { name: ts.Identifier } {
  return (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement)
  );
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
  if (statement.importClause && values.length === 0) return '';
  const all = values.filter(({ from }) => from === '*').map(({ name }) => `${name} = `);
  const parts = values.filter(({ from }) => from !== '*').map(({ name, from }) => `${from}: ${name}`);
  return `;({ ${parts.join(', ')} } = ${all.join('')}${module});`;
}

/** An enum or namespace as the JavaScript that it stands for, in one line. */
function compiled(statement: ts.EnumDeclaration | ts.ModuleDeclaration): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, removeComments: true };
  const { outputText } = ts.transpileModule(statement.getText(), { compilerOptions });
  return outputText.replace(/^var \w+;/, ';').replace(/\n\s*/g, ' ');
}
