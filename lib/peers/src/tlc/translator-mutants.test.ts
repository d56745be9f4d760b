import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../common/paths.js';
import { translatorMutants } from './translator-mutants.js';

test('each bug can be planted: its place stands once in the translator as it is built', () => {
  for (const { bug, file, from } of translatorMutants) {
    const text = readFileSync(path.join(ROOT, 'lib/tlaplus/dist', `${file}.js`), 'utf8');
    assert.equal(text.split(from).length, 2, `${bug}: '${from}' in ${file}.js`);
  }
});
