import { colours, tints } from './palette.js';
import { TEXT_FONTS } from '../headless/fonts/families.js';

/**
 * How figures look, for each of the three libraries that draw them.
 *
 * Sizes are CSS pixels. In a picture, 13 px is 9 px on a phone (see picture.ts); on a slide, where
 * figures are drawn larger, it is legible from the back row.
 */

const LABEL_SIZE = 13;
const TITLE_SIZE = 18;

/** For several lines or bars that stand for no Enactor: they differ in lightness. */
const SHADES = [colours.ink, colours.measure, '#8594A8', '#B3BFCE'] as const;

/** From little to much; light enough for ink-coloured text on all of it. */
const SLATES = [
  [0, '#F8FAFC'],
  [1, '#A9B1BD'],
] as const;

/** Vega-Lite's `config`. */
export const vegaTheme = {
  background: colours.paper,
  font: TEXT_FONTS,
  padding: { left: 12, right: 16, top: 12, bottom: 10 },
  view: { stroke: null, continuousHeight: 320, discreteHeight: { step: 40 }, discreteWidth: { step: 40 } },
  title: {
    anchor: 'start',
    frame: 'bounds',
    fontSize: TITLE_SIZE,
    fontWeight: 'bold',
    color: colours.ink,
    offset: 16,
    lineHeight: 24,
    subtitleFontSize: 14,
    subtitleFontWeight: 'normal',
    subtitleColor: colours.muted,
    subtitlePadding: 6,
    subtitleLineHeight: 19,
  },
  axis: {
    labelFontSize: LABEL_SIZE,
    labelColor: colours.ink,
    labelPadding: 6,
    labelLimit: 220,
    titleFontSize: 14,
    titleFontWeight: 600,
    titleColor: colours.ink,
    titlePadding: 10,
    gridColor: colours.grid,
    domainColor: colours.muted,
    tickColor: colours.muted,
    tickSize: 4,
  },
  axisX: { grid: false, labelAngle: 0 },
  axisY: { domain: false, ticks: false },
  legend: {
    labelFontSize: LABEL_SIZE,
    labelColor: colours.ink,
    titleFontSize: LABEL_SIZE,
    titleFontWeight: 600,
    titleColor: colours.ink,
    labelLimit: 0,
    symbolSize: 120,
    symbolStrokeWidth: 3,
    orient: 'top',
    titleOrient: 'left',
    titlePadding: 10,
    columnPadding: 16,
    offset: 10,
  },
  header: {
    labelFontSize: 14,
    labelFontWeight: 600,
    labelColor: colours.ink,
    titleFontSize: 14,
    titleColor: colours.ink,
  },
  range: {
    category: [...SHADES],
    ordinal: [...SHADES],
    ramp: [SLATES[0][1], SLATES[1][1]],
    heatmap: [SLATES[0][1], SLATES[1][1]],
  },
  mark: { color: colours.measure },
  line: { strokeWidth: 2.5, point: { size: 60, filled: true } },
  point: { size: 90, filled: true, opacity: 1 },
  bar: { cornerRadiusEnd: 2 },
  rule: { color: colours.muted },
  text: { fontSize: LABEL_SIZE, color: colours.ink },
} as const;

/** Plotly's layout template. */
export const plotlyTheme = {
  layout: {
    font: { family: TEXT_FONTS, size: LABEL_SIZE, color: colours.ink },
    paper_bgcolor: colours.paper,
    plot_bgcolor: colours.paper,
    title: {
      x: 0,
      xref: 'container',
      xanchor: 'left',
      yref: 'container',
      yanchor: 'bottom',
      pad: { l: 16 }, // plot.ts adds y
      font: { family: TEXT_FONTS, size: TITLE_SIZE, color: colours.ink, weight: 700 },
      subtitle: { font: { family: TEXT_FONTS, size: 14, color: colours.muted, weight: 400 } },
    },
    colorway: [...SHADES],
    colorscale: { sequential: SLATES },
    hoverlabel: { font: { family: TEXT_FONTS, size: LABEL_SIZE } },
    margin: { l: 72, r: 24, t: 84, b: 64, autoexpand: true },
    xaxis: plotlyAxis(),
    yaxis: plotlyAxis(),
    legend: { orientation: 'h', x: 0, xanchor: 'left', y: 1.02, yanchor: 'bottom', font: { size: LABEL_SIZE } },
  },
  data: {
    heatmap: [
      {
        type: 'heatmap',
        colorscale: SLATES,
        xgap: 2,
        ygap: 2,
        textfont: { family: TEXT_FONTS, size: LABEL_SIZE, color: colours.ink },
        colorbar: {
          outlinewidth: 0,
          thickness: 14,
          tickfont: { size: LABEL_SIZE },
          title: { side: 'right', font: { size: LABEL_SIZE } },
        },
      },
    ],
  },
} as const;

function plotlyAxis() {
  return {
    automargin: true,
    gridcolor: colours.grid,
    linecolor: colours.muted,
    zeroline: false,
    ticks: '',
    ticklabelstandoff: 4,
    autotickangles: [0, -35, -90],
    tickfont: { size: LABEL_SIZE },
    title: { font: { size: 14, weight: 600 }, standoff: 14 },
  } as const;
}

/** Mermaid's `themeVariables`, for its theme `base`. */
export const mermaidTheme = {
  fontFamily: TEXT_FONTS,
  fontSize: '15px',
  background: colours.paper,
  textColor: colours.ink,
  titleColor: colours.ink,
  primaryColor: tints.neutral,
  primaryTextColor: colours.ink,
  primaryBorderColor: colours.planner,
  secondaryColor: tints.planner,
  secondaryTextColor: colours.ink,
  secondaryBorderColor: colours.planner,
  tertiaryColor: colours.paper,
  tertiaryTextColor: colours.ink,
  tertiaryBorderColor: colours.muted,
  lineColor: colours.planner,
  mainBkg: tints.neutral,
  nodeBorder: colours.planner,
  clusterBkg: '#FAFAFB',
  clusterBorder: '#9CA3AF',
  edgeLabelBackground: colours.paper,
  labelBackgroundColor: colours.paper,
  actorBkg: tints.neutral,
  actorBorder: colours.planner,
  actorTextColor: colours.ink,
  actorLineColor: '#9CA3AF',
  signalColor: colours.ink,
  signalTextColor: colours.ink,
  noteBkgColor: colours.paper,
  noteBorderColor: colours.danger,
  noteTextColor: colours.danger,
  labelBoxBkgColor: tints.planner,
  labelBoxBorderColor: colours.planner,
  labelTextColor: colours.ink,
  loopTextColor: colours.ink,
  activationBkgColor: tints.planner,
  activationBorderColor: colours.planner,
  sequenceNumberColor: colours.paper,
} as const;

/** Mermaid's `themeCSS`: what its variables do not reach. */
export const mermaidCss = `
  .edgeLabel rect, .edgeLabel .label rect { opacity: 1 !important; fill: ${colours.paper}; }
  .flowchart-link, .transition { stroke-width: 1.5px; }
  .cluster-label tspan, text.actor { font-weight: 600; }
  .cluster rect { rx: 6px; ry: 6px; }
`;

/** The classes that `classDefs` defines, with fill and stroke. */
const classes = {
  enactorA: [tints.enactorA, colours.enactorA],
  enactorB: [tints.enactorB, colours.enactorB],
  enactorC: [tints.enactorC, colours.enactorC],
  enactorD: [tints.enactorD, colours.enactorD],
  planner: [tints.planner, colours.planner],
  good: [tints.good, colours.good],
  danger: [tints.danger, colours.danger],
} as const;

/**
 * Lines to end a mermaid flowchart or state diagram with; then `node:::enactorA` takes that colour.
 * The classes: enactorA, enactorB, enactorC, enactorD, planner, good, danger.
 * A `danger` node also needs a sign or a word in its label, as `✗ no plan`.
 */
export const classDefs = Object.entries(classes)
  .map(
    ([name, [fill, stroke]]) =>
      `classDef ${name} fill:${fill},stroke:${stroke},stroke-width:${name === 'danger' ? 3 : 2}px,color:${colours.ink}`,
  )
  .join('\n');
