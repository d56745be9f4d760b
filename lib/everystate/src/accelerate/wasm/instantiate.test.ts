import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Arena } from './memory.js';
import { instantiate } from './instantiate.js';
import { integersFrom } from '../../fixtures/random.js';

type Functions = Record<string, (...given: number[]) => number>;

const run = (text: string, arrays: Record<string, Int32Array> = {}, arena = new Arena(), outside = {}) =>
  instantiate<Functions>('test', arena, arrays, outside, [text]);

/** An expression of the variables a, b and c, as the language has it and as JavaScript does. */
function expression(random: (n: number) => number, depth: number): [ours: string, script: string] {
  if (depth === 0) {
    const leaf = ['a', 'b', 'c', '0', '1', '7', '31', '2147483647'][random(8)]!;
    return [leaf, leaf];
  }
  const [one, other, third] = [0, 0, 0].map(() => expression(random, random(depth)));
  switch (random(8)) {
    case 0:
      return [`-(${one![0]})`, `(-(${one![1]}) | 0)`];
    case 1:
      return [`~(${one![0]})`, `(~(${one![1]}))`];
    case 3:
      return [`(${one![0]} ? ${other![0]} : ${third![0]})`, `(${one![1]} ? ${other![1]} : ${third![1]})`];
    case 4:
      return [`(${one![0]} * (${other![0]}))`, `Math.imul(${one![1]}, ${other![1]})`];
    case 5: {
      const operator = ['==', '!=', '<', '>', '<=', '>='][random(6)]!;
      return [`(${one![0]} ${operator} (${other![0]}))`, `Number(${one![1]} ${operator} ${other![1]})`];
    }
    default: {
      const operator = ['+', '-', '&', '|', '^', '<<', '>>', '>>>'][random(8)]!;
      return [`(${one![0]} ${operator} (${other![0]}))`, `(${one![1]} ${operator} (${other![1]}) | 0)`];
    }
  }
}

test('random expressions give what JavaScript gives', () => {
  const random = integersFrom(11);
  for (let round = 0; round < 40; round++) {
    const expressions = Array.from({ length: 10 }, () => expression(random, 5));
    const ours = run(
      expressions.map(([text], i) => `export function f${i}(a, b, c): i32 { return ${text}; }`).join('\n'),
    );
    expressions.forEach(([text, script], i) => {
      const wanted = new Function('a', 'b', 'c', `return ${script};`) as (...given: number[]) => number;
      for (let trial = 0; trial < 10; trial++) {
        const given = [0, 0, 0].map(() => (random(2) ? random(9) - 4 : (random(2 ** 24) * 512) | 0));
        assert.equal(ours[`f${i}`]!(...given), wanted(...given), `${text} of ${given}`);
      }
    });
  }
});

test('operators bind as strongly as in JavaScript', () => {
  const random = integersFrom(5);
  const operators = ['+', '-', '&', '|', '^', '<<', '>>', '>>>'];
  for (let round = 0; round < 200; round++) {
    const text = ['a', 'b', 'c', '3', 'a', 'b']
      .map((leaf, i) => (i ? ` ${operators[random(8)]!} ${leaf}` : leaf))
      .join('');
    const given = [random(2 ** 20), random(9), random(2 ** 10)];
    const wanted = new Function('a', 'b', 'c', `return ${text} | 0;`)(...given);
    assert.equal(run(`export function f(a, b, c): i32 { return ${text}; }`).f!(...given), wanted, text);
  }
  const { f } = run('export function f(a, b): i32 { return a + 1 < b << 1 == 1 & 3 | 8; }');
  for (const [a, b] of [
    [1, 2],
    [5, 1],
    [7, 0],
    [1, 0],
  ] as const) {
    assert.equal(f!(a, b), (Number(Number(a + 1 < b << 1) === 1) & 3) | 8);
  }
});

test('loops, with break and continue, and what they leave', () => {
  const { sum, firstOver } = run(`
export function sum(n): i32 {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (i == 3) continue; // but not this one
    for (;;) {
      sum += i;
      break;
    }
  }
  return sum;
}
export function firstOver(n): i32 {
  let square = 1;
  let i = 1;
  while (square <= n) {
    i++;
    square = i * i;
    if (i == 100) break;
  }
  return i;
}`);
  assert.equal(sum!(6), 0 + 1 + 2 + 4 + 5);
  assert.equal(sum!(0), 0);
  assert.equal(firstOver!(24), 5);
  assert.equal(firstOver!(25), 6);
  assert.equal(firstOver!(1e9), 100);
});

test('a variable ends with its block', () => {
  const { f } = run('export function f(a): i32 { let x = 1; if (a) { let x = 2; x++; } else x = 5; return x; }');
  assert.deepEqual([f!(1), f!(0)], [1, 5]);
});

test('words and pairs of words in the arena', () => {
  const arena = new Arena();
  const some = arena.take(5);
  const more = arena.take(4);
  const { swap, count, mix } = run(
    `
export function swap(i, j) { const word = some[i]; some[i] = some[j]; some[j] = word; }
export function count(i) { more.pair[2] += 1n; more[i]++; }
export function mix(i): i32 { return narrow((some.pair[i] * 3n ^ wide(more[0])) >>> 32n); }`,
    { some, more },
    arena,
  );
  some.set([1, 2, 3, 4, -5]);
  swap!(0, 4);
  assert.deepEqual([...some], [-5, 2, 3, 4, 1]);
  more[2] = -1;
  count!(0);
  assert.deepEqual([...more], [1, 0, 0, 1], 'one is carried to the higher word');
  assert.equal(mix!(3), 3 * 1, 'pairs may begin at any word');
});

test('an index is any expression, numbers added to it included', () => {
  const random = integersFrom(7);
  const arena = new Arena();
  const some = arena.take(4_096);
  some.forEach((_, i) => {
    some[i] = (i * i) % 7;
  });
  const index = (depth: number): string => {
    if (depth === 0) return ['a', 'b', '0', '1', '3'][random(5)]!;
    const [one, other] = [index(random(depth)), index(random(depth))];
    return [
      `${one} + ${other}`,
      `${one} + ${other}`,
      `(${one}) * (${other})`,
      `(${one} & ${other})`,
      `some[${one}]`,
      `(a < b ? ${one} : ${other})`,
    ][random(6)]!;
  };
  for (let round = 0; round < 100; round++) {
    const body = `return some[${index(3)}] * 100 + some[${index(3)}] * 10 + some[${index(3)} + ${random(200)}];`;
    const ours = run(`export function f(a, b): i32 { ${body} }`, { some }, arena).f!;
    const wanted = new Function('a', 'b', 'some', body);
    for (const given of [
      [0, 0],
      [1, 2],
      [4, 3],
    ] as const)
      assert.equal(ours(...given), wanted(...given, some), body);
  }
});

test('functions from outside may be called, and may throw', () => {
  const told: number[] = [];
  const { f } = run(
    'export function f(a): i32 { if (a > 9) { tell(a, 1); fail(); } tell(a, 0); return twice(a) + 1; }\n',
    {},
    new Arena(),
    {
      tell: (a: number, b: number) => {
        told.push(a, b);
      },
      fail: () => {
        throw new Error('no');
      },
      twice: (a: number) => 2 * a,
    },
  );
  assert.equal(f!(4), 9);
  assert.throws(() => f!(10), /^Error: no$/);
  assert.deepEqual(told, [4, 0, 10, 1]);
});

test('what makes no sense is refused, and named', () => {
  const refused: [text: string, why: RegExp][] = [
    ['export function f(): i32 { return x; }', /no 'x'/],
    ['export function f(a) { a = 1n; }', /i32 meets i64/],
    ['export function f(a): i32 { return g(a); }', /Cannot call g\(i32\)/],
    ['export function f(a): i32 { return ctz(1n); }', /Cannot call ctz\(i64\)/],
    ['export function f(a) { if a { } }', /'\(' is missing before 'a/],
    ['export function f(a) { a = 1 }', /';' is missing/],
    ['const a = 1;', /'function' is missing/],
  ];
  for (const [text, why] of refused) assert.throws(() => run(text), { name: 'SyntaxError', message: why }, text);
});

test('an array in the arena outlives its growing, and what is asked beyond the most is refused', () => {
  const arena = new Arena();
  const early = arena.take(3);
  early.set([7, 8, 9]);
  const late = arena.take(1_000_000);
  assert(late.every(word => word === 0));
  early[0] = 6;
  assert.equal(run('export function f(): i32 { return early[0] + early[2]; }', { early }, arena).f!(), 15);
  assert.throws(() => arena.grow(2 ** 33), { name: 'RangeError', message: /Memory allocation failed/ });
  assert.equal(early[2], 9);
});
