/** A type of value in WebAssembly: a whole number of 32 or of 64 bits. */
export type Kind = 'i32' | 'i64';

/** What it takes to call a function. */
export interface Signature {
  readonly name: string;
  readonly takes: readonly Kind[];
  readonly gives: Kind | undefined;
}

/** A function's code, in bytes. */
export interface Body extends Signature {
  readonly isExported: boolean;
  /** Variables besides the parameters. */
  readonly locals: readonly Kind[];
  readonly code: readonly number[];
}

const KIND = { i32: 0x7f, i64: 0x7e } as const;
const FUNCTION = 0x60;
const SHARED_WITH_MAXIMUM = 3;
const PAGES = 65_536;
const END = 0x0b;

/**
 * The binary form of a module that works in a memory from outside: see the WebAssembly
 * core specification, "Binary Format". Functions from outside have the first numbers.
 */
export function encodeModule(outside: readonly Signature[], bodies: readonly Body[]): Uint8Array<ArrayBuffer> {
  const all = [...outside, ...bodies];
  const imports = outside.map(({ name }, i) => [...text('outside'), ...text(name), 0, ...unsigned(i)]);
  const memory = [...text('outside'), ...text('memory'), 2, SHARED_WITH_MAXIMUM, ...unsigned(1), ...unsigned(PAGES)];
  const exported = bodies.flatMap(({ name, isExported }, i) => (isExported ? [[...text(name), 0, ...unsigned(outside.length + i)]] : []));
  return Uint8Array.from([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, all.map(({ takes, gives }) => [FUNCTION, ...list(takes.map(kind => [KIND[kind]])), ...list(gives ? [[KIND[gives]]] : [])])),
    ...section(2, [...imports, memory]),
    ...section(3, bodies.map((_, i) => unsigned(outside.length + i))),
    ...section(7, exported),
    ...section(10, bodies.map(({ locals, code }) => sized([...list(locals.map(kind => [1, KIND[kind]])), ...code, END]))),
  ]);
}

/** A number of 0 or more, in seven bits a byte. */
export function unsigned(value: number): number[] {
  return value < 128 ? [value] : [value % 128 + 128, ...unsigned(Math.floor(value / 128))];
}

/** The same for one that may be negative. */
export function signed(value: bigint): number[] {
  const low = Number(BigInt.asUintN(7, value));
  return value >= -64n && value < 64n ? [low] : [low + 128, ...signed(value >> 7n)];
}

export function kindByte(kind: Kind): number {
  return KIND[kind];
}

function section(id: number, entries: readonly (readonly number[])[]): number[] {
  return [id, ...sized(list(entries))];
}

function list(entries: readonly (readonly number[])[]): number[] {
  return [...unsigned(entries.length), ...entries.flat()];
}

function sized(bytes: readonly number[]): number[] {
  return [...unsigned(bytes.length), ...bytes];
}

function text(name: string): number[] {
  return sized([...name].map(letter => letter.charCodeAt(0)));
}
