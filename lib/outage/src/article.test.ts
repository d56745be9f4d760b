import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from 'everystate';
import { article, type ArticleVariant } from './index.js';

const violated = (variant: ArticleVariant) =>
  check(article(variant))
    .properties.filter(({ verdict }) => verdict === 'violated')
    .map(({ name }) => name);

test("both of the article's properties are violated, with plans 1 to 3 as well", () => {
  for (const plans of [3, 5]) {
    const result = check(article({ plans }));
    assert.equal(result.of('No empty record after a regression').verdict, 'violated');
    assert.equal(result.of('The active plan is never deleted').verdict, 'violated');
  }
});

test('an Enactor that has applied an older plan is stuck, unless it has another way', () => {
  const { end } = check(article()).of('Nobody is stuck').trace!;
  const stuck = end.enactor.find(({ at }) => at !== 'stopped')!;
  assert.equal(stuck.at, 'rank');
  assert(stuck.mine <= end.highest);
  assert(!violated({ orElse: true }).includes('Nobody is stuck'));
});

test('Enactors can stop before the last plan is sent, unless it is sent before it is announced', () => {
  assert(violated({ orElse: true }).includes('Every plan is received'));
  assert(!violated({ orElse: true, sendFirst: true }).includes('Every plan is received'));
});

test('the first property is broken only within two statements of the clean-up', () => {
  const held = (variant: ArticleVariant) => violated(variant).includes('No empty record after a regression');
  assert(held({}));
  assert(!held({ oneStep: true }));
  assert(violated({ oneStep: true }).includes('Once filled, never empty'));
});

test('fixed, it keeps both properties, and still goes back', () => {
  assert.deepEqual(violated({ fixed: true, sendFirst: true }), ['Never behind the highest']);
});
