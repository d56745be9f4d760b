import { requireAlt } from '../output/figure-error.js';
import { currentEmit } from '../output/output.js';
import { requireTitle, type DiagramOptions } from './options.js';
import { diagramOutputs } from './render.js';

/**
 * Shows a Mermaid 11 diagram (sequence diagram, flowchart, state diagram) below the cell.
 *
 * It is shown as a picture only: GitHub would prefer a `text/vnd.mermaid` output to the picture,
 * and then not draw it. The Mermaid source is in the plain text, to be copied from.
 * @throws FigureError when title or alt are missing, or Mermaid does not understand the text
 */
export async function diagram(text: string, options: DiagramOptions): Promise<void> {
  const emit = currentEmit();
  requireAlt(options?.alt);
  requireTitle(options);
  const described = `${options.title}\n\n${options.alt}\n\n${text.trim()}\n`;
  for (const output of await diagramOutputs(text, options, described)) emit(output);
}
