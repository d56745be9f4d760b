// biome-ignore-all lint/suspicious/noExplicitAny: values of any kind
import { Session } from 'node:inspector';
import { findSourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A function as it is written, and what it sees from where it stands. */
export interface Source {
  readonly node: ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };
  readonly text: ts.SourceFile;
  /** The value of a name outside of the function; undefined where there is none. */
  readonly outside: (name: string) => { readonly value: unknown } | undefined;
  /** Its file and line, where they are known: the debugger has to list all scripts for it. */
  readonly where: () => string;
}

const sources = new WeakMap<object, Source | undefined>();

/** The source of a function; undefined where it has none, as what comes with JavaScript. */
export function sourceOf(of: (...args: never) => unknown): Source | undefined {
  if (!sources.has(of)) sources.set(of, find(of));
  return sources.get(of);
}

function find(of: (...args: never) => unknown): Source | undefined {
  const parsed = parse(Function.prototype.toString.call(of));
  if (!parsed) return undefined;
  const scopes = scopesOf(of);
  const outside = (name: string) => {
    const scope = scopes.find(one => name in one);
    if (scope) return { value: (scope as Record<string, unknown>)[name] };
    return name in globalThis ? { value: (globalThis as Record<string, unknown>)[name] } : undefined;
  };
  return { ...parsed, outside, where: () => whereOf(of) };
}

/** A function prints as an expression, or, when it is a method, as a part of an object. */
function parse(text: string): Pick<Source, 'node' | 'text'> | undefined {
  if (text.endsWith('{ [native code] }')) return undefined;
  for (const wrapped of [`(${text})`, `({${text}})`]) {
    const file = ts.createSourceFile('function.js', wrapped, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
    if ((file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics.length > 0) continue;
    const inner = ((file.statements[0] as ts.ExpressionStatement).expression as ts.ParenthesizedExpression).expression;
    const node = ts.isObjectLiteralExpression(inner) ? inner.properties[0] : inner;
    if (node && ts.isFunctionLike(node) && 'body' in node && node.body) return { node, text: file } as never;
  }
  return undefined;
}

/** How the debugger answers, which has no types of its own. */
type Answer = any;
type Post = (method: string, parameters: object) => Answer;

let session: Session | undefined;

const post: Post = (method, parameters) => {
  let answer: Answer;
  session!.post(method, parameters, (error, result) => {
    if (error) throw error;
    answer = result;
  });
  return answer;
};

/** Where the debugger finds the function, and leaves what it found. */
const shelf = globalThis as { tlaplusShelf?: Answer };
const objectGroup = 'tlaplus';

/** Asks about something that the debugger alone knows of a function. */
function inspect<T>(of: unknown, name: string, ask: (found: Answer) => T): T {
  if (!session) {
    session = new Session();
    session.connect();
  }
  try {
    shelf.tlaplusShelf = of;
    const { objectId } = post('Runtime.evaluate', { expression: 'globalThis.tlaplusShelf', objectGroup }).result;
    const { internalProperties } = post('Runtime.getProperties', { objectId, ownProperties: true });
    return ask(internalProperties.find((one: Answer) => one.name === name)?.value);
  } finally {
    delete shelf.tlaplusShelf;
    post('Runtime.releaseObjectGroup', { objectGroup });
  }
}

/** The variables that the function sees, the nearest ones first. */
const scopesOf = (of: unknown): object[] =>
  inspect(of, '[[Scopes]]', list => {
    if (!list) return [];
    const functionDeclaration = 'function () { globalThis.tlaplusShelf = this; }';
    post('Runtime.callFunctionOn', { objectId: list.objectId, functionDeclaration });
    return Array.from<Answer>(shelf.tlaplusShelf)
      .filter(({ description }) => description !== 'Global')
      .map(({ object }) => object);
  });

/** The file and line as they were written, before they were compiled. */
const whereOf = (of: unknown): string =>
  inspect(of, '[[FunctionLocation]]', found => {
    const location = found?.value;
    const scripts = new Map<string, string>();
    session!.on('Debugger.scriptParsed', ({ params }) => scripts.set(params.scriptId, params.url));
    post('Debugger.enable', {});
    post('Debugger.disable', {});
    session!.removeAllListeners('Debugger.scriptParsed');
    const url = scripts.get(location?.scriptId);
    if (!url?.startsWith('file:')) return '';
    const entry = findSourceMap(fileURLToPath(url))?.findEntry(location.lineNumber, location.columnNumber);
    const [file, line] =
      entry && 'originalSource' in entry ? [entry.originalSource, entry.originalLine] : [url, location.lineNumber];
    return `${file.startsWith('file:') ? fileURLToPath(file) : file}:${line + 1}`;
  });
