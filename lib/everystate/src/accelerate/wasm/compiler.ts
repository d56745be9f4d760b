import { kindByte, signed, unsigned, type Body, type Kind, type Signature } from './encode.js';

/** Arrays of 32-bit words that the code may use, by name: at which byte of the memory each begins. */
export type Places = ReadonlyMap<string, number>;

const TOKEN = /(?:0x[0-9a-f]+|\d+)n?|\w+|>>>|\+\+|[=!<>]=|<<|>>|[-+*|&^]=|\S/g;

/** How strongly an operator binds, and its instructions for 32 and 64 bits. */
const OPERATORS: Readonly<Record<string, { readonly binds: number; readonly i32: number; readonly i64: number }>> = {
  '|': { binds: 3, i32: 0x72, i64: 0x84 },
  '^': { binds: 4, i32: 0x73, i64: 0x85 },
  '&': { binds: 5, i32: 0x71, i64: 0x83 },
  '==': { binds: 6, i32: 0x46, i64: 0x51 },
  '!=': { binds: 6, i32: 0x47, i64: 0x52 },
  '<': { binds: 7, i32: 0x48, i64: 0x53 },
  '>': { binds: 7, i32: 0x4a, i64: 0x55 },
  '<=': { binds: 7, i32: 0x4c, i64: 0x57 },
  '>=': { binds: 7, i32: 0x4e, i64: 0x59 },
  '<<': { binds: 8, i32: 0x74, i64: 0x86 },
  '>>': { binds: 8, i32: 0x75, i64: 0x87 },
  '>>>': { binds: 8, i32: 0x76, i64: 0x88 },
  '+': { binds: 9, i32: 0x6a, i64: 0x7c },
  '-': { binds: 9, i32: 0x6b, i64: 0x7d },
  '*': { binds: 10, i32: 0x6c, i64: 0x7e },
};
const FIRST_COMPARISON = 6;
const LAST_COMPARISON = 7;
/** Functions that are one instruction: what they take and give. */
const BUILT_IN: Readonly<Record<string, readonly [number, Kind, Kind]>> = {
  ctz: [0x68, 'i32', 'i32'],
  narrow: [0xa7, 'i64', 'i32'],
  wide: [0xad, 'i32', 'i64'],
};
const OP = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  return: 0x0f,
  call: 0x10,
  drop: 0x1a,
  get: 0x20,
  set: 0x21,
  tee: 0x22,
  load: { i32: 0x28, i64: 0x29 },
  store: { i32: 0x36, i64: 0x37 },
  const: { i32: 0x41, i64: 0x42 },
  eqz: 0x45,
} as const;
const NOTHING = 0x40;
const NOWHERE = { value: 0, begin: -1, end: -1 };

/**
 * Reads functions in a small language and turns them into WebAssembly, instruction by
 * instruction as it goes. The language looks like JavaScript, and means the same, but
 * that every number is an integer of 32 bits, or of 64 where it comes from `wide(…)`,
 * from `array.pair[i]` (the two words from place i on), or is written with an n.
 */
export class Compiler {
  readonly bodies: Body[] = [];
  readonly #tokens: string[];
  readonly #places: Places;
  readonly #functions: Signature[];
  #at = 0;
  /** Of the function being read: its instructions, variables, and how deep in blocks this is. */
  #code: number[] = [];
  #kinds: Kind[] = [];
  #names = new Map<string, number>();
  #depth = 0;
  /** The number read last: what it is, and where its instruction begins and ends. */
  #number = NOWHERE;
  /** How deep a `break` and a `continue` lead. */
  #exits: { readonly out: number; readonly on: number }[] = [];

  /** @param outside functions that are not in the text; they have the first numbers */
  constructor(text: string, places: Places, outside: readonly Signature[]) {
    this.#places = places;
    this.#functions = [...outside];
    this.#tokens = text.replace(/\/\/.*/g, '').match(TOKEN) ?? [];
    while (this.#at < this.#tokens.length) this.#function();
  }

  #function(): void {
    const isExported = this.#skip('export');
    this.#expect('function');
    const name = this.#next();
    this.#code = [];
    this.#number = NOWHERE;
    this.#kinds = [];
    this.#names = new Map();
    this.#expect('(');
    const takes: Kind[] = [];
    while (!this.#skip(')')) {
      const parameter = this.#next();
      takes.push(this.#skip(':') ? (this.#next() as Kind) : 'i32');
      this.#declare(parameter, takes.at(-1)!);
      this.#skip(',');
    }
    const gives = this.#skip(':') ? (this.#next() as Kind) : undefined;
    this.#functions.push({ name, takes, gives });
    this.#block();
    if (gives) this.#emit(0x00); // the end is not reached
    this.bodies.push({ name, isExported, takes, gives, locals: this.#kinds.slice(takes.length), code: this.#code });
  }

  /** Statements in braces, or one without; their variables end with them. */
  #block(): void {
    const outer = this.#names;
    this.#names = new Map(outer);
    if (this.#skip('{')) while (!this.#skip('}')) this.#statement();
    else this.#statement();
    this.#names = outer;
  }

  #statement(): void {
    if (this.#skip('if')) return this.#if();
    if (this.#skip('while')) return this.#loop(() => {}, false);
    if (this.#skip('for')) {
      const outer = this.#names;
      this.#names = new Map(outer);
      this.#loop(() => {
        if (this.#peek() !== ';') this.#simple();
      }, true);
      this.#names = outer;
      return;
    }
    this.#simple();
    this.#expect(';');
  }

  #if(): void {
    this.#condition();
    this.#open(OP.if);
    this.#block();
    if (this.#skip('else')) {
      this.#emit(OP.else);
      this.#block();
    }
    this.#close();
  }

  /** `while (condition) body`, or `for (first; condition; step) body`. */
  #loop(first: () => void, hasStep: boolean): void {
    this.#expect('(');
    first();
    if (hasStep) this.#expect(';');
    this.#open(OP.block);
    const out = this.#depth;
    this.#open(OP.loop);
    const again = this.#depth;
    if (this.#peek() !== ';') {
      this.#expression();
      this.#emit(OP.eqz, OP.brIf, this.#depth - out);
    }
    let step = -1;
    if (hasStep) {
      this.#expect(';');
      step = this.#at;
      for (let open = 0; open > 0 || this.#peek() !== ')'; this.#at++)
        open += this.#peek() === '(' ? 1 : this.#peek() === ')' ? -1 : 0;
    }
    this.#expect(')');
    this.#open(OP.block);
    this.#exits.push({ out, on: this.#depth });
    this.#block();
    this.#exits.pop();
    this.#close();
    if (hasStep) {
      // The step stands before the body, and is done after it.
      const after = this.#at;
      this.#at = step;
      if (this.#peek() !== ')') this.#simple();
      this.#at = after;
    }
    this.#emit(OP.br, this.#depth - again);
    this.#close();
    this.#close();
  }

  /** A statement that ends with a semicolon. */
  #simple(): void {
    const token = this.#next();
    if (token === 'let' || token === 'const') return this.#definition();
    if (token === 'return') {
      if (this.#peek() !== ';') this.#expression();
      return this.#emit(OP.return);
    }
    if (token === 'break') return this.#emit(OP.br, this.#depth - this.#exits.at(-1)!.out);
    if (token === 'continue') return this.#emit(OP.br, this.#depth - this.#exits.at(-1)!.on);
    if (this.#peek() === '(') {
      if (this.#call(token)) this.#emit(OP.drop);
    } else if (this.#places.has(token)) {
      this.#entry(token);
    } else {
      const variable = this.#variable(token);
      const kind = this.#kinds[variable]!;
      if (this.#peek() !== '=') this.#emit(OP.get, ...unsigned(variable));
      this.#assigned(kind);
      this.#emit(OP.set, ...unsigned(variable));
    }
  }

  #definition(): void {
    const name = this.#next();
    this.#expect('=');
    const kind = this.#expression();
    this.#emit(OP.set, ...unsigned(this.#declare(name, kind)));
  }

  /** Assigns to a place in an array. */
  #entry(array: string): void {
    const { kind, offset } = this.#address(array);
    if (this.#peek() !== '=') {
      const address = this.#declare('', 'i32');
      this.#emit(OP.tee, ...unsigned(address), OP.get, ...unsigned(address), OP.load[kind], 2, ...offset);
    }
    this.#assigned(kind);
    this.#emit(OP.store[kind], 2, ...offset);
  }

  /** What comes after the place to assign to, of which the old value is at hand unless this is a plain `=`. */
  #assigned(kind: Kind): void {
    const operator = this.#next();
    if (operator === '=') {
      this.#same(kind, this.#expression());
    } else if (operator === '++') {
      this.#literal(1n, kind);
      this.#emit(this.#instruction('+', kind));
    } else {
      this.#same(kind, this.#expression());
      this.#emit(this.#instruction(operator.slice(0, -1), kind));
    }
  }

  /** An expression; returns the kind of its value. */
  #expression(): Kind {
    const kind = this.#operand(0);
    if (!this.#skip('?')) return kind;
    this.#same(kind, 'i32');
    this.#open(OP.if);
    const shape = this.#code.length - 1;
    const one = this.#expression();
    this.#code[shape] = kindByte(one);
    this.#expect(':');
    this.#emit(OP.else);
    this.#same(one, this.#expression());
    this.#close();
    return one;
  }

  /** As much as is bound together by operators that bind more strongly than this. */
  #operand(strength: number): Kind {
    let kind = this.#unary();
    for (;;) {
      const operator = this.#peek();
      const known = OPERATORS[operator];
      if (!known || known.binds <= strength) return kind;
      this.#at++;
      this.#same(kind, this.#operand(known.binds));
      this.#emit(known[kind]);
      if (known.binds >= FIRST_COMPARISON && known.binds <= LAST_COMPARISON) kind = 'i32';
    }
  }

  #unary(): Kind {
    if (this.#skip('-')) {
      this.#emit(OP.const.i32, 0);
      this.#same('i32', this.#unary());
      this.#emit(this.#instruction('-', 'i32'));
      return 'i32';
    }
    if (this.#skip('~')) {
      this.#same('i32', this.#unary());
      this.#emit(OP.const.i32, ...signed(-1n), this.#instruction('^', 'i32'));
      return 'i32';
    }
    const token = this.#next();
    if (token === '(') {
      const kind = this.#expression();
      this.#expect(')');
      return kind;
    }
    if (/^\d/.test(token)) {
      const kind = token.endsWith('n') ? 'i64' : 'i32';
      return this.#literal(BigInt(token.replace('n', '')), kind);
    }
    if (this.#peek() === '(') return this.#call(token)!;
    if (this.#places.has(token)) {
      const { kind, offset } = this.#address(token);
      this.#emit(OP.load[kind], 2, ...offset);
      return kind;
    }
    const variable = this.#variable(token);
    this.#emit(OP.get, ...unsigned(variable));
    return this.#kinds[variable]!;
  }

  /**
   * `[index]` or `.pair[index]` of an array, as a distance in bytes from the offset given back. A
   * number added at the end of the index goes into the offset, where it costs nothing; the rest must not be negative.
   */
  #address(array: string): { kind: Kind; offset: number[] } {
    let offset = this.#places.get(array)!;
    const isPair = this.#skip('.');
    if (isPair) this.#expect('pair');
    this.#expect('[');
    this.#same('i32', this.#expression());
    this.#expect(']');
    const { value, begin, end } = this.#number;
    if (end === this.#code.length - 1 && this.#code[end] === this.#instruction('+', 'i32')) {
      this.#code.length = begin;
      this.#number = NOWHERE;
      offset += 4 * value;
    }
    this.#emit(OP.const.i32, 2, this.#instruction('<<', 'i32'));
    return { kind: isPair ? 'i64' : 'i32', offset: unsigned(offset) };
  }

  #call(name: string): Kind | undefined {
    this.#expect('(');
    const kinds: Kind[] = [];
    while (!this.#skip(')')) {
      kinds.push(this.#expression());
      this.#skip(',');
    }
    const builtIn = BUILT_IN[name];
    const number = this.#functions.findIndex(one => one.name === name);
    const takes = builtIn ? [builtIn[1]] : this.#functions[number]?.takes;
    if (!takes || takes.join() !== kinds.join()) throw new SyntaxError(`Cannot call ${name}(${kinds.join(', ')}).`);
    this.#emit(...(builtIn ? [builtIn[0]] : [OP.call, ...unsigned(number)]));
    return builtIn ? builtIn[2] : this.#functions[number]!.gives;
  }

  #literal(value: bigint, kind: Kind): Kind {
    const begin = this.#code.length;
    this.#emit(OP.const[kind], ...signed(BigInt.asIntN(kind === 'i32' ? 32 : 64, value)));
    this.#number = { value: Number(value), begin, end: this.#code.length };
    return kind;
  }

  #instruction(operator: string, kind: Kind): number {
    return OPERATORS[operator]![kind];
  }

  #condition(): void {
    this.#expect('(');
    this.#same('i32', this.#expression());
    this.#expect(')');
  }

  #open(block: number, shape: number = NOTHING): void {
    this.#emit(block, shape);
    this.#depth++;
  }

  #close(): void {
    this.#emit(OP.end);
    this.#depth--;
  }

  #declare(name: string, kind: Kind): number {
    this.#kinds.push(kind);
    this.#names.set(name, this.#kinds.length - 1);
    return this.#kinds.length - 1;
  }

  #variable(name: string): number {
    const variable = this.#names.get(name);
    if (variable === undefined) throw new SyntaxError(`There is no '${name}'.`);
    return variable;
  }

  #same(one: Kind, other: Kind): void {
    if (one !== other)
      throw new SyntaxError(`${one} meets ${other} before '${this.#tokens.slice(this.#at, this.#at + 5).join(' ')}'.`);
  }

  #emit(...bytes: number[]): void {
    this.#code.push(...bytes);
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? '';
  }

  #next(): string {
    return this.#tokens[this.#at++] ?? '';
  }

  #skip(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#at++;
    return true;
  }

  #expect(token: string): void {
    if (this.#next() !== token)
      throw new SyntaxError(
        `'${token}' is missing before '${this.#tokens.slice(this.#at - 1, this.#at + 5).join(' ')}'.`,
      );
  }
}
