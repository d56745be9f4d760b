import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chart, colours, renderChart, type ChartSpec } from '../index.js';
import { outputsOf } from '../fixtures/kernel.js';
import { countColour, decode, inkOf } from '../fixtures/png.js';
import { ALT, lineChart } from '../fixtures/samples.js';

const encoding = lineChart.encoding as Record<string, object>;

/** The sample with some parts changed. */
function changed(parts: ChartSpec): ChartSpec {
  return { ...lineChart, ...parts };
}
function encoded(parts: Record<string, unknown>): ChartSpec {
  return changed({ encoding: { ...encoding, ...parts } });
}

const mistakes: [name: string, spec: ChartSpec, message: RegExp][] = [
  ['no title', changed({ title: undefined }), /chart has no title: add title/],
  ['an empty title', changed({ title: { text: ' ' } }), /chart has no title/],
  [
    'an axis with a field name for a title',
    encoded({ y: { field: 'states', type: 'quantitative' } }),
    /y axis \(field “states”\) has no title/,
  ],
  [
    'an axis of numbers with title null',
    encoded({ y: { field: 'states', type: 'quantitative', title: null } }),
    /y axis has numbers but no title/,
  ],
  [
    'a legend with a field name for a title',
    encoded({ color: { field: 'plans', type: 'nominal' } }),
    /legend of “plans” has no title/,
  ],
  ['an unknown mark', changed({ mark: 'lyne' }), /no “lyne” as mark: choose from .*line/],
  ['a misspelt channel', encoded({ colour: { value: 'red' } }), /no “colour” in encoding: it has color/],
  [
    'a misspelt property',
    changed({ mark: { type: 'line', strokeWith: 3 } }),
    /no “strokeWith” in mark: it has strokeWidth/,
  ],
  [
    'a field that the data lack',
    encoded({ y: { field: 'stats', type: 'quantitative', title: 'states' } }),
    /field “stats”, which no row of the data has; they have plans, states/,
  ],
  ['a log scale with zero', changed({ data: { values: [{ plans: 1, states: 0 }] } }), /Log scale domain includes zero/],
  ['too wide', changed({ width: 900 }), /900 px wide, but GitHub shows 760/],
  ['a character without glyph', changed({ title: 'Plan ☠' }), /no glyph for “☠” \(U\+2620\) in “Plan ☠”/],
  [
    'a layer without an axis title',
    changed({
      mark: undefined,
      encoding: undefined,
      layer: [
        { mark: 'line', encoding: { x: encoding.x } },
        { mark: 'rule', encoding: { y: { field: 'plans', type: 'quantitative' } } },
      ],
    }),
    /y axis \(field “plans”\) has no title.*every layer/,
  ],
  [
    'a facet without an axis title',
    changed({
      mark: undefined,
      encoding: undefined,
      facet: { column: { field: 'plans', title: null } },
      spec: {
        width: 100,
        mark: 'bar',
        encoding: { y: { field: 'states', type: 'quantitative' } },
      },
    }),
    /y axis \(field “states”\) has no title/,
  ],
];

for (const [name, spec, message] of mistakes) {
  test(`a chart with ${name} is refused`, () => assert.rejects(renderChart(spec), { name: 'FigureError', message }));
}

test('a chart without alt text is refused', () =>
  assert.rejects(chart(lineChart, ' '), { name: 'FigureError', message: /no alt text/ }));

test('an axis that is null needs no title', async () => {
  await renderChart(encoded({ y: { field: 'states', type: 'quantitative', axis: null } }));
});

test('an axis of names may go without a title', async () => {
  await renderChart(encoded({ x: { field: 'plans', type: 'ordinal', title: null } }));
});

test('letters are drawn: other text gives other pixels, and wider text more ink', async () => {
  const ink = async (title: string) => inkOf(await decode((await renderChart(changed({ title }))).png));
  const [dots, letters] = [await ink('.....'), await ink('MMMMM')];
  assert.ok(letters - dots > 500, `${letters} against ${dots}`);
  assert.notEqual(await ink('MMMMM'), await ink('WWWWO'), 'empty boxes would all be alike');
});

test('marks have the colours of the palette', async () => {
  assert.ok(countColour(await decode((await renderChart(lineChart)).png), colours.measure) > 500);
});

test('long labels get their room: the plot narrows, the figure does not widen', async () => {
  const spec = changed({
    mark: 'bar',
    data: { values: [{ lane: 'WWWWWWWWWWWWWW', n: 1 }] },
    encoding: {
      y: { field: 'lane', type: 'nominal', title: null },
      x: { field: 'n', type: 'quantitative', title: 'count' },
    },
  });
  const { width, png } = await renderChart(spec);
  assert.equal(width, 460);
  const { data, width: across } = await decode(png);
  const firstColumns = Array.from({ length: data.length / 4 }, (_, i) => i)
    .filter(i => i % across < 10)
    .some(i => data[4 * i]! < 250);
  assert.equal(firstColumns, false, 'nothing touches the left edge');
});

test('the live chart carries the theme, and the author’s own config on top', async () => {
  const [output] = await outputsOf(() => chart(changed({ config: { axis: { labelFontSize: 20 } } }), ALT));
  const live = output!.data['application/vnd.vegalite.v5+json'] as {
    config: { background: string; axis: Record<string, unknown> };
  };
  assert.equal(live.config.background, '#FFFFFF');
  assert.equal(live.config.axis.labelFontSize, 20);
  assert.equal(live.config.axis.gridColor, colours.grid);
});
