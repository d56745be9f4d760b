import { Exploration } from '../explore.js';
import type { Declaration } from '../model/domain.js';
import type { ModelError } from '../model/errors.js';
import type { Model, StepName } from '../model/model.js';
import { PROPERTY_KINDS } from '../model/property-kinds.js';
import { Liveness } from '../properties/liveness.js';
import {
  ask,
  askOfStep,
  decidingAnswer,
  note,
  propertiesOf,
  quietOf,
  verdictOf,
  type Property,
  type PropertyResult,
} from '../properties/property.js';
import { recheck } from '../purity/recheck.js';
import { Rehearsal, rehearse } from '../purity/rehearsal.js';
import { withoutPauses } from '../search/pause.js';
import { StepGraphBuilder } from '../search/step-graph.js';
import { type Machine, makeMachine, stepName, type Transition } from '../state/machine.js';
import { traceTo } from '../trace/path.js';
import { SearchError } from '../trace/search-error.js';
import { type AsyncOptions, type CheckOptions, Control, type Stopped } from './control.js';
import { drive, isOutOfBounds, unlessStopped } from './drive.js';
import { interruptible } from './interrupt.js';
import { Result, type ActionCoverage } from './result.js';
import { warnings } from './warnings.js';

/** States between two looks for a violation: always the same, so that a check that stops counts the same. */
const SLICE_TO_FIRST = 256;

/**
 * Searches every reachable state of a model and says of each property whether it
 * holds, with a shortest trace to the first state or step that decides it.
 * The search goes on past violations, so its counts do not depend on the properties.
 *
 * @throws ModelError when the model makes no sense, or fails while it runs
 */
export function check<D extends Declaration, N extends string = string>(
  model: Model<D, N>,
  options: CheckOptions = {},
): Result<D, N> {
  return withoutPauses(checking(model, new Control(options, 'check')));
}

/**
 * As `check`, yielding to the event loop. When its signal aborts or the
 * process is interrupted (SIGINT), it ends within a second and keeps what it found.
 *
 * @throws ModelError as `check` does
 */
export async function checkAsync<D extends Declaration, N extends string = string>(
  model: Model<D, N>,
  options: AsyncOptions = {},
): Promise<Result<D, N>> {
  const control = new Control(options, 'checkAsync');
  return interruptible(checking(model, control), options.signal, () => {
    control.aborted = true;
  });
}

/** A check that pauses now and then. */
function* checking<D extends Declaration>(model: Model<D>, control: Control): Generator<void, Result<D>> {
  const machine = makeMachine<D>(model);
  const rehearsal = rehearsed(machine);
  const state: object = machine.state;

  const properties = propertiesOf(model);
  const askedOf = (what: string) => properties.filter(({ kind }) => PROPERTY_KINDS[kind].askedOf === what);
  const [ofStates, ofSteps, ofEnds, ofRuns] = [askedOf('states'), askedOf('steps'), askedOf('ends'), askedOf('runs')];
  const deciding = ofStates.map(decidingAnswer);
  const edges = ofRuns.length > 0 ? new StepGraphBuilder() : undefined;
  const names = machine.transitions.map(stepName);

  const exploration = new Exploration(
    machine,
    {
      found(number) {
        ofStates.forEach((property, i) => {
          if (ask(property, state) === deciding[i]) note(property, number);
        });
      },
      quiet: ofStates.map(quietOf),
      stepping:
        ofSteps.length === 0
          ? undefined
          : (from, number, before) => {
              for (const property of ofSteps) {
                if (!askOfStep(property, before, state, names[number]!)) note(property, from);
              }
            },
      stepped: edges && ((from, number, to) => edges.add(from, number, to)),
      ended(number) {
        for (const property of ofEnds) {
          property.occasions++;
          if (!ask(property, state)) note(property, number);
        }
      },
    },
    {
      limit: control.maxStates,
      handOverAt: control.accelerate ? undefined : Infinity,
      maxDepth: control.maxDepth,
      slice: control.stopAtFirst ? SLICE_TO_FIRST : undefined,
    },
  );

  const isViolated = () =>
    properties.some(({ kind, count }) => count > 0 && PROPERTY_KINDS[kind].onceFound === 'violated');
  const seen = (property: Property, finished: boolean): PropertyResult<D> => {
    const { name, kind, count, first } = property;
    const isStep = (from: object, to: object, by: StepName) => !askOfStep(property, from, to, by);
    const last = ofSteps.includes(property) ? isStep : undefined;
    const trace = first === undefined ? undefined : traceTo(machine, exploration.visited, first, last);
    return { name, kind, verdict: verdictOf(property, finished), count, trace };
  };
  let stopped: Stopped | undefined;
  try {
    stopped = yield* drive(exploration, control, isViolated);
  } catch (fault) {
    if (!(fault instanceof SearchError)) throw fault;
    const found = properties.filter(property => !ofRuns.includes(property)).map(property => seen(property, false));
    throw new SearchError(fault.failure, fault.trace, found);
  }
  const complete = stopped === undefined;
  const { visited } = exploration;
  try {
    if (!(rehearsal instanceof Rehearsal)) throw rehearsal;
    recheck(machine, visited, rehearsal, { waiting: exploration.waiting, complete });
  } catch (fault) {
    // Past a violation, a value may leave its domain.
    if (!(stopped === 'violation' && isOutOfBounds(fault))) throw fault;
  }

  const liveness = complete && edges ? new Liveness(machine, visited, edges.graph(visited.size)) : undefined;
  const results: PropertyResult<D>[] = [];
  for (const property of properties) {
    if (!ofRuns.includes(property)) {
      results.push(seen(property, complete));
      continue;
    }
    const answer =
      liveness && !stopped ? yield* unlessStopped(liveness.resultOf(property), () => control.look(exploration)) : {};
    stopped ??= answer.stopped;
    results.push(answer.value ?? seen(property, false));
  }

  return new Result<D>(
    {
      states: visited.size,
      transitions: exploration.transitions,
      depth: exploration.depth,
      complete,
      stopped,
      coverage: coverageOf(machine.transitions, exploration.taken),
      properties: results,
    },
    stopped ? () => [] : warnings(properties, machine, visited),
  );
}

/** A rehearsal; or, if a value did not fit, the error: the search will find it again, and what was violated before. */
function rehearsed(machine: Machine<any>): Rehearsal | ModelError {
  try {
    return rehearse(machine);
  } catch (fault) {
    if (isOutOfBounds(fault)) return fault as ModelError;
    throw fault;
  }
}

/** Adds up the steps of each action over the processes that took it. */
function coverageOf(transitions: readonly Transition[], taken: ArrayLike<number>): ActionCoverage[] {
  const steps = new Map<string, number>();
  transitions.forEach(({ action }, i) => steps.set(action, (steps.get(action) ?? 0) + taken[i]!));
  return [...steps].map(([action, steps]) => ({ action, steps }));
}
