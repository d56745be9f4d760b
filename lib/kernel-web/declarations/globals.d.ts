/** What a cell has in a browser beside JavaScript's own: as much of Node as notebooks use. */
declare module 'node:fs' {
  /** Reads a text of the folder `data`, such as `'../data/claims.json'`. */
  export function readFileSync(path: string, encoding: 'utf8'): string;
}

declare module 'node:util' {
  export function inspect(value: unknown, options?: { depth?: number | null; compact?: boolean | number }): string;
}

interface Console {
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
}
declare const console: Console;

declare const performance: { now(): number };
declare function setTimeout<A extends unknown[]>(then: (...args: A) => void, milliseconds?: number, ...args: A): number;
declare function clearTimeout(timer: number | undefined): void;
declare function setInterval<A extends unknown[]>(then: (...args: A) => void, milliseconds: number, ...args: A): number;
declare function clearInterval(timer: number | undefined): void;
declare function queueMicrotask(then: () => void): void;
declare function structuredClone<T>(value: T): T;
