/** The project's own notebooks: how they are made, and their types. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { notebooksIn } from '../notebook/choose.js';
import { formatFindings, type Finding } from '../notebook/finding.js';
import { unknownIds } from './ledger-ids.js';
import { unlinkedIds } from './ledger-links.js';
import { lint } from './lint.js';
import { index, navigation } from '../notebook/navigation.js';
import { nameOf } from '../notebook/notebook.js';
import { ROOT } from '../common/paths.js';
import { typecheck } from './typecheck.js';
import { typedNumbers } from './typed-numbers.js';
import { proseLength } from './words.js';

describe('notebooks', () => {
  const files = notebooksIn(path.join(ROOT, 'notebooks'));
  for (const file of files) {
    const name = nameOf(file);
    it(`${name} is fit to be shown`, () => none(lint(file)));
    it(`${name} computes the numbers that its prose states`, () => none(typedNumbers(file)));
    it(`${name} cites what is in data/`, () => none(unknownIds(file)));
    it(`${name} links what it cites to its source`, () => none(unlinkedIds(file)));
    it(`${name} is neither too short nor too long to read`, () => none(proseLength(file)));
  }
  it('lead to each other', () => none(navigation(files)));
  it('are in the index of the README', () => none(index(files, readFileSync(path.join(ROOT, 'README.md'), 'utf8'))));
  it('are type-safe in strict mode', { skip: files.length === 0 && 'there are none' }, () => {
    none(typecheck(files));
  });
});

function none(findings: Finding[]): void {
  if (findings.length > 0) assert.fail(`\n${formatFindings(findings)}\n`);
}
