import { ModelError } from './errors.js';
import { didYouMean } from './did-you-mean.js';
import type { Trace } from './trace.js';

export type PropertyKind = 'always' | 'everyStep' | 'sometimes' | 'deadlock';

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
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly complete: boolean;
  readonly ended: number;
  readonly coverage: readonly ActionCoverage[];
  readonly properties: readonly PropertyResult<D>[];
}

/** What a check found. */
export class Result<D = any> {
  /** Distinct states found. */
  readonly states: number;
  /** Steps taken between them. */
  readonly transitions: number;
  /** Steps on the shortest way to the state farthest from the start. */
  readonly depth: number;
  /** Whether every reachable state was seen. If not, the limit on states cut the search. */
  readonly complete: boolean;
  /** States with no step left that the model declares as ends. */
  readonly ended: number;
  readonly coverage: readonly ActionCoverage[];
  readonly properties: readonly PropertyResult<D>[];

  constructor(findings: Findings<D>) {
    this.states = findings.states;
    this.transitions = findings.transitions;
    this.depth = findings.depth;
    this.complete = findings.complete;
    this.ended = findings.ended;
    this.coverage = findings.coverage;
    this.properties = findings.properties;
  }

  /** True when every property holds, no deadlock included. */
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
    const count = (n: number) => n.toLocaleString('en-US');
    const end = this.complete
      ? 'every reachable state seen'
      : `not finished: the limit of ${count(this.states)} states was reached, raise maxStates to go on`;
    const lines = this.properties.map(({ name, kind, verdict, count: times, trace }) => {
      const where = trace ? `, ${kind === 'sometimes' ? 'first' : 'shortest trace'} ${trace.length} steps` : '';
      const unit = kind === 'everyStep' ? 'step' : 'state';
      return `  ${verdict}: ${name}${times > 0 ? ` (${count(times)} ${times === 1 ? unit : `${unit}s`}${where})` : ''}`;
    });
    const idle = this.neverEnabled.map(action => `  never enabled: ${action}`);
    return [
      `${count(this.states)} states, ${count(this.transitions)} transitions, depth ${this.depth}; ${end}`,
      ...lines,
      ...idle,
    ].join('\n');
  }
}
