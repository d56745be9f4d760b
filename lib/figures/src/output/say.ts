import { FigureError } from './figure-error.js';
import { currentEmit, type Output } from './output.js';

/**
 * Shows a markdown text below the cell: for sentences whose numbers are computed.
 * Numbers are best put in with `formatNumber`, so that they read 12,303.
 */
export function say(markdown: string): void {
  if (markdown.trim() === '') throw new FigureError('There is nothing to say: the markdown text is empty.');
  currentEmit()(markdownOutput(markdown));
}

/** A markdown text as a notebook output. */
export function markdownOutput(markdown: string): Output {
  return { data: { 'text/markdown': markdown, 'text/plain': plain(markdown) }, metadata: {} };
}

/** The text without the commonest marks, for a console. */
function plain(markdown: string): string {
  return markdown.replace(/\*\*|__|`/g, '').replace(/\[([^\]]+)\]\([^)]*\)/g, '$1');
}
