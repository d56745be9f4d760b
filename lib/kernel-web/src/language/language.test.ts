import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { codeCells, joined, readNotebook, ROOT } from 'press';
import { declarations } from '../site/declarations.js';
import { Language } from './language.js';

const libraries = declarations();

/** What is wrong with the last of these cells, as `line:column message`. */
function faults(...cells: string[]): string[] {
  const language = new Language(libraries);
  const compiled = cells.map(cell => language.compile(cell, 7)).at(-1)!;
  if ('script' in compiled) return [];
  return compiled.traceback.flatMap((said, i, all) => {
    const [, line, message] = /^Cell 7, line (\d+): ([^]*)/.exec(said) ?? [];
    return line ? `${line}:${all[i + 2]!.indexOf('^') - 3} ${message}` : [];
  });
}

test('a type error names its place', () => {
  assert.deepEqual(faults('const a: number = 1;\nconst b: string = a;'), [
    "2:7 Type 'number' is not assignable to type 'string'.",
  ]);
  assert.match(faults("import { check } from 'everystate';", 'check(5)')[0]!, /^1:7 Argument of type 'number'/);
});

test('a cell that is not TypeScript, or not of a kind that can run, says where', () => {
  assert.deepEqual(faults('const a = ;'), ['1:11 Expression expected.']);
  assert.match(faults('if (1) {\n')[0]!, /^2:1 '}' expected/);
  assert.deepEqual(faults('class A { constructor(private b: number) {} }'), [
    '1:23 This kind of TypeScript cannot run in a browser.',
  ]);
});

test('cells know values and types of earlier cells, and may declare them anew', () => {
  assert.deepEqual(faults('type T = 1 | 2; const t = 1', 'const u: T = t; u.toFixed()'), []);
  assert.deepEqual(faults('const t = 1', "const t = 'one'", 't.toUpperCase()'), []);
  assert.match(faults('const t = 1', "const t = 'one'", 't.toFixed()')[0]!, /'toFixed' does not exist on type/);
});

test('a variable of an earlier cell can be assigned to', () => {
  assert.deepEqual(faults('let n = 1', 'n++; n = 3;'), []);
});

test('what may be missing can be asked for, as in tslab', () => {
  assert.deepEqual(faults('const none: { a?: { b: number } } = {};', 'none.a.b'), []);
});

test('a cell with an error declares nothing', () => {
  assert.match(faults('const a: string = 1', 'a')[0]!, /Cannot find name 'a'/);
});

test('what was declared can be forgotten', () => {
  const language = new Language(libraries);
  language.compile('const a = 1', 1);
  language.forget();
  assert.ok(!('script' in language.compile('a', 2)));
});

test('a module that a browser has not is named, with the remedy', () => {
  assert.match(
    faults("import { init } from 'z3-solver';")[0]!,
    /^1:22 The module 'z3-solver' cannot be had in a browser.* npm start/,
  );
});

test('completes names, members of earlier values, and what is begun', () => {
  const language = new Language(libraries);
  language.compile('const point = { across: 1, above: 2 };', 1);
  assert.deepEqual(language.complete('point.', 6), { from: 6, names: ['above', 'across'] });
  assert.deepEqual(language.complete('point.ac + 1', 8), { from: 6, names: ['across'] });
  assert.ok(language.complete('poi', 3).names.includes('point'));
});

test('explains what stands at a place', () => {
  const language = new Language(libraries);
  language.compile("import { check } from 'everystate';", 1);
  assert.match(language.explain('check', 2)!, /check<[^]*Searches every reachable state/);
  assert.equal(language.explain('   ', 1), undefined);
});

for (const file of readdirSync(path.join(ROOT, 'notebooks')).filter(name => name.endsWith('.ipynb'))) {
  test(`${file} has no type error in a browser, but for modules that need Node`, () => {
    const language = new Language(libraries);
    for (const cell of codeCells(readNotebook(path.join(ROOT, 'notebooks', file)))) {
      const compiled = language.compile(joined(cell.source), 1);
      assert.deepEqual('script' in compiled ? [] : compiled.traceback, [], `cell ${cell.id}`);
    }
  });
}
