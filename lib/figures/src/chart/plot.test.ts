import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plot, renderPlot, type PlotFigure } from '../index.js';
import { decode, inkOf } from '../fixtures/png.js';
import { heatMap } from '../fixtures/samples.js';

const trace = heatMap.data[0]!;
const scatter: PlotFigure = {
  data: [{ type: 'scatter', x: [1, 2], y: [3, 4] }],
  layout: { ...heatMap.layout, xaxis: { title: { text: 'step' } } },
};

const mistakes: [name: string, figure: PlotFigure, message: RegExp][] = [
  ['no title', { ...heatMap, layout: {} }, /plot has no title: add layout.title/],
  ['no traces', { ...heatMap, data: [] }, /no traces/],
  ['an axis of numbers without a title', scatter, /yaxis has no title: add layout.yaxis.title/],
  [
    'a colour scale without a title',
    { ...heatMap, data: [{ ...trace, showscale: true }] },
    /colour scale has no title/,
  ],
  ['an unknown trace type', { ...heatMap, data: [{ ...trace, type: 'heetmap' }] }, /invalid value \(heetmap\)/],
  [
    'an unknown layout key',
    { ...heatMap, layout: { ...heatMap.layout, xaxys: {} } },
    /xaxys is not part of the schema/,
  ],
];

for (const [name, figure, message] of mistakes) {
  test(`a plot with ${name} is refused`, () => assert.rejects(renderPlot(figure), { name: 'FigureError', message }));
}

test('a plot without alt text is refused', () => assert.rejects(plot(heatMap, ''), { message: /no alt text/ }));

test('text in cells is drawn', async () => {
  const dark = async (figure: PlotFigure) => inkOf(await decode((await renderPlot(figure)).png));
  const { texttemplate: _, ...bare } = {
    ...trace,
    z: [
      [0, 0],
      [0, 0],
    ],
    zmin: 0,
    zmax: 1,
    colorscale: [
      [0, '#FFFFFF'],
      [1, '#FFFFFF'],
    ],
  } as Record<string, unknown>;
  const [without, withText] = [
    await dark({ ...heatMap, data: [bare] }),
    await dark({ ...heatMap, data: [{ ...bare, texttemplate: '88888' }] }),
  ];
  assert.ok(withText - without > 800, `${withText} against ${without}`);
});

test('the figure that was given is not changed', async () => {
  const before = structuredClone(heatMap);
  await renderPlot(heatMap);
  assert.deepEqual(heatMap, before);
});
