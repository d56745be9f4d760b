import { limitOn } from '../model/validate.js';
import type { Declaration } from '../model/domain.js';
import type { ViewOf } from '../model/state-types.js';
import { exploreAll } from './explore-all.js';
import { makeMachine } from '../state/machine.js';
import { labelOf } from '../trace/trace.js';
import type { Model } from '../model/model.js';
import { snapshot } from '../state/show.js';

/** A step between two states of a graph. */
export interface Edge {
  /** Numbers of states: their positions in `states`. */
  readonly from: number;
  readonly to: number;
  /** The step's name, such as `apply A`. */
  readonly label: string;
}

/** A whole state graph, for models small enough to draw or to compare. */
export interface Graph<D = any> {
  /** Every reachable state, nearest to the start first. */
  readonly states: readonly ViewOf<D>[];
  readonly edges: readonly Edge[];
  /** How many of the states, from the first on, are initial. */
  readonly initial: number;
}

/**
 * Every reachable state and every step between them.
 * @param maxStates how many states the graph may have
 * @throws ModelError when the graph is larger than that
 */
export function graph<D extends Declaration>(model: Model<D>, maxStates = 100_000): Graph<D> {
  const machine = makeMachine<D>(model);
  const states: ViewOf<D>[] = [];
  const edges: Edge[] = [];
  const { visited } = exploreAll(
    machine,
    {
      found: () => {
        states.push(snapshot(machine.state) as ViewOf<D>);
      },
      stepped: (from, transition, to) => {
        const label = labelOf({ state: states[from] }, machine.transitions[transition]!);
        edges.push({ from, to, label });
      },
    },
    limitOn(maxStates),
    `Make the model smaller, or raise maxStates, the second argument.`,
  );
  return { states, edges, initial: visited.initial };
}
