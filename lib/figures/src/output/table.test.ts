import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatNumber, renderTable, say, table } from '../index.js';
import { outputsOf } from '../fixtures/kernel.js';

test('a table has headings, separators, signs for truth, and escapes what would break it', () => {
  const rows = [
    { fix: 'a | b', states: 12303, holds: true },
    { fix: '<x>\ny', states: 7n, holds: false },
    { fix: 'none', states: 0.5 },
  ];
  const { data, metadata } = renderTable(rows, {
    columns: { fix: 'Fix', states: 'States', holds: 'Holds?' },
    caption: 'Three fixes.',
  });
  assert.equal(
    data['text/markdown'],
    [
      'Three fixes.',
      '',
      '| Fix | States | Holds? |',
      '| :--- | ---: | :--- |',
      '| a \\| b | 12,303 | ✓ |',
      '| &lt;x> y | 7 | ✗ |',
      '| none | 0.5 | – |',
    ].join('\n'),
  );
  assert.equal(String(data['text/plain']).split('\n')[2], 'a | b  12,303  ✓');
  assert.deepEqual(metadata, {});
});

test('a sign is not parted from its word', () => {
  const { data } = renderTable([{ found: '✗ 12 steps' }]);
  assert.match(String(data['text/markdown']), /✗\u00A012 steps/);
  assert.match(String(data['text/plain']), /✗ 12 steps/);
});

test('columns choose and order', () => {
  const { data } = renderTable([{ a: 1, b: 2, c: 3 }], { columns: ['c', 'a'] });
  assert.match(String(data['text/markdown']), /^\| c \| a \|\n.*\n\| 3 \| 1 \|$/);
});

test('mistakes are named', () => {
  assert.throws(() => renderTable([]), /no rows/);
  assert.throws(() => renderTable([{ a: 1 }], { columns: ['b'] }), /no column “b”: its rows have a/);
  assert.throws(() => renderTable([{ a: [1] }]), /column “a” holds an array/);
  assert.throws(() => say(' '), /nothing to say/);
});

test('table and say write markdown and plain text', async () => {
  const outputs = await outputsOf(() => {
    table([{ a: 1 }]);
    say('**12,303** states');
  });
  assert.deepEqual(
    outputs.map(output => Object.keys(output.data)),
    [
      ['text/markdown', 'text/plain'],
      ['text/markdown', 'text/plain'],
    ],
  );
  assert.equal(outputs[1]!.data['text/plain'], '12,303 states');
});

test('numbers read well', () => {
  assert.deepEqual([12303, -4, 0.12345, 2n ** 40n].map(formatNumber), ['12,303', '−4', '0.123', '1,099,511,627,776']);
});

test('a column of ids has a heading wide enough for them', () => {
  const markdown = (rows: object[]) => renderTable(rows).data['text/markdown'] as string;
  assert.match(markdown([{ id: 'PM-1' }, { id: 'TALK-12' }]), /^\| id(&nbsp;){11} \|$/m);
  assert.match(
    markdown([{ id: '[PM-1](01-x.ipynb)' }, { id: '[TALK-12](01-x.ipynb)' }]),
    /^\| id(&nbsp;){11} \|$/m,
    'of links too',
  );
  assert.doesNotMatch(markdown([{ id: 'PM-1' }, { id: 'well-known' }]), /nbsp/);
});
