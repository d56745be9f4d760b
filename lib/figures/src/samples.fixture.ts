/** Small figures that tests draw. */
import type { ChartSpec } from './chart.js';
import type { PlotFigure } from './plot.js';

export const ALT = 'States grow with every plan.';

export const lineChart: ChartSpec = {
  title: 'States grow with every plan',
  data: { values: [1, 2, 3, 4].map(plans => ({ plans, states: 10 ** plans })) },
  mark: 'line',
  encoding: {
    x: { field: 'plans', type: 'ordinal', title: 'plans' },
    y: { field: 'states', type: 'quantitative', title: 'states (log scale)', scale: { type: 'log' } },
  },
};

export const heatMap: PlotFigure = {
  data: [
    {
      type: 'heatmap',
      x: ['lock', 'lease'],
      y: ['empty', 'stale'],
      z: [
        [0, 1],
        [2, 3],
      ],
      texttemplate: '%{z}',
      showscale: false,
    },
  ],
  layout: { title: { text: 'Only the lock helps' } },
};

export const sequence = `sequenceDiagram
  autonumber
  participant A as Enactor A
  participant R as Record
  A->>R: apply plan 1
  R-->>A: done`;

export const flow = `flowchart TD
  a["live 1"]:::good -->|B cleans up| b["✗ record empty"]:::danger
  classDef good fill:#D6F0E7
  classDef danger fill:#FBE3E6`;
