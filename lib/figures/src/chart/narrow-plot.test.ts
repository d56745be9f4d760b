import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderDiagram, renderPlot } from '../index.js';
import { narrowPlot } from './narrow-plot.js';
import { PICTURE_WIDTH } from '../output/picture.js';

const map = (columns: number, more = {}) => ({
  data: [
    {
      type: 'heatmap',
      x: Array.from({ length: columns }, (_, i) => `with change ${i}`),
      y: ['No empty record after a regression'],
      z: [Array<number>(columns).fill(0)],
      text: [['✗ 1000 steps', ...Array<string>(columns - 1).fill('✗ 3')]],
      showscale: false,
    },
  ],
  layout: { title: { text: 'A finding that takes more words than fit on a single line' }, ...more },
});

test('a plot is drawn as wide as a picture, its words in lines', async () => {
  const {
    data: [trace],
    layout,
  } = narrowPlot(map(6), 300) as any;
  assert.equal(layout.width, PICTURE_WIDTH);
  assert.match(layout.title.text, /<br>/);
  assert.deepEqual(layout.title.text.split('<br>').join(' '), map(6).layout.title.text);
  assert.equal(layout.height, 300 + 24 * (layout.title.text.split('<br>').length - 1));
  assert.match(trace.y[0], /<br>/);
  assert.equal(trace.x[0], 'with<br>change<br>0');
  assert.equal(trace.text[0][0], '✗<br>1000<br>steps');
  assert.equal((await renderPlot(map(6))).width, PICTURE_WIDTH);
});

test('many columns keep the width of a page, and so does a plot that says how wide it is', () => {
  assert.deepEqual(narrowPlot(map(30), 300), map(30));
  assert.deepEqual(narrowPlot(map(6, { width: 700 }), 300), map(6, { width: 700 }));
});

test('a wide diagram is drawn closer together', async () => {
  const messages = ['A->>B: makes plan 2', 'A->>E: is plan 2 newer than plan 1? Yes, it is newer than it'];
  const { width } = await renderDiagram(
    ['sequenceDiagram', ...'ABCDE'.split('').map(id => `participant ${id} as Enactor ${id}`), ...messages].join('\n'),
    { title: 'Messages' },
  );
  assert(width < 560, `${width}`);
});
