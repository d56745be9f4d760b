/** In place of `diagram/render.ts`: the notebook's page draws Mermaid itself. */
import type { DiagramOptions } from '../diagram/options.js';
import { mermaidSettings } from '../diagram/settings.js';
import { FigureError } from '../output/figure-error.js';
import type { Output } from '../output/output.js';

export async function diagramOutputs(text: string, { title }: DiagramOptions, described: string): Promise<Output[]> {
  const source = `%%{init: ${JSON.stringify(mermaidSettings)}}%%\n${text}`;
  return [
    { data: { 'text/markdown': `**${title}**`, 'text/plain': title }, metadata: {} },
    { data: { 'text/vnd.mermaid': source, 'text/plain': described }, metadata: {} },
  ];
}

export async function renderDiagram(): Promise<never> {
  throw new FigureError('Pictures of diagrams are drawn in Node only: use diagram() to show one.');
}

export const drawMermaid = renderDiagram;
