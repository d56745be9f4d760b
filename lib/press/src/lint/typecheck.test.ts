import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { formatFindings } from '../notebook/finding.js';
import { code, markdown, saveNotebook, temporaryFolder } from '../fixtures/testing.js';
import { typecheck } from './typecheck.js';

const { folder, remove } = temporaryFolder();
after(remove);

describe('typecheck', () => {
  const good = saveNotebook(folder, '01-good', [
    code(
      "import { display } from 'tslab'\nimport { readFileSync } from 'node:fs'\nimport * as everystate from 'everystate'",
    ),
    markdown('Text is not code.'),
    code('const xs = [1, 2, 3] // a comment at the end'),
    code("[...xs].map(x => x * 2)\nconst text: string = readFileSync('x', 'utf8')"),
    code('(await Promise.resolve(text)).length\nvoid everystate\ndisplay.text(text)'),
    code('xs.at(-1)'),
  ]);
  const bad = saveNotebook(folder, '02-bad', [
    code("type Action = 'publish' | 'apply'\nconst fire = (action: Action) => action", { id: 'a' }),
    code("fire('publish')\nfire('aply')", { id: 'b' }),
    code('const f = (x) => x', { id: 'c' }),
    code("const found = ['a'].find(x => x === 'a')\nfound.length", { id: 'd' }),
    code('document.title', { id: 'e' }),
    code("import { nothing } from 'no-such-package'", { id: 'f' }),
    code('const open = (', { id: 'g' }),
  ]);
  const findings = formatFindings(typecheck([good, bad])).split('\n');

  it('finds nothing in good cells, nor beyond the cells', () => {
    assert.deepEqual(
      findings.filter(line => !line.startsWith('02-bad, cell ')),
      [],
    );
  });

  const expected = [
    `02-bad, cell 2 (b), line 2: Argument of type '"aply"' is not assignable to parameter of type 'Action'. (TS2345)`,
    "02-bad, cell 3 (c), line 1: Parameter 'x' implicitly has an 'any' type. (TS7006)",
    "02-bad, cell 4 (d), line 2: 'found' is possibly 'undefined'. (TS18048)",
    /^02-bad, cell 5 \(e\), line 1: Cannot find name 'document'/,
    /^02-bad, cell 6 \(f\), line 1: Cannot find module 'no-such-package'/,
    /^02-bad, cell 7 \(g\), line \d: Expression expected/,
  ];
  for (const line of expected) {
    it(`finds ${line}`, () => {
      assert.ok(
        findings.some(found => (typeof line === 'string' ? found === line : line.test(found))),
        findings.join('\n'),
      );
    });
  }
});
