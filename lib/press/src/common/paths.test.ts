import assert from 'node:assert/strict';
import os from 'node:os';
import { describe, it } from 'node:test';
import { pathsIn, ROOT } from './paths.js';

describe('pathsIn', () => {
  it('finds the project, homes and drives', () => {
    assert.equal(pathsIn(`at f (${ROOT}/lib/a.js:3:1)`), `${ROOT}/lib/a.js`);
    assert.equal(pathsIn(`in ${ROOT}.`), `${ROOT}.`);
    assert.equal(pathsIn({ data: [{ 'text/plain': ['a', `file://${ROOT}`] }] }), ROOT);
    assert.equal(pathsIn(`${os.homedir()}/x`), `${os.homedir()}/x`);
    assert.equal(pathsIn('/Users/ada/x'), '/Users/ada');
    assert.equal(pathsIn('C:\\Users'), 'C:\\Users');
  });

  it('finds no more than that', () => {
    for (const text of [
      'a/b',
      '../data/x.json',
      '/dev/null',
      'https://example.org/home/x',
      `${ROOT}er`,
      'x/Users/y',
      'A: b',
    ]) {
      assert.equal(pathsIn(text), undefined, text);
    }
    assert.equal(pathsIn({ 'image/png': `AAAA${ROOT}/` }), undefined, 'base64 may spell anything');
  });
});
