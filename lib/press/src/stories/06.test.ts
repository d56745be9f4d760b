/** What notebook 6 says: its Promela, and the outcomes of its experiments. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { check } from 'everystate';
import { article } from 'outage';
import { joined, readNotebook } from '../notebook/notebook.js';
import { ROOT } from '../common/paths.js';
import { readNotebookChanged as read } from '../notebook/read-changed.js';

const NAME = '06-the-article-replayed';

test('its Promela is that of the twin', () => {
  const lines = (text: string) =>
    text
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '');
  const twin = lines(readFileSync(path.join(ROOT, 'data/twins/article.pml'), 'utf8'));
  const quoted = readNotebook(path.join(ROOT, 'notebooks', `${NAME}.ipynb`))
    .cells.flatMap(cell => [...joined(cell.source).matchAll(/```promela\n([^]*?)```/g)])
    .flatMap(([, text]) => lines(text!));
  assert(quoted.length > 3);
  for (const line of quoted) assert(twin.includes(line), `«${line}» is not in article.pml`);
});

test('three plans are enough', async () => {
  const five = await read(NAME, { upTo: 'properties' });
  const three = await read(NAME, { upTo: 'properties', change: { 'article()': 'article({ plans: 3 })' } });
  assert(three.replayed.states < five.replayed.states);
  for (const name of [five.broken, five.deleting]) {
    assert.equal(three.replayed.of(name).trace.length, five.replayed.of(name).trace.length);
  }
});

test('its experiment: to send first and then announce leaves no plan behind', () => {
  const result = check(article({ orElse: true, sendFirst: true }));
  assert.equal(result.of('Every plan is received').verdict, 'holds');
  assert.equal(result.of('Nobody is stuck').verdict, 'holds');
});
