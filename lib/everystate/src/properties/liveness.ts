import type { Declaration } from '../model/domain.js';
import type { KindAskedOf } from '../model/property-kinds.js';
import { hold, type VisitedStates } from '../search/interface.js';
import { SHORT_PAUSE } from '../search/pause.js';
import type { StepGraph } from '../search/step-graph.js';
import type { Machine } from '../state/machine.js';
import { inContext } from '../state/faults.js';
import { holdStart, traceAlong, traceTo } from '../trace/path.js';
import { traceOf } from '../trace/trace.js';
import { statesThatReach } from './backward-reachability.js';
import { fairOf } from './fairness.js';
import { findLasso, findPath } from './lasso.js';
import { verdictOf, type Test, type Property, type PropertyResult } from './property.js';

/** Answers what is asked of whole runs, once every state and every step is known. It pauses now and then. */
export class Liveness<D extends Declaration> {
  readonly #machine: Machine<D>;
  readonly #visited: VisitedStates;
  readonly #graph: StepGraph;

  constructor(machine: Machine<D>, visited: VisitedStates, graph: StepGraph) {
    this.#machine = machine;
    this.#visited = visited;
    this.#graph = graph;
  }

  *resultOf(property: Property): Generator<void, PropertyResult<D>> {
    const { name, kind } = property;
    const neverGetsThere = () => this.#neverGetsThere(property);
    const asked = {
      canRecover: () => this.#stuck(property),
      eventually: neverGetsThere,
      eventuallyAlways: neverGetsThere,
      infinitelyOften: neverGetsThere,
      leadsTo: neverGetsThere,
      precededBy: () => this.#comesTooSoon(property),
    } satisfies Record<KindAskedOf<'runs'>, () => Generator<void, object>>;
    const traces = yield* asked[kind as KindAskedOf<'runs'>]();
    return { name, kind, verdict: verdictOf(property, true), count: property.count, ...traces };
  }

  /** States from which no way leads to one where the property is true. */
  *#stuck(property: Property) {
    const reaches = yield* statesThatReach(this.#graph, yield* this.#where(property, property.test));
    property.count = reaches.reduce((stuck, reach) => stuck + 1 - reach, 0);
    return property.count > 0 ? { trace: traceTo(this.#machine, this.#visited, reaches.indexOf(0)) } : {};
  }

  /** Fair runs that wait for the property for ever. */
  *#neverGetsThere(property: Property) {
    const parents = this.#visited.predecessors();
    const { kind, when, test } = property;
    const lacks = (yield* this.#where(property, test)).map(has => 1 - has);
    const everywhere = new Uint8Array(parents.length).fill(1);
    const waits = when
      ? yield* this.#where(property, when)
      : kind === 'infinitelyOften'
        ? everywhere
        : initialOnes(parents);
    if (when) property.occasions = waits.reduce((sum, wait) => sum + wait, 0);
    const transitions = this.#machine.transitions;
    const lasso = yield* findLasso(this.#graph, {
      waits,
      // What is true from some point on is missed by a run that lacks it again and again, and may have it in between.
      ...(kind === 'eventuallyAlways' ? { without: everywhere, again: lacks } : { without: lacks }),
      parents,
      fair: fairOf(transitions),
    });
    if (!lasso) return {};
    property.count = lasso.count;
    const taken = (steps: readonly number[]) => steps.map(step => transitions[this.#graph.by[step]!]!);
    holdStart(this.#machine, this.#visited, lasso.start);
    const trace = traceOf(this.#machine, taken(lasso.stem));
    return { trace, loop: traceOf(this.#machine, taken(lasso.loop)) };
  }

  /** Ways to where `when` is true and `then` was not yet so. */
  *#comesTooSoon(property: Property) {
    const parents = this.#visited.predecessors();
    const wanted = yield* this.#where(property, property.when!);
    property.occasions = wanted.reduce((sum, one) => sum + one, 0);
    const without = (yield* this.#where(property, property.test)).map(has => 1 - has);
    const way = yield* findPath(this.#graph, { waits: initialOnes(parents), without, parents }, wanted);
    if (!way) return {};
    property.count = way.count;
    return { trace: traceAlong(this.#machine, this.#visited, way.path) };
  }

  /** 1 for each state where the test is true. */
  *#where({ name }: Property, test: Test): Generator<void, Uint8Array> {
    const { state } = this.#machine;
    const marks = new Uint8Array(this.#graph.states);
    for (let number = 0; number < marks.length; number++) {
      if (number % SHORT_PAUSE === 0) yield;
      hold(this.#machine, this.#visited, number);
      try {
        if (test(state)) marks[number] = 1;
      } catch (fault) {
        throw inContext(`Property '${name}'`, fault, state as object);
      }
    }
    return marks;
  }
}

function initialOnes(parents: Int32Array): Uint8Array {
  return Uint8Array.from(parents, parent => (parent < 0 ? 1 : 0));
}
