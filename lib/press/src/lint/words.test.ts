import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { formatFindings } from '../notebook/finding.js';
import { readNotebook } from '../notebook/notebook.js';
import { code, markdown, saveNotebook, temporaryFolder } from '../fixtures/testing.js';
import { proseLength, proseWords } from './words.js';

const { folder, remove } = temporaryFolder();
after(remove);

describe('proseWords', () => {
  it('counts what is read, once', () => {
    const file = saveNotebook(folder, '01-x', [
      markdown(
        '# 1. A title\n\n[Index](../README.md#the-notebooks)\n\n- It\'s *well* [linked here](02-x.ipynb "so") – yes.',
      ),
      code("say('not these')"),
      markdown('| a | b |\n| --- | --- |\n\n```ts\nnor these\n```'),
    ]);
    assert.equal(proseWords(readNotebook(file)), 8);
  });
});

describe('proseLength', () => {
  const found = (words: number) =>
    formatFindings(proseLength(saveNotebook(folder, '01-x', [markdown('word '.repeat(words))])));

  it('accepts 500 to 1500 words', () => assert.deepEqual([found(500), found(1500)], ['', '']));

  it('finds fewer and more', () => {
    assert.equal(found(499), '01-x: 499 words of prose, not 500 to 1500: say more of what a reader should see');
    assert.equal(found(1501), '01-x: 1501 words of prose, not 500 to 1500: cut, or make two notebooks of it');
  });
});
