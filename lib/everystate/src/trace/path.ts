import type { Declaration } from '../model/domain.js';
import { ModelError } from '../model/errors.js';
import { fire, isEnabled, stepName, type Machine, type Transition } from '../state/machine.js';
import type { StepName } from '../model/model.js';
import { showBriefly } from '../state/show.js';
import { hold, type VisitedStates } from '../search/interface.js';
import { isSame, packedBy } from '../state/codec.js';
import { type Trace, traceOf } from './trace.js';

/** Whether a step is the one looked for; given the states on both sides of it, and what was taken. */
export type StepTest = (before: object, after: object, by: StepName) => boolean;

/**
 * The way by which a search first reached a state; one step more, the first that
 * passes the test, when a test is given. Where states stand for others, this way
 * goes through real ones: processes keep their names along it.
 */
export function traceTo<D extends Declaration>(
  machine: Machine<D>,
  visited: VisitedStates,
  state: number,
  isLast?: StepTest,
): Trace<D> {
  const path = pathTo(visited, state);
  if (!isLast) return traceAlong(machine, visited, path);
  return traceAlong(machine, visited, [...path, undefined], (i, transition, before, after) => {
    return i < path.length - 1 || isLast(before, after, stepName(transition));
  });
}

/** Whether a step may be number `i` of a path; given the states on both sides of it, before any normal form. */
type Fits = (i: number, transition: Transition, before: object, after: object) => boolean;

/** The way along a path of states, by their numbers; undefined for any state. */
export function traceAlong<D extends Declaration>(
  machine: Machine<D>,
  visited: VisitedStates,
  path: readonly (number | undefined)[],
  fits?: Fits,
): Trace<D> {
  holdStart(machine, visited, path[0]!);
  return traceOf(machine, wayAlong(machine, visited, path, fits));
}

/** The labels of the steps by which a search first reached a state. */
export function labelsTo<D>(machine: Machine<D>, visited: VisitedStates, state: number): string[] {
  return traceAlong(machine, visited, pathTo(visited, state)).labels;
}

/** The numbers of the states on the way, the initial one first. */
function pathTo(visited: VisitedStates, state: number): number[] {
  const path = [];
  for (let at = state; at >= 0; at = visited.predecessor(at)) path.push(at);
  return path.reverse();
}

/** Makes the machine hold an initial state that is stored under this number. */
export function holdStart<D>(machine: Machine<D>, visited: VisitedStates, number: number): void {
  const isIt = standsFor(machine, visited, number);
  const start = machine.initial.find(initial => {
    machine.read(initial, 0);
    return isIt();
  });
  if (!start) throw new Error(`State ${number} is not initial.`);
  machine.read(start, 0);
  machine.normalise();
}

/**
 * The transitions along a path, from the state that the machine holds. Afterwards the machine
 * holds that state again. Which transition led to a state is not stored: it is found again here.
 * @throws ModelError when none does, because the model is not deterministic
 */
function wayAlong<D>(
  machine: Machine<D>,
  visited: VisitedStates,
  path: readonly (number | undefined)[],
  fits?: Fits,
): Transition[] {
  const start = packedBy(machine);
  const before = fits && machine.another();
  let here = start;
  const way = path.slice(1).map((target, i) => {
    before?.read(here, 0);
    const isIt = target === undefined ? () => true : standsFor(machine, visited, target);
    const transition = machine.transitions.find(candidate => {
      machine.read(here, 0);
      if (!isEnabled(machine, candidate)) return false;
      machine.read(here, 0);
      fire(machine, candidate);
      return (!before || fits!(i, candidate, before.state as object, machine.state as object)) && isIt();
    });
    machine.read(here, 0);
    if (!transition) throw changedItsMind(machine);
    fire(machine, transition);
    machine.normalise();
    here = packedBy(machine);
    return transition;
  });
  machine.read(start, 0);
  return way;
}

/**
 * Takes a step again that led from one state to another.
 * @throws ModelError when none does any more
 */
export function retake<D>(machine: Machine<D>, visited: VisitedStates, from: number, to: number): void {
  hold(machine, visited, from);
  wayAlong(machine, visited, [from, to]);
}

/** Makes a test of whether the machine's state is stored under this number. It leaves the machine with the stored form. */
function standsFor<D>(machine: Machine<D>, visited: VisitedStates, number: number): () => boolean {
  hold(machine, visited, number);
  const wanted = packedBy(machine);
  return () => {
    machine.canonise?.();
    return isSame(packedBy(machine), wanted);
  };
}

function changedItsMind<D>(machine: Machine<D>): ModelError {
  return new ModelError(
    `The model does not do the same thing twice in the state ${showBriefly(machine.state as object)}: a step that was taken there is not found again.`,
    `Let guards and effects depend on the state alone, and guards change nothing: no Math.random, no clock, no variable outside the model.`,
  );
}
