import { blankSourceFile } from 'ts-blank-space';
import ts from 'typescript';

export function parse(cell: string): ts.SourceFile {
  return ts.createSourceFile('cell.ts', cell, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
}

/** The names that a cell declares at its top level, with those of types if it has any. */
export function declaredIn({ statements }: ts.SourceFile): string[] {
  return [...new Set(statements.flatMap(namesIn))];
}

function namesIn(node: ts.Node | undefined): string[] {
  if (!node) return [];
  if (ts.isIdentifier(node)) return [node.text];
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.flatMap(namesIn);
  if (ts.isImportDeclaration(node))
    return [node.importClause?.name, node.importClause?.namedBindings].flatMap(each => namesIn(each));
  if (ts.isNamedImports(node) || ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node))
    return [...node.elements].flatMap(namesIn);
  return namesIn(ts.getNameOfDeclaration(node as ts.Declaration));
}

/**
 * A cell as the text of a function, which promises the cell's last expression. Each name that the
 * cell declares is made global by its getter and setter: so later cells have it, and may declare it
 * anew. Types become spaces and what is added stays on its line: a line of the script is that line
 * of the cell.
 * @param refuse is told what is more than types and yet no JavaScript, and cannot be run
 */
export function scriptOf(cell: ts.SourceFile, refuse: (node: ts.Node) => void): string {
  const file = parse(blankSourceFile(cell, node => isCompiled(node) || refuse(node)));
  const globals = declaredIn(file).map(name => `${name}: [() => ${name}, $to => { ${name} = $to; }]`);
  const statements = file.statements.map(statement => {
    const text = statement.getText();
    const before = statement.getFullText().slice(0, -text.length);
    if (ts.isImportDeclaration(statement)) return before + inItsLines(text, importOf(statement));
    if (isCompiled(statement)) return before + inItsLines(text, compiled(text));
    const isAnswer = ts.isExpressionStatement(statement) && statement === file.statements.at(-1);
    return isAnswer ? `${before}return (${statement.expression.getText()});` : before + text;
  });
  return `(async () => {$declare({ ${globals.join(', ')} });${statements.join('')}\n})`;
}

/** A text in place of another of as many lines. */
function inItsLines(other: string, text: string): string {
  return text.replace(/\s*\n\s*/g, ' ') + other.replace(/[^\n]/g, '');
}

function importOf({ importClause, moduleSpecifier }: ts.ImportDeclaration): string {
  const module = `await $import(${moduleSpecifier.getText()})`;
  if (!importClause) return `;${module};`;
  const { name, namedBindings: named } = importClause;
  const parts = name ? [`{ default: ${name.text} }`] : [];
  if (named && ts.isNamespaceImport(named)) parts.push(named.name.text);
  // Where only types were imported nothing is left, not even the module.
  else if (named?.elements.length) parts.push(named.getText().replace(/(?<=[\w$"'])\s+as\s/g, ': '));
  return parts.map(part => `const ${part} = ${module};`).join(' ');
}

function isCompiled(node: ts.Node): boolean {
  return ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node);
}

/** An enum or namespace as the JavaScript that it stands for. */
function compiled(text: string): string {
  return ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022, removeComments: true } })
    .outputText;
}
