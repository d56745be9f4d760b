import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classDefs, colours, diagram, renderDiagram, tints } from '../index.js';
import { outputsOf } from '../fixtures/kernel.js';
import { countColour, decode, inkOf } from '../fixtures/png.js';
import { ALT, flow, sequence } from '../fixtures/samples.js';

const title = 'A run';

test('a diagram without title or alt text, or that Mermaid does not understand, is refused', async () => {
  await assert.rejects(renderDiagram(flow, { title: '' }), { name: 'FigureError', message: /no title/ });
  await assert.rejects(diagram(flow, { title, alt: '' }), { name: 'FigureError', message: /no alt text/ });
  await assert.rejects(renderDiagram('flowchart TD\n a --> --> b', { title }), {
    name: 'FigureError',
    message: /Mermaid does not understand the diagram: .*line 2/s,
  });
  await assert.rejects(renderDiagram('flowchrt TD\n a --> b', { title }), {
    name: 'FigureError',
    message: /Mermaid does not understand/,
  });
});

test('a mistake does not spoil the next diagram', async () => {
  const before = await renderDiagram(flow, { title });
  await assert.rejects(renderDiagram('flowchart TD\n a --> --> b', { title }));
  assert.deepEqual((await renderDiagram(flow, { title })).png, before.png);
});

test('a diagram too wide to be read is refused', async () => {
  const chain = `flowchart LR\n${Array.from({ length: 16 }, (_, i) => `n${i}["state ${i}"] --> n${i + 1}["state ${i + 1}"]`).join('\n')}`;
  await assert.rejects(renderDiagram(chain, { title }), { name: 'FigureError', message: /too small to read.*TD/s });
});

test('Planner and Enactors have their colours in sequence diagrams', async () => {
  const pixels = await decode((await renderDiagram(sequence, { title })).png);
  assert.ok(countColour(pixels, tints.enactorA) > 5000);
  assert.equal(countColour(pixels, tints.enactorB), 0);
});

test('classDefs colour flowchart nodes', async () => {
  const pixels = await decode(
    (await renderDiagram(`flowchart TD\n a["✗ empty"]:::danger --> b:::enactorC\n${classDefs}`, { title })).png,
  );
  assert.ok(countColour(pixels, colours.danger) > 500);
  assert.ok(countColour(pixels, tints.enactorC) > 2000);
});

test('node and edge labels are drawn, and nodes are as wide as their labels', async () => {
  const draw = (node: string, edge: string) =>
    renderDiagram(`flowchart LR\n a["${node}"] -->|${edge}| b`, { title: 'T' });
  const ink = async (edge: string) => inkOf(await decode((await draw('a', edge)).png));
  assert.ok((await ink('MMMM')) - (await ink('....')) > 300);
  const [narrow, wide] = [await draw('i'.repeat(20), 'edge'), await draw('W'.repeat(20), 'edge')];
  assert.ok(wide.width - narrow.width > 100, `${wide.width} against ${narrow.width}`);
});

test('arrows that point to the left have their heads turned', async () => {
  // Below the names, one picture is nearly the other's mirror image: 179 pixels differ, and 486 with unturned heads.
  const to = await decode(
    (await renderDiagram('sequenceDiagram\n participant A\n participant B\n A->>B: x', { title })).png,
  );
  const from = await decode(
    (await renderDiagram('sequenceDiagram\n participant A\n participant B\n B->>A: x', { title })).png,
  );
  const off = differences(mirror(to), from.data);
  assert.ok(off < 300, `${off} pixels differ`);

  function mirror({ width, height, data }: typeof to): Uint8ClampedArray {
    const result = new Uint8ClampedArray(data.length);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let c = 0; c < 4; c++) result[4 * (y * width + x) + c] = data[4 * (y * width + width - 1 - x) + c]!;
    return result;
  }
  function differences(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
    // Only the arrow's band: titles and names are not mirror images.
    const from = Math.floor((a.length * 0.75) / 4) * 4;
    let count = 0;
    for (let i = from; i < a.length; i += 4) if (Math.abs(a[i]! - b[i]!) > 60) count++;
    return count;
  }
});

test('the Mermaid source can be copied from the plain text', async () => {
  const [output] = await outputsOf(() => diagram(sequence, { title, alt: ALT }));
  assert.equal(output!.data['text/plain'], `${title}\n\n${ALT}\n\n${sequence}\n`);
});
