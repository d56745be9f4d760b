import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { formatFindings } from '../notebook/finding.js';
import { lint } from './lint.js';
import type { Cell, Notebook, Output } from '../notebook/notebook.js';
import { ROOT } from '../common/paths.js';
import { code, markdown, saveNotebook, stdout, temporaryFolder } from '../fixtures/testing.js';

const { folder, remove } = temporaryFolder();
after(remove);

const run = (cells: Cell[], more: Partial<Notebook> = {}) =>
  formatFindings(lint(saveNotebook(folder, '01-x', cells, more)));

const ran = (source: string, outputs: Output[] = []) => code(source, { id: 'a', execution_count: 1, outputs });

const picture = (data: Record<string, unknown>, alt?: string): Output => ({
  output_type: 'display_data',
  data: { 'image/png': 'AAAA', ...data },
  metadata: { 'image/png': { alt } },
});

describe('lint', () => {
  it('finds nothing in a good notebook', () => {
    writeFileSync(path.join(folder, 'there is.md'), '');
    assert.equal(
      run([
        markdown(
          '[a](01-x.ipynb#end), [b](there%20is.md "title"), [c](https://x.org/y), [d](#here), `[e](gone)`\n```\n[f](gone)\n```',
        ),
        ran('x'.repeat(80), [
          stdout('1\n'),
          picture({ 'text/plain': 'a chart', 'application/vnd.vegalite.v5+json': {} }, 'A chart'),
        ]),
      ]),
      '',
    );
  });

  const cases: [string, () => string, string][] = [
    [
      'a missing id',
      () => run([{ ...markdown('x'), id: undefined! }]),
      '01-x, text cell (no id): the cell has no id: save the notebook with npm start -- --write',
    ],
    [
      'an id used twice',
      () => run([markdown('x', { id: 'a' }), markdown('y', { id: 'a' })]),
      '01-x, text cell (a): another cell has the same id: change one',
    ],
    [
      'an id with a space',
      () => run([markdown('x', { id: 'a b' })]),
      '01-x, text cell (a b): an id has 1 to 64 letters, digits, - and _',
    ],
    [
      'an older format',
      () => run([], { nbformat_minor: 4 }),
      '01-x: notebook format 4.4, not 4.5: npm start -- --write 01-x',
    ],
    [
      'a cell that was not run',
      () => run([code('1', { id: 'a' })]),
      '01-x: its cells were not run in order, from 1 to 1: npm start -- --write 01-x',
    ],
    [
      'a cell run out of order',
      () => run([ran('1'), markdown(''), code('2', { execution_count: 3 })]),
      '01-x: its cells were not run in order, from 1 to 2: npm start -- --write 01-x',
    ],
    ['an empty cell', () => run([ran('\n')]), '01-x, cell 1 (a): an empty code cell: delete it'],
    [
      'a saved error',
      () => run([ran('1', [{ output_type: 'error', ename: '', evalue: '', traceback: [] }])]),
      '01-x, cell 1 (a): an error was saved as its output',
    ],
    [
      'saved stderr',
      () => run([ran('1', [{ output_type: 'stream', name: 'stderr', text: 'x' }])]),
      '01-x, cell 1 (a): stderr was saved as its output',
    ],
    [
      'a long line',
      () => run([ran(`1\n${'x'.repeat(81)}`)]),
      '01-x, cell 1 (a), line 2: 81 characters; phones show 80',
    ],
    [
      'a long cell',
      () => run([ran('1\n'.repeat(21).trimEnd())]),
      '01-x, cell 1 (a): 21 lines of code; at most 20 are read',
    ],
    [
      'a path in the source',
      () => run([ran(`read('${ROOT}/data/x.json')`)]),
      `01-x, cell 1 (a): a path of one machine in the source: ${ROOT}/data/x.json`,
    ],
    [
      'a path in a text',
      () => run([markdown('In /home/ada/notes, say', { id: 'a' })]),
      '01-x, text cell (a): a path of one machine in the source: /home/ada',
    ],
    [
      'a path in the output',
      () => run([ran('1', [stdout(`at ${ROOT}/lib\n`)])]),
      `01-x, cell 1 (a): a path of one machine in the output: ${ROOT}/lib`,
    ],
    [
      'a picture that GitHub does not show',
      () => run([ran('1', [picture({ 'text/plain': 'x', 'text/html': 'x' }, 'x')])]),
      '01-x, cell 1 (a): text/html beside image/png: GitHub would show it instead of the picture',
    ],
    [
      'a picture without text',
      () => run([ran('1', [picture({}, 'x')])]),
      '01-x, cell 1 (a): a picture without text/plain',
    ],
    [
      'a picture without alt text',
      () => run([ran('1', [picture({ 'text/plain': 'x' })])]),
      "01-x, cell 1 (a): a picture without alt text (metadata['image/png'].alt)",
    ],
    [
      'a dead link',
      () => run([markdown('See\n[that](02-gone.ipynb)', { id: 'a' })]),
      '01-x, text cell (a), line 2: the link leads nowhere: 02-gone.ipynb',
    ],
    [
      'a dead picture',
      () => run([markdown('<img src="gone.png">', { id: 'a' })]),
      '01-x, text cell (a), line 1: the link leads nowhere: gone.png',
    ],
    [
      'a dead attachment',
      () => run([markdown('![x](attachment:y.png)', { id: 'a' })]),
      '01-x, text cell (a), line 1: no such attachment: attachment:y.png',
    ],
  ];
  for (const [what, found, expected] of cases) {
    it(`finds ${what}`, () => assert.equal(found(), expected));
  }

  it('finds a large file', () => {
    assert.match(
      run([ran('1', [stdout('x'.repeat(700_000))])]),
      /^01-x: the file has 700\d+ bytes, 700000 are too many: make figures smaller or fewer$/,
    );
  });

  it('finds a file that is no notebook', () => {
    const file = path.join(folder, '02-cut.ipynb');
    writeFileSync(file, '{');
    assert.match(formatFindings(lint(file)), /^02-cut: 02-cut\.ipynb is not JSON/);
  });
});
