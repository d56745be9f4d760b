import { Control, type AsyncOptions, type CheckOptions } from './control.js';
import type { Declaration } from '../model/domains.js';
import { inquire } from './inquire.js';
import { interruptible } from './interrupt.js';
import type { Model } from '../model/model.js';
import { withoutPauses } from '../search/pause.js';
import type { Result } from './result.js';

/**
 * Searches every reachable state of a model and says of each property whether it
 * holds, with a shortest trace to the first state or step that decides it.
 * The search goes on past violations, so its counts do not depend on the properties.
 *
 * @throws ModelError when the model makes no sense, or fails while it runs
 */
export function check<D extends Declaration>(model: Model<D>, options: CheckOptions = {}): Result<D> {
  return withoutPauses(inquire(model, new Control(options, 'check')));
}

/**
 * The same, and lets other things happen meanwhile. When its signal aborts or the
 * process is interrupted (SIGINT), it ends within a second and keeps what it found.
 *
 * @throws ModelError as `check` does
 */
export async function checkAsync<D extends Declaration>(
  model: Model<D>,
  options: AsyncOptions = {},
): Promise<Result<D>> {
  const control = new Control(options, 'checkAsync');
  return interruptible(inquire(model, control), options.signal, () => {
    control.aborted = true;
  });
}
