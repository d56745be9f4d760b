/** Paths of one machine, which must not get into what others read. */
import os from 'node:os';
import path from 'node:path';
import { ROOT } from 'programs';

export { ROOT } from 'programs';

/** A home folder anywhere, or an absolute Windows path. */
const ELSEWHERE = /(?<![\w.~/-])(?:\/home\/|\/Users\/|[A-Z]:\\\\?)[\w.-]+/;

/** The first path of this machine (or of anybody's home) in a string or JSON value. */
export function pathsIn(value: unknown): string | undefined {
  if (typeof value === 'string') return inText(value);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    // Base64 may spell anything.
    if (/^image\/(?!svg)/.test(key) && typeof item === 'string') continue;
    const found = pathsIn(item);
    if (found) return found;
  }
  return undefined;
}

function inText(text: string): string | undefined {
  for (const folder of [ROOT, os.homedir()]) {
    if (folder === path.parse(folder).root) continue;
    for (let at = text.indexOf(folder); at >= 0; at = text.indexOf(folder, at + 1)) {
      const before = text[at - 1] ?? '';
      const after = text[at + folder.length] ?? '';
      if (!/[\w.~-]/.test(before) && !/[\w-]/.test(after)) return folder + restOfPath(text.slice(at + folder.length));
    }
  }
  return ELSEWHERE.exec(text)?.[0];
}

/** Up to what cannot be part of a path in a sentence or a stack trace. */
function restOfPath(text: string): string {
  return /^[^\s'"`)<>,:]*/.exec(text)![0];
}
