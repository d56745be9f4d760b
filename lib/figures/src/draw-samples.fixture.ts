/** Prints a checksum of each sample's picture: `node draw-samples.fixture.js forwards|backwards`. */
import { createHash } from 'node:crypto';
import { renderChart, renderDiagram, renderPlot } from './index.js';
import { flow, heatMap, lineChart, sequence } from './samples.fixture.js';

const draws = [
  () => renderChart(lineChart),
  () => renderPlot(heatMap),
  () => renderDiagram(sequence, { title: 'A run' }),
  () => renderDiagram(flow, { title: 'A graph' }),
].map(
  (draw, i) => async () =>
    `${i} ${createHash('sha256')
      .update((await draw()).png)
      .digest('hex')}`,
);

void (async () => {
  for (const draw of process.argv[2] === 'backwards' ? draws.reverse() : draws) console.log(await draw());
})();
