import { ModelError } from './errors.js';
import { didYouMean } from './did-you-mean.js';
import type { Trace } from './trace.js';

export type PropertyKind = 'always' | 'everyStep' | 'ends' | 'sometimes';

/** `not finished`: the search was cut before it could tell. */
export type Verdict = 'holds' | 'violated' | 'not finished';

export interface PropertyResult<D = any> {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly verdict: Verdict;
  /** How many states or steps violate it; for `sometimes`, how many states bear it out. */
  readonly count: number;
  /** A shortest way to the first violation; for `sometimes`, to the first witness. */
  readonly trace?: Trace<D>;
}

export interface ActionCoverage {
  readonly action: string;
  /** How many steps of the search were this action's, over all processes. */
  readonly steps: number;
}

interface Findings<D> {
  /** Distinct states found. */
  readonly states: number;
  /** Steps taken between them. */
  readonly transitions: number;
  /** Steps on the shortest way to the state farthest from the start. */
  readonly depth: number;
  /** Whether every reachable state was seen. If not, the limit on states cut the search. */
  readonly complete: boolean;
  readonly coverage: readonly ActionCoverage[];
  readonly properties: readonly PropertyResult<D>[];
}

/** What a check found. */
export interface Result<D = any> extends Findings<D> {}
export class Result<D = any> {
  constructor(findings: Findings<D>) {
    Object.assign(this, findings);
  }

  /** True when every property holds. */
  get holds(): boolean {
    return this.properties.every(({ verdict }) => verdict === 'holds');
  }

  /** Actions that no reachable state enables; none is named while the search is unfinished. */
  get neverEnabled(): string[] {
    return this.complete ? this.coverage.filter(({ steps }) => steps === 0).map(({ action }) => action) : [];
  }

  /**
   * The result for one property, by its name.
   * @throws ModelError when the model has no such property
   */
  of(name: string): PropertyResult<D> {
    const result = this.properties.find(property => property.name === name);
    if (!result) {
      const names = this.properties.map(property => property.name);
      throw new ModelError(`There is no property '${name}'.`, didYouMean(name, names));
    }
    return result;
  }

  /** A line of counts, then a line a property. The same on every machine. */
  toString(): string {
    const end = this.complete
      ? 'every reachable state seen'
      : `not finished: the limit of ${plural(this.states, 'state')} was reached, raise maxStates to go on`;
    const lines = this.properties.map(({ name, kind, verdict, count: times, trace }) => {
      const unit = kind === 'everyStep' ? 'step' : 'state';
      const found = trace && `${plural(times, unit)}, shortest trace ${plural(trace.length, 'step')}`;
      const said = kind === 'sometimes' && verdict === 'violated' ? 'never seen' : verdict;
      return `  ${said}: ${name}${found ? ` (${found})` : ''}`;
    });
    const idle = this.neverEnabled.map(action => `  never enabled: ${action}`);
    return [
      `${plural(this.states, 'state')}, ${plural(this.transitions, 'transition')}, depth ${this.depth}; ${end}`,
      ...lines,
      ...idle,
    ].join('\n');
  }
}

function plural(count: number, unit: string): string {
  return `${count.toLocaleString('en-US')} ${unit}${count === 1 ? '' : 's'}`;
}
