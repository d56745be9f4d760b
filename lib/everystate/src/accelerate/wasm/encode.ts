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
/** Pages that a memory has at most: as far as WebAssembly counts in 32 bits. */
export const MOST_PAGES = 65_536;
const END = 0x0b;

/**
 * The binary form of a module that works in a memory from outside: see the WebAssembly
 * core specification, "Binary Format". Functions from outside have the first numbers.
 */
export function encodeModule(outside: readonly Signature[], bodies: readonly Body[]): Uint8Array<ArrayBuffer> {
  const all = [...outside, ...bodies];
  const memory = [
    ...text('outside'),
    ...text('memory'),
    2,
    SHARED_WITH_MAXIMUM,
    ...unsigned(1),
    ...unsigned(MOST_PAGES),
  ];
  const imports = outside.map(({ name }, i) => [...text('outside'), ...text(name), 0, ...unsigned(i)]);
  const exported = bodies.flatMap(({ name, isExported }, i) =>
    isExported ? [[...text(name), 0, ...unsigned(outside.length + i)]] : [],
  );
  return join([
    Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0),
    section(
      1,
      all.map(({ takes, gives }) => [FUNCTION, ...kinds(takes), ...kinds(gives ? [gives] : [])]),
    ),
    section(2, [memory, ...imports]),
    section(
      3,
      bodies.map((_, i) => unsigned(outside.length + i)),
    ),
    section(7, exported),
    section(
      10,
      bodies.map(({ locals, code }) => {
        const head = [...unsigned(locals.length), ...locals.flatMap(kind => [1, KIND[kind]])];
        return join([unsigned(head.length + code.length + 1), head, code, [END]]);
      }),
    ),
  ]);
}

/** A number of 0 or more, in seven bits a byte. */
export function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...unsigned(Math.floor(value / 128))];
}

/** A number that may be negative, in seven bits a byte. */
export function signed(value: bigint): number[] {
  const low = Number(BigInt.asUintN(7, value));
  return value >= -64n && value < 64n ? [low] : [low + 128, ...signed(value >> 7n)];
}

/** The byte that stands for a type of value. */
export function kindByte(kind: Kind): number {
  return KIND[kind];
}

type Bytes = Uint8Array | readonly number[];

function section(id: number, entries: readonly Bytes[]): Uint8Array {
  const content = join([unsigned(entries.length), ...entries]);
  return join([[id], unsigned(content.length), content]);
}

function kinds(of: readonly Kind[]): number[] {
  return [...unsigned(of.length), ...of.map(kind => KIND[kind])];
}

function text(name: string): number[] {
  return [...unsigned(name.length), ...new TextEncoder().encode(name)];
}

function join(parts: readonly Bytes[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
