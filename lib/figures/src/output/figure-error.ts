/** A figure that cannot be drawn, or would mislead: the message names the offender and the remedy. */
export class FigureError extends Error {
  override name = 'FigureError';
}

/** Throws unless the figure has an alternative text. */
export function requireAlt(alt: unknown): asserts alt is string {
  if (typeof alt !== 'string' || alt.trim() === '') {
    throw new FigureError(
      'The figure has no alt text: say in a sentence what it shows, for readers who do not see it.',
    );
  }
}
