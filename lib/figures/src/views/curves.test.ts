import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barsSpec, curvesSpec, heatmapFigure, renderChart } from '../index.js';

const axes = {
  title: 'Two lines that end close together',
  x: { field: 'x', title: 'x' },
  y: { field: 'y', title: 'y (log scale)', log: true },
  by: 'of',
} as const;
const rows = [
  { of: 'a', x: 1, y: 1 },
  { of: 'a', x: 2, y: 1000 },
  { of: 'b', x: 1, y: 1 },
  { of: 'b', x: 2, y: 999 },
];

/** The layer that writes the names. */
function namesOf(spec: Record<string, unknown>) {
  const layers = spec.layer as { mark: { type: string }; data: { values: { of: string; dy: number }[] } }[];
  return layers.find(({ mark }) => mark.type === 'text')!.data.values;
}

test('the names of lines that end close together are not written over each other', async () => {
  const [a, b] = namesOf(curvesSpec(rows, axes));
  assert.equal(a!.dy, 0);
  assert(b!.dy >= 18 && b!.dy < 20, `${b!.dy}`);
  await renderChart(curvesSpec(rows, axes));
});

test('names of lines that end apart stay at their ends', () => {
  const apart = curvesSpec([...rows.slice(0, 3), { of: 'b', x: 2, y: 10 }], axes);
  assert.deepEqual(
    namesOf(apart).map(({ dy }) => dy),
    [0, 0],
  );
});

test('there must be a colour for each line', () => {
  const many = ['a', 'b', 'c', 'd', 'e'].map(of => ({ of, x: 1, y: 1 }));
  assert.throws(() => curvesSpec(many, axes), /5 lines and 4 colours. Draw fewer lines/);
});

test('bad ones among the bars are drawn in the colour of danger', async () => {
  const spec = barsSpec([{ n: 1, all: 5, bad: 2 }], {
    title: 'Some are bad',
    x: { field: 'n', title: 'n' },
    y: { field: 'all', title: 'all' },
    danger: 'bad',
  });
  assert.deepEqual(
    (spec.layer as { mark: { color: string } }[]).map(({ mark }) => mark.color),
    ['#64748B', '#B00020'],
  );
  await renderChart(spec);
});

test('a grid needs a number for each field', () => {
  const grid = { title: 'Grid', x: { title: 'x', values: [1, 2] }, y: { title: 'y', values: [1] }, text: String };
  assert.deepEqual(heatmapFigure([[10, 100]], { ...grid, log: true }).data[0]!.z, [[1, 2]]);
  assert.throws(() => heatmapFigure([[10]], grid), /1 rows of 2, and the numbers do not/);
});
