import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chart, diagram, plot, renderChart, renderDiagram, renderPlot, type Picture } from './index.js';
import { outputsOf } from './fixtures/kernel.js';
import { decode, inkOf } from './fixtures/png.js';
import { ALT, flow, heatMap, lineChart, sequence } from './fixtures/samples.js';

const kinds: Record<string, { render: () => Promise<Picture>; show: () => Promise<void>; mimes: string[] }> = {
  chart: {
    render: () => renderChart(lineChart),
    show: () => chart(lineChart, ALT),
    mimes: ['application/vnd.vegalite.v5+json', 'image/png', 'text/plain'],
  },
  plot: {
    render: () => renderPlot(heatMap),
    show: () => plot(heatMap, ALT),
    mimes: ['application/vnd.plotly.v1+json', 'image/png', 'text/plain'],
  },
  sequence: {
    render: () => renderDiagram(sequence, { title: 'A run' }),
    show: () => diagram(sequence, { title: 'A run', alt: ALT }),
    mimes: ['image/png', 'text/plain'],
  },
  flowchart: {
    render: () => renderDiagram(flow, { title: 'A graph' }),
    show: () => diagram(flow, { title: 'A graph', alt: ALT }),
    mimes: ['image/png', 'text/plain'],
  },
};

for (const [name, kind] of Object.entries(kinds)) {
  test(`${name}: one opaque picture of double density, at most 760 px wide`, async () => {
    const { png, width, height } = await kind.render();
    const pixels = await decode(png);
    assert.deepEqual([pixels.width, pixels.height], [2 * width, 2 * height]);
    assert.ok(width <= 760 && width >= 200, `width ${width}`);
    assert.ok(
      pixels.data.every((value, i) => i % 4 !== 3 || value === 255),
      'no transparent pixel',
    );
    assert.deepEqual([...pixels.data.slice(0, 3)], [255, 255, 255], 'white ground');
    assert.ok(inkOf(pixels) > 3000, 'something is drawn');
  });

  test(`${name}: one output of the right types, with size and alt`, async () => {
    const outputs = await outputsOf(kind.show);
    assert.equal(outputs.length, 1);
    const { data, metadata } = outputs[0]!;
    assert.deepEqual(Object.keys(data).sort(), kind.mimes);
    const { width, height } = await kind.render();
    assert.deepEqual(metadata, { 'image/png': { width, height, alt: ALT } });
    assert.match(String(data['text/plain']), new RegExp(ALT));
    assert.deepEqual(structuredClone(data), JSON.parse(JSON.stringify(data)), 'the output is plain JSON');
  });
}

test('two processes draw the same bytes, in either order', () => {
  const draw = (order: string) => {
    const script = fileURLToPath(new URL('./fixtures/draw-samples.js', import.meta.url));
    return execFileSync(process.execPath, [script, order], { encoding: 'utf8' }).trim().split('\n').sort();
  };
  const first = draw('forwards');
  assert.equal(first.length, 4);
  assert.deepEqual(draw('backwards'), first);
});

test('a figure drawn twice in one process has the same bytes', async () => {
  for (const kind of Object.values(kinds)) {
    const [a, b] = [await kind.render(), await kind.render()];
    assert.equal(hash(a), hash(b));
  }
});

test('figures drawn at the same time do not disturb one another', async () => {
  const all = Object.values(kinds);
  const alone: string[] = [];
  for (const kind of all) alone.push(hash(await kind.render()));
  const together = await Promise.all([...all, ...all].map(kind => kind.render()));
  assert.deepEqual(together.map(hash), [...alone, ...alone]);
});

test('the text outside a kernel is the title and the alt text', async t => {
  const log = t.mock.method(console, 'log', () => {});
  await chart(lineChart, ALT);
  assert.deepEqual(
    log.mock.calls.map(call => call.arguments[0]),
    [`States grow with every plan\n\n${ALT}`],
  );
});

function hash(picture: Picture): string {
  return createHash('sha256').update(picture.png).digest('hex');
}
