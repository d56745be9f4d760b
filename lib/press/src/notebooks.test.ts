/** The project's own notebooks: how they are made, and their types. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { notebooksIn } from './choose.js';
import { formatFindings, type Finding } from './finding.js';
import { lint } from './lint.js';
import { nameOf } from './notebook.js';
import { ROOT } from './paths.js';
import { typecheck } from './typecheck.js';

describe('notebooks', () => {
  const files = notebooksIn(path.join(ROOT, 'notebooks'));
  for (const file of files) {
    it(`${nameOf(file)} is fit to be shown`, () => none(lint(file)));
  }
  it('are type-safe in strict mode', { skip: files.length === 0 && 'there are none' }, () => {
    none(typecheck(files));
  });
});

function none(findings: Finding[]): void {
  if (findings.length > 0) assert.fail(`\n${formatFindings(findings)}\n`);
}
