/** The first difference between the saved outputs of a cell and its new ones. */
import { createHash } from 'node:crypto';
import { isJsonMime, isObject, type Output } from '../notebook/notebook.js';
import { kindOf, normalized } from '../notebook/outputs.js';

const WIDTH = 90;

/**
 * Describes the first difference in a few lines, or returns undefined when
 * both are the same to a reader.
 */
export function firstDifference(saved: readonly Output[], now: readonly Output[]): string | undefined {
  const before = normalized(saved);
  const after = normalized(now);
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    const a = before[i];
    const b = after[i];
    if (!b) return `output ${i + 1} (${kindOf(a!)}) is saved, but the cell no longer writes it`;
    if (!a) return `output ${i + 1} (${kindOf(b)}) is new${quote(b)}`;
    const found = difference(a, b);
    if (found) return `output ${i + 1}, ${found}`;
  }
  return undefined;
}

/** Whether two lists of outputs consist of the same kinds in the same order. */
export function sameShape(a: readonly Output[], b: readonly Output[]): boolean {
  const shape = (outputs: readonly Output[]) => normalized(outputs).map(kindOf).join('\n');
  return shape(a) === shape(b);
}

function quote(output: Output): string {
  if (output.output_type !== 'stream') return '';
  return `:\n  ${window(String(output.text).split('\n')[0]!, 0)}`;
}

function difference(a: Output, b: Output): string | undefined {
  if (kindOf(a) !== kindOf(b) || a.output_type !== b.output_type) {
    return saidTwice('kind', kindOf(a), kindOf(b));
  }
  if (a.output_type === 'stream' && b.output_type === 'stream') {
    return textDifference(a.name, String(a.text), String(b.text));
  }
  if (a.output_type === 'error' || b.output_type === 'error') return 'an error was saved';
  if (a.output_type === 'stream' || b.output_type === 'stream') return undefined;
  // Text says most to a person, pixels least: in that order.
  for (const mime of Object.keys(a.data).sort((x, y) => rank(x) - rank(y))) {
    const found = valueDifference(mime, a.data[mime], b.data[mime]);
    if (found) return found;
  }
  return jsonDifference('metadata', a.metadata, b.metadata);
}

function rank(mime: string): number {
  return mime.startsWith('text/') ? 0 : isJsonMime(mime) ? 1 : 2;
}

function valueDifference(mime: string, a: unknown, b: unknown): string | undefined {
  if (isJsonMime(mime) || typeof a !== 'string' || typeof b !== 'string') {
    return jsonDifference(mime, a, b);
  }
  const binary = (/^(image|audio|video)\//.test(mime) && mime !== 'image/svg+xml') || mime === 'application/pdf';
  if (!binary) return textDifference(mime, a, b);
  const [x, y] = [Buffer.from(a, 'base64'), Buffer.from(b, 'base64')];
  return x.equals(y) ? undefined : saidTwice(mime, digest(x), digest(y));
}

function digest(bytes: Buffer): string {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return `${bytes.length} bytes, sha256 ${hash}…`;
}

function textDifference(what: string, a: string, b: string): string | undefined {
  if (a === b) return undefined;
  const x = a.split('\n');
  const y = b.split('\n');
  let i = 0;
  while (x[i] === y[i]) i++;
  const column = firstDifferingColumn(x[i] ?? '', y[i] ?? '');
  const say = (line: string | undefined) => (line === undefined ? '(ends here)' : window(line, column));
  return saidTwice(`${what}, line ${i + 1}`, say(x[i]), say(y[i]));
}

function firstDifferingColumn(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}

/** A piece of a long line that shows the column where it differs. */
function window(line: string, column: number): string {
  if (line.length <= WIDTH) return line;
  const from = Math.max(0, Math.min(column - 20, line.length - WIDTH));
  const to = Math.min(line.length, from + WIDTH);
  return (from > 0 ? '…' : '') + line.slice(from, to) + (to < line.length ? '…' : '');
}

function jsonDifference(path: string, a: unknown, b: unknown): string | undefined {
  if ((Array.isArray(a) && Array.isArray(b)) || (isObject(a) && isObject(b))) {
    const x = a as Record<string, unknown>;
    const y = b as Record<string, unknown>;
    const keys = [...new Set([...Object.keys(x), ...Object.keys(y)])];
    for (const key of keys) {
      const step = Array.isArray(a) ? `[${key}]` : /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `['${key}']`;
      const found = jsonDifference(path + step, x[key], y[key]);
      if (found) return found;
    }
    return undefined;
  }
  if (a === b) return undefined;
  const say = (value: unknown) => (value === undefined ? '(absent)' : window(JSON.stringify(value), 0));
  return saidTwice(path, say(a), say(b));
}

function saidTwice(what: string, saved: string, now: string): string {
  return `${what}:\n  saved: ${saved}\n  now:   ${now}`;
}
