import type { Stopped } from './control.js';
import { named } from '../model/errors.js';
import type { NameOf } from '../model/property-names.js';
import { PROPERTY_KINDS } from '../model/property-kinds.js';
import type { PropertyResult } from '../properties/property.js';
import type { Warn } from './warnings.js';

/** How much of a search one action was. */
export interface ActionCoverage {
  readonly action: string;
  /** How many steps of the search were this action's, over all processes. */
  readonly steps: number;
}

/** What a check found. */
export class Result<D = any, N extends string = string> {
  /** Distinct states found. */
  declare readonly states: number;
  /** Steps taken between them. */
  declare readonly transitions: number;
  /** Steps on the shortest way to the state farthest from the start. */
  declare readonly depth: number;
  /** Whether every reachable state was seen. */
  declare readonly complete: boolean;
  /** Why the check was cut, if it was: before every state was seen, or before every verdict was found. */
  declare readonly stopped?: Stopped;
  declare readonly coverage: readonly ActionCoverage[];
  declare readonly properties: readonly PropertyResult<D>[];
  /** What a reader of the verdicts should know; none after a cut search. Found when first asked for. */
  declare readonly warnings: readonly string[];

  constructor(findings: Findings<D>, warn: Warn) {
    Object.assign(this, findings);
    const found = (value: readonly string[]) => {
      Object.defineProperty(this, 'warnings', { value, enumerable: true });
      return value;
    };
    Object.defineProperty(this, 'warnings', { get: () => found(warn()), enumerable: true, configurable: true });
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
  of<S extends string>(name: NameOf<N, S>): PropertyResult<D> {
    return named(this.properties, name);
  }

  /** A line of counts, then a line a property and a line a warning. */
  toString(): string {
    const counts = `${plural(this.states, 'state')}, ${plural(this.transitions, 'transition')}, depth ${this.depth}`;
    return [
      `${counts}; ${this.stopped ? `not finished: ${WHY[this.stopped](this.states)}` : 'every reachable state seen'}`,
      ...this.properties.map(property => `  ${said(property)}`),
      ...this.neverEnabled.map(action => `  never enabled: ${action}`),
      ...this.warnings.map(warning => `  ${warning}`),
    ].join('\n');
  }
}

/** What a result is made of, besides its warnings. */
type Findings<D> = Pick<
  Result<D>,
  'states' | 'transitions' | 'depth' | 'complete' | 'stopped' | 'coverage' | 'properties'
>;

const WHY: Record<Stopped, (states: number) => string> = {
  violation: () => `a violation was found, leave out stopAtFirst to go on`,
  depth: () => `the limit on steps was reached, raise maxDepth to go on`,
  states: states => `the limit of ${plural(states, 'state')} was reached, raise maxStates to go on`,
  time: () => `the time was up, raise maxSeconds to go on`,
  memory: () => `the memory was used up, raise maxMegabytes to go on`,
  aborted: () => `it was interrupted`,
};

function said({ name, kind, verdict, count, trace, loop }: PropertyResult): string {
  const { askedOf, onceFound } = PROPERTY_KINDS[kind];
  const found =
    trace &&
    [
      ...(Number.isNaN(count) ? [] : [plural(count, askedOf === 'steps' ? 'step' : 'state')]),
      `${loop ? 'shortest stem' : 'shortest trace'} ${plural(trace.length, 'step')}`,
      ...(loop ? [loop.length > 0 ? `loop ${plural(loop.length, 'step')}` : 'stays there for ever'] : []),
    ].join(', ');
  const word = onceFound === 'holds' && verdict === 'violated' ? 'never seen' : verdict;
  return `${word}: ${name}${found ? ` (${found})` : ''}`;
}

function plural(count: number, unit: string): string {
  return `${count.toLocaleString('en-US')} ${unit}${count === 1 ? '' : 's'}`;
}
