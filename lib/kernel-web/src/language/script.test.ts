import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Runner } from '../runner/runner.js';
import { declaredIn, parse, scriptOf } from './script.js';

new Runner({ m: async () => ({ default: 'd', a: 'a', b: 'b' }) });

/** A cell as a function, with all that it declares declared. */
function functionOf(cell: string, name = 'cell'): () => Promise<unknown> {
  // biome-ignore lint/security/noGlobalEval: as the runner does
  return globalThis.eval(`${scriptOf(parse(cell), () => assert.fail())}\n//# sourceURL=${name}.ts`);
}

/** What cells answer, run one after another; the last answer. */
async function answer(...cells: string[]): Promise<unknown> {
  let last: unknown;
  for (const cell of cells) last = await functionOf(cell)();
  return last;
}

test('a cell answers its last expression, and nothing after a declaration', async () => {
  assert.equal(await answer('1 + 1'), 2);
  assert.equal(await answer('1 + 1; const kt1 = 3;'), undefined);
  assert.equal(await answer('await Promise.resolve(5)'), 5);
  assert.deepEqual(await answer('({ a: 1 })'), { a: 1 });
});

test('a constant of an earlier cell cannot be assigned to', async () => {
  await assert.rejects(answer('const kz = 1', 'kz = 2'), /Assignment to constant variable/);
  assert.equal(await answer('let ky = 1', 'ky++; ky'), 2);
});

const kept: [what: string, cell: string, use: string, value: unknown][] = [
  ['a constant with a type', 'const ka: number = 1', 'ka', 1],
  ['several in one line', 'let kb = 1, kc, kd: string = "d"', '[kb, kc, kd]', [1, undefined, 'd']],
  [
    'parts of objects and lists',
    'const { x: ke, ...kf } = { x: 1, y: 2 }, [, kg = 3] = [0]',
    '[ke, kf, kg]',
    [1, { y: 2 }, 3],
  ],
  ['a function, before its place', 'const kh = ki(2); function ki(n: number) { return n * n; }', '[kh, ki(3)]', [4, 9]],
  [
    'a class',
    'class Kj<T> { constructor(readonly v = 1 as number) { this.v = v; } v: number = 0 }'.replace('readonly ', ''),
    'new Kj().v',
    1,
  ],
  ['an enum', 'enum Kk { one, // first\n two }', '[Kk.two, Kk[0]]', [1, 'one']],
  ['a namespace', 'namespace Kl { export const m = 7; }', 'Kl.m', 7],
  ['a name of a function', 'const kn = () => 1', 'kn.name', 'kn'],
  ['overloads', 'function ko(a: string): void; function ko(a: unknown) { return a; }', 'ko(2)', 2],
  ['what a cell says again', 'const kp = 1;', 'kp + 1', 2],
];
for (const [what, cell, use, value] of kept) {
  test(`later cells have ${what}`, async () => assert.deepEqual(await answer(cell, use), value));
}

test('an import brings what it names, and types leave nothing', async () => {
  assert.deepEqual(await answer("import qd, { a as qa, type T } from 'm'; import * as qm from 'm'", '[qd, qa, qm.b]'), [
    'd',
    'a',
    'b',
  ]);
  assert.equal(await answer("import type { T } from 'not there'; import { type U } from 'neither'"), undefined);
});

test('an error stands on the line of the cell', async () => {
  const cell =
    "import {\n  type A,\n} from 'm';\ninterface B {\n  c: 1;\n}\nenum Kr {\n  a,\n}\nconst ks = () => {\n  throw new Error('here');\n};\nks()";
  const error = await functionOf(cell, 'cell-9')().then(
    () => assert.fail(),
    (thrown: Error) => thrown,
  );
  assert.match(error.stack!, /ks.*cell-9\.ts:11/);
  assert.match(error.stack!, /cell-9\.ts:13/);
});

test('what a cell declares', () => {
  const cell =
    "import a, { b as c, type D } from 'm'; const { e } = x; let f; type G = 1; interface H {} class I {} enum J {} declare const k: 1";
  assert.deepEqual(declaredIn(parse(cell)), ['a', 'c', 'D', 'e', 'f', 'G', 'H', 'I', 'J', 'k']);
});
