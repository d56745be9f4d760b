import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { numbersIn, valuesIn } from './numbers.js';

const stated = (markdown: string) => numbersIn(markdown).map(({ text, value }) => `${text} = ${value}`);

describe('numbersIn', () => {
  it('finds digits, thousands, fractions, percentages and large words', () => {
    assert.deepEqual(stated('23,201 states, 0.5 of them; 95 % or 95% or 7 percent in 2.5 million of 12–15 runs, 3×'), [
      '23,201 = 23201',
      '0.5 = 0.5',
      '95 % = 95',
      '95% = 95',
      '7 percent = 7',
      '2.5 million = 2500000',
      '12 = 12',
      '15 = 15',
      '3 = 3',
    ]);
    assert.deepEqual(stated('Twenty plans, a hundred runs, a million.'), [
      'Twenty = 20',
      'a hundred = 100',
      'a million = 1000000',
    ]);
    assert.deepEqual(stated('The count is `12,303`.'), ['12,303 = 12303']);
    assert.deepEqual(stated('It takes 12. Then it takes 1.5, and (9).'), ['12 = 12', '1.5 = 1.5', '9 = 9']);
  });

  it('leaves small words to a reviewer', () => {
    assert.deepEqual(stated('Three Enactors, twelve steps.'), []);
  });

  it('leaves names alone', () => {
    for (const name of [
      '# 4. The race',
      '## Step 2: an Enactor picks up a plan',
      '1. Set it.',
      'Set `KEEP = 4`.',
      '```ts\n12\n```',
      'PM-12 to PM-14, A-3',
      '[here](04-the-race.ipynb)',
      'https://example.org/99',
      '<img width="300">',
      'Notebooks 3 and 4, notebooks 5 to 12',
      'us-east-1, IPv4, EC2, DAT453, Route 53',
      'RFC 1035, section 4.1.1',
      'Spin 6.5.2 on Node 20',
      'v1.2.3',
      '20 October 2025, October 2025, 19 to 20 October, 2025-10-20, in 2025, (Lamport 1977)',
      '06:48 UTC, 11:48 PM',
    ])
      assert.deepEqual(stated(name), [], name);
  });

  it('knows the line', () => {
    assert.deepEqual(numbersIn('a\n\n17 b'), [{ text: '17', value: 17, line: 3 }]);
  });
});

describe('valuesIn', () => {
  it('takes every number, but no ids, addresses, colours and parts of words', () => {
    assert.deepEqual(valuesIn('12,303 of 1_000, 0.25; [3, 4] 3 → 5'), [12303, 1000, 0.25, 3, 4, 3, 5]);
    assert.deepEqual(valuesIn('PM-12 https://x.org/99 fill:#0072B2 EC2 x17'), []);
  });
});
