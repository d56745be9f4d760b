import type { Declaration, Model, Trace } from 'everystate';
import { FigureError, requireAlt } from '../../output/figure-error.js';
import { figureOutput } from '../../output/figure-output.js';
import { currentEmit } from '../../output/output.js';
import { playerData, type Played } from './data.js';
import { playerSpec, playerStill } from './spec.js';
import { vegaPicture } from '../../output/vega-picture.js';

export interface PlayerOptions<D> extends Played<D> {
  /** The finding, in a sentence. */
  title: string;
  subtitle?: string;
  /** After how many steps the picture shows the trace: after all, if left out. */
  still?: number;
}

/**
 * Shows a trace to step through: forwards and back, by itself, or another way than
 * the trace goes. In each state it says who holds what, which steps are possible,
 * after which of them it can no longer go well, and which promises are broken.
 *
 * It is live in JupyterLab and VS Code, which draw Vega themselves, and a picture of
 * one moment elsewhere. It holds the states near the trace; where they end, it says so.
 * @param alt what the picture shows, for readers who do not see it
 * @throws FigureError naming what is missing or wrong; ModelError as `outlook` does
 */
export async function player<D extends Declaration>(
  model: Model<D>,
  trace: Trace<D>,
  options: PlayerOptions<D>,
  alt: string,
): Promise<void> {
  const emit = currentEmit();
  requireAlt(alt);
  const { title, subtitle, still = trace.length } = options;
  if (!title?.trim()) throw new FigureError("The player has no title: give title: 'the finding, in a sentence'.");
  if (!Number.isInteger(still) || still < 0 || still > trace.length) {
    throw new FigureError(`The picture cannot show the trace after ${still} steps: it has ${trace.length}.`);
  }
  const data = playerData(model, trace, options);
  const spec = playerSpec(data, { title, subtitle });
  const picture = await vegaPicture(playerStill(playerSpec(data, { title, subtitle }, true), still));
  const steps = trace.steps.map((step, i) => {
    const { from, text } = options.tell(step);
    return `${String(i + 1).padStart(3)}  ${from}: ${text}`;
  });
  emit(
    figureOutput(picture, alt, [title, '', alt, '', ...steps].join('\n'), {
      mime: 'application/vnd.vega.v5+json',
      spec,
    }),
  );
}
