import { mermaidCss, mermaidTheme } from '../style/theme.js';

/** How Mermaid is to draw, in Node and in a notebook's page. */
export const mermaidSettings = {
  startOnLoad: false,
  theme: 'base',
  themeVariables: mermaidTheme,
  themeCSS: mermaidCss,
  fontFamily: mermaidTheme.fontFamily,
  htmlLabels: false, // HTML inside SVG cannot be drawn without a browser
  deterministicIds: true,
  deterministicIDSeed: 'figure',
  handDrawnSeed: 1,
  suppressErrorRendering: true,
  flowchart: {
    htmlLabels: false,
    useMaxWidth: false,
    nodeSpacing: 40,
    rankSpacing: 44,
    padding: 12,
    subGraphTitleMargin: { top: 4, bottom: 8 },
  },
  sequence: {
    useMaxWidth: false,
    mirrorActors: false,
    width: 120,
    height: 44,
    actorMargin: 36,
    diagramMarginX: 8,
    diagramMarginY: 14,
    boxMargin: 8,
    noteMargin: 8,
    messageMargin: 34,
    wrapPadding: 8,
    actorFontSize: 15,
    actorFontWeight: 600,
    messageFontSize: 14,
    noteFontSize: 14,
  },
  state: { useMaxWidth: false, nodeSpacing: 40, rankSpacing: 40 },
};
