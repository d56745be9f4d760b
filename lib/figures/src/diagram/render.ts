import { makeRepeatable, openWindow, type Window } from '../headless/browser.js';
import { inTurn } from '../headless/in-turn.js';
import { FigureError } from '../output/figure-error.js';
import { figureOutput } from '../output/figure-output.js';
import type { Output } from '../output/output.js';
import { MAX_WIDTH, type Picture } from '../output/picture.js';
import { svgPicture } from '../output/svg-picture.js';
import { titledSvg } from '../style/titled-svg.js';
import { finishDiagram } from './finish.js';
import { mermaidSettings } from './settings.js';
import { requireTitle, type DiagramOptions } from './options.js';

/** What `diagram` shows: a picture. */
export async function diagramOutputs(text: string, options: DiagramOptions, described: string): Promise<Output[]> {
  return [figureOutput(await renderDiagram(text, options), options.alt, described)];
}

interface Mermaid {
  initialize(config: object): void;
  render(id: string, text: string): Promise<{ svg: string }>;
}

let opening: Promise<Window> | undefined;

/** Below this scale the text of a diagram gets too small to read. */
const MIN_SCALE = 0.7;

/** The picture that `diagram` shows. */
export async function renderDiagram(text: string, options: Pick<DiagramOptions, 'title'>): Promise<Picture> {
  requireTitle(options);
  const roomy = await drawMermaid(text);
  const isWide = widthOf(roomy) > ROOMY_WIDTH;
  const { svg, width, scale } = titledSvg(isWide ? await drawMermaid(closer(text)) : roomy, options.title, MAX_WIDTH);
  if (scale < MIN_SCALE) {
    throw new FigureError(
      `The diagram is ${Math.round(MAX_WIDTH / scale)} px wide, and its text too small to read at ${MAX_WIDTH}: ` +
        'draw it from top to bottom (TD), with shorter labels or fewer parts.',
    );
  }
  return svgPicture(svg, width);
}

/** CSS pixels: in a wider diagram a phone cannot show the type well. */
const ROOMY_WIDTH = 470;

/** How a diagram is drawn that would be wider: its parts closer together, long messages in lines. */
const CLOSE = `%%{init: ${JSON.stringify({
  flowchart: { nodeSpacing: 12, rankSpacing: 26, padding: 7 },
  sequence: { wrap: true, width: 92, actorMargin: 4, wrapPadding: 2, messageMargin: 28 },
})}}%%\n`;

/** The text with room saved; in a message that is broken into lines, a number stays with its word. */
function closer(text: string): string {
  return CLOSE + text.replace(/(?<=->>.*:.*) (?=\d)/g, '\u00A0');
}

function widthOf(svg: string): number {
  return Number(/^<svg[^>]*? viewBox="[^" ]+ [^" ]+ ([^" ]+)/.exec(svg)![1]);
}

/** The SVG that Mermaid makes of a text. */
export const drawMermaid = inTurn(async (text: string): Promise<string> => {
  const window = await (opening ??= openWindow('mermaid/dist/mermaid.min.js'));
  const { mermaid } = window as unknown as { mermaid: Mermaid };
  makeRepeatable(window);
  mermaid.initialize(mermaidSettings);
  try {
    const { svg } = await mermaid.render('figure', text);
    return finishDiagram(window, svg);
  } catch (error) {
    const message = error instanceof Error ? error.message : String((error as { message?: unknown }).message ?? error);
    throw new FigureError(`Mermaid does not understand the diagram: ${message}`);
  } finally {
    window.document.body.innerHTML = '';
  }
});
