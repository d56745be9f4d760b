import { FigureError } from '../output/figure-error.js';

/** What a diagram needs beside its text. */
export interface DiagramOptions {
  /** The finding, in a sentence: stands above the diagram. */
  title: string;
  /** What the diagram shows, for readers who do not see it. */
  alt: string;
}

/** @throws FigureError where there is none */
export function requireTitle(options: Pick<DiagramOptions, 'title'> | undefined): void {
  if (options?.title?.trim()) return;
  throw new FigureError("The diagram has no title: give {title: 'the finding, in a sentence'}.");
}
