/** What the first screen of the README claims. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../common/paths.js';
import { readNotebook } from '../notebook/notebook.js';
import { numbersOf } from './typed-numbers.js';

test('every number of a finding is computed by the notebook that the README links it to', () => {
  const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  const findings = /## Five findings\n([\s\S]*?)\n## /.exec(readme)![1]!.match(/^\d\. .*$/gm)!;
  assert.equal(findings.length, 5);
  for (const finding of findings) {
    const [, notebook] = /\(\[\d+\]\((notebooks\/[^)]*)\)\)$/.exec(finding) ?? [];
    assert(notebook, `without a link at its end: ${finding}`);
    const known = numbersOf(readNotebook(path.join(ROOT, notebook)));
    const told = [...finding.matchAll(/\*\*([\d.,]+)[^*]*\*\*/g)].map(([, number]) =>
      Number(number!.replaceAll(',', '')),
    );
    assert.deepEqual(
      told.filter(number => !known.has(number)),
      [],
      finding,
    );
  }
});
