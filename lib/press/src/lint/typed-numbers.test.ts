import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { formatFindings } from '../notebook/finding.js';
import { unknownIds } from './ledger-ids.js';
import type { Cell } from '../notebook/notebook.js';
import { code, markdown, saveNotebook, stdout, temporaryFolder } from '../fixtures/testing.js';
import { typedNumbers } from './typed-numbers.js';

const { folder, remove } = temporaryFolder();
after(remove);

const found = (check: typeof typedNumbers, ...cells: Cell[]) =>
  formatFindings(check(saveNotebook(folder, '01-x', cells)));

describe('typedNumbers', () => {
  const numbers = (...cells: Cell[]) => found(typedNumbers, ...cells);

  it('accepts what a cell sets or computes', () => {
    assert.equal(
      numbers(
        markdown('With 5 plans there are 29,108 states, 12 % of them bad, and 30 deep.'),
        code('const plans = 5, rate = 0.12;', { outputs: [stdout('states: 29108\n')] }),
        code('say(`${depth} deep`)', {
          outputs: [
            {
              output_type: 'display_data',
              metadata: {},
              data: { 'text/markdown': '**30** deep', 'image/png': 'MTc=' },
            },
          ],
        }),
      ),
      '',
    );
  });

  it('finds a number that no cell computes', () => {
    assert.equal(
      numbers(markdown('First.\n\nThere are 29,109 states.', { id: 'a' }), code('', { outputs: [stdout('29108')] })),
      '01-x, text cell (a), line 3: no cell computes the number 29,109: put the sentence into say(`… ${value} …`)',
    );
    assert.match(numbers(markdown('In 17 % of runs.'), code('170')), /no cell computes the number 17 %: /);
    assert.match(numbers(markdown('A million runs.')), /no cell computes the number A million: /);
  });

  it('does not believe what was typed in code for people to read', () => {
    const title = code("\nchart('A race takes 17 steps');", { id: 'b', outputs: [stdout('A race takes 17 steps\n')] });
    const message = '01-x, cell 1 (b), line 2: no cell computes the number 17: compute it: `… ${value} …`';
    assert.equal(numbers(title), message);
    assert.match(numbers(markdown('It takes 17 steps.'), title), /text cell .*number 17/);
    assert.match(
      numbers(code('say(`${a} of 17 plans are bad`)', { outputs: [stdout('3 of 17 plans are bad')] })),
      /number 17/,
    );
    assert.match(numbers(code('f(); // at most 17 of them\n')), /number 17/);
    assert.equal(numbers(code("chart('A race takes 17 steps'); f(17)")), '');
  });

  it('accepts the numbers of a cited claim, in the paragraph that cites it', () => {
    assert.equal(numbers(markdown('A million runs might not find it (TALK-11).')), '');
    assert.match(numbers(markdown('A million runs.\n\nSo they said (TALK-11).')), /A million/);
  });
});

describe('unknownIds', () => {
  it('accepts ids in data/, and other names', () => {
    assert.equal(
      found(unknownIds, markdown('PM-12, TALK-3 to TALK-5, A-3, P-1, UTF-8'), code("const cites = ['PM-9']")),
      '',
    );
  });

  it('finds those that are not there', () => {
    assert.equal(
      found(unknownIds, markdown('See\n(PM-99).', { id: 'a' }), code("const cites = ['A-98']", { id: 'b' })),
      [
        '01-x, text cell (a), line 2: nothing in data/ has the id PM-99: correct it, or add it there',
        '01-x, cell 1 (b), line 1: nothing in data/ has the id A-98: correct it, or add it there',
      ].join('\n'),
    );
    assert.match(found(unknownIds, markdown('P-6')), /the id P-6/);
  });
});
