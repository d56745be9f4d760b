import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { tags, type Notebook } from 'press';
import { copyContents, notebookFiles } from './contents.js';
import { hashOf } from './extension.js';

const folder = mkdtempSync(path.join(tmpdir(), 'site-'));
after(() => rmSync(folder, { recursive: true }));
copyContents(folder);

test('each notebook says first that it is live, and links to no other place to open it', () => {
  assert(notebookFiles().length > 12);
  for (const file of notebookFiles()) {
    const { cells } = JSON.parse(readFileSync(path.join(folder, 'notebooks', file), 'utf8')) as Notebook;
    assert.match(String(cells[0]!.source), /^\*\*This page is live\.\*\*/, file);
    assert.match(String(cells[1]!.source), /\[Index\]\([^)]*\)/, file);
    for (const { source } of cells) assert.doesNotMatch(String(source), /\[Open in the browser\]/, file);
    for (const cell of cells)
      if (tags(cell).includes('needs-java')) assert(tags(cell).includes('raises-exception'), `${file} ${cell.id}`);
  }
});

test('a note stands above the first cell that is another in a page; what a page can only show is said first', () => {
  const isNote = ({ id = '' }: { id?: string }) => id.startsWith('note-');
  const noted = notebookFiles().flatMap(file => {
    const { cells } = JSON.parse(readFileSync(path.join(folder, 'notebooks', file), 'utf8')) as Notebook;
    const [first] = cells;
    assert.equal(/only show/.test(String(first!.source)), file.startsWith('08'), file);
    return cells.flatMap((cell, i) => {
      if (!isNote(cell)) return [];
      assert.match(String(cells[i + 1]!.source), /startSolver\(|from 'tlaplus'/, file);
      return file.slice(0, 2);
    });
  });
  assert.deepEqual(noted, ['08', '11']);
});

test('what a notebook links to is there', () => {
  for (const file of notebookFiles()) {
    const { cells } = JSON.parse(readFileSync(path.join(folder, 'notebooks', file), 'utf8')) as Notebook;
    const text = cells.flatMap(cell => (cell.cell_type === 'markdown' ? String(cell.source) : [])).join('\n');
    for (const [, link] of text.matchAll(/\]\((?!https?:|#|attachment:)([^)#\s]+)/g))
      assert(statSync(path.join(folder, 'notebooks', link!)).isFile(), `${file}: ${link}`);
  }
});

test('a release is another as soon as a file is', () => {
  const before = hashOf(folder);
  assert.equal(hashOf(folder), before);
  appendFileSync(path.join(folder, 'README.md'), '.');
  assert.notEqual(hashOf(folder), before);
});
