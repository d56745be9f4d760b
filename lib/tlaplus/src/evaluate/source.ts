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
  const scopes = inspect(of, scopesOf);
  const outside = (name: string) => {
    const scope = scopes.find(one => name in one);
    if (scope) return { value: (scope as Record<string, unknown>)[name] };
    return name in globalThis ? { value: (globalThis as Record<string, unknown>)[name] } : undefined;
  };
  return { ...parsed, outside, where: () => inspect(of, whereOf) };
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
interface Debugger {
  readonly session: Session;
  readonly post: (method: string, parameters: object) => Answer;
  /** What it keeps to itself about the function. */
  readonly internal: readonly Answer[];
}

function inspect<T>(of: unknown, ask: (found: Debugger) => T): T {
  const session = new Session();
  session.connect();
  const post = (method: string, parameters: object) => {
    let answer: Answer;
    session.post(method, parameters, (error, result) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  };
  try {
    shelf.tlaplusShelf = of;
    const { objectId } = post('Runtime.evaluate', { expression: 'globalThis.tlaplusShelf' }).result;
    const internal = post('Runtime.getProperties', { objectId, ownProperties: true }).internalProperties;
    return ask({ session, post, internal });
  } finally {
    delete shelf.tlaplusShelf;
    session.disconnect();
  }
}

/** Where the debugger finds the function, and leaves what it found. */
const shelf = globalThis as { tlaplusShelf?: Answer };

/** The variables that the function sees, the nearest ones first. */
function scopesOf({ post, internal }: Debugger): object[] {
  const list = internal.find(({ name }) => name === '[[Scopes]]');
  if (!list) return [];
  const scopes: Answer[] = post('Runtime.getProperties', { objectId: list.value.objectId, ownProperties: true }).result;
  return scopes
    .filter(({ value }) => value?.objectId && value.description !== 'Global')
    .map(({ value: { objectId } }) => {
      const functionDeclaration = 'function () { globalThis.tlaplusShelf = this; }';
      post('Runtime.callFunctionOn', { objectId, functionDeclaration });
      return shelf.tlaplusShelf.object;
    });
}

/** The file and line as they were written, before they were compiled. */
function whereOf({ session, post, internal }: Debugger): string {
  const location = internal.find(({ name }) => name === '[[FunctionLocation]]')?.value.value;
  const scripts = new Map<string, string>();
  session.on('Debugger.scriptParsed', ({ params }) => scripts.set(params.scriptId, params.url));
  post('Debugger.enable', {});
  const url = scripts.get(location?.scriptId);
  if (!url?.startsWith('file:')) return '';
  const entry = findSourceMap(fileURLToPath(url))?.findEntry(location.lineNumber, location.columnNumber);
  const [file, line] =
    entry && 'originalSource' in entry ? [entry.originalSource, entry.originalLine] : [url, location.lineNumber];
  return `${file.startsWith('file:') ? fileURLToPath(file) : file}:${line + 1}`;
}
