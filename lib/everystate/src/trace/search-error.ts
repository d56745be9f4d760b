import { ModelError } from '../model/errors.js';
import type { Verdict } from '../model/property-kinds.js';
import type { Trace } from './trace.js';

/** What was found of a property before a search failed. */
interface FoundBefore<D> {
  readonly name: string;
  readonly verdict: Verdict;
  readonly trace?: Trace<D>;
}

/** Thrown where an action fails during a search. */
export class SearchError<D = any> extends ModelError {
  override readonly name: string = 'SearchError';
  /** What failed, with nothing said of properties. */
  declare readonly failure: ModelError;
  /** The way to the state in which it failed. */
  declare readonly trace: Trace<D>;
  /** What was found until then of properties of states, steps and ends. */
  declare readonly properties: readonly FoundBefore<D>[];

  constructor(failure: ModelError, trace: Trace<D>, properties: readonly FoundBefore<D>[] = []) {
    const violated = properties.filter(({ verdict }) => verdict === 'violated').map(({ name }) => `'${name}'`);
    super(
      violated.length > 0 ? `${failure.problem}\nViolated before that: ${violated.join(', ')}.` : failure.problem,
      violated.length > 0 ? `${failure.remedy}\nThe 'properties' of this error have the traces.` : failure.remedy,
    );
    if (failure.cause !== undefined) this.cause = failure.cause;
    // Not to be listed: Node would write them below the message.
    Object.defineProperties(this, {
      failure: { value: failure },
      trace: { value: trace },
      properties: { value: properties },
    });
  }
}
