import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { check } from 'everystate';
import { article } from 'outage';
import { ARTICLE_RESULTS, articleResults } from './article.js';
import { isInstalled } from 'programs';

const skip =
  isInstalled('spin', '-V') && isInstalled('gcc')
    ? false
    : 'spin or gcc is not installed: npm run check:spin says how to get them';

const saved = JSON.parse(readFileSync(ARTICLE_RESULTS, 'utf8'));

test("what notebook 6 reads of Spin is still what Spin says of the article's twin", { skip }, async () => {
  assert.deepEqual(await articleResults(), saved, 'npm run results:article');
});

test("everystate finds as many states, steps and stuck states in the article's model", () => {
  const variants = [{}, { orElse: true }, { oneStep: true }, { fixed: true }];
  assert.equal(saved.whole.length, variants.length);
  for (const [i, variant] of variants.entries()) {
    const result = check(article(variant));
    const { states, transitions, stuck } = saved.whole[i];
    assert.deepEqual(
      [result.states, result.transitions, result.of('Nobody is stuck').count],
      [states, transitions, stuck],
    );
  }
});

test('everystate finds a violation as soon as Spin does breadth first', () => {
  const { trace } = check(article()).of('No empty record after a regression');
  assert.equal(trace!.length, saved.traces.breadthFirst);
});
