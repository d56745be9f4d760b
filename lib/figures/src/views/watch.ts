import { checkAsync, type AsyncOptions, type Declaration, type Model, type Progress, type Result } from 'everystate';
import { formatNumber } from '../output/format.js';
import { currentDisplay } from '../output/output.js';
import { reach } from './reach.js';
import { markdownOutput } from '../output/say.js';

/**
 * Checks a model and shows below the cell how far it is: states, rate, depth and time, in one
 * line that is updated in place. In the end the line says what was found, in counts only, so
 * that it is the same on every machine.
 *
 * An interrupt (the stop button) ends the search and keeps what it found; so does a signal.
 * Outside a notebook only the last line is written.
 *
 * ```ts
 * const result = await watch(race({ plans: 8, enactors: 3, keep: 2 }));
 * ```
 *
 * @param options those of `checkAsync`: limits, a signal, a progress function of one's own
 * @throws ModelError as `checkAsync` does
 */
export async function watch<D extends Declaration>(model: Model<D>, options: AsyncOptions = {}): Promise<Result<D>> {
  const display = currentDisplay();
  const result = await checkAsync(model, {
    ...options,
    progress(progress) {
      if (display.live) display.show(markdownOutput(sofar(progress)));
      options.progress?.(progress);
    },
  });
  display.show(markdownOutput(reach(result)));
  return result;
}

function sofar({ states, rate, depth, elapsed }: Progress): string {
  return (
    `Searching: **${formatNumber(states)}** states, ${formatNumber(Math.round(rate))} a second; ` +
    `${formatNumber(depth)} steps from the start; ${Math.round(elapsed)} s.`
  );
}
