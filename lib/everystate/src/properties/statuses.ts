import type { Declaration } from '../model/domain.js';
import type { ViewOf } from '../model/state-types.js';
import type { Model } from '../model/model.js';
import { PROPERTY_KINDS, type KindOfProperty } from '../model/property-kinds.js';
import { isPossible } from '../state/faults.js';
import { fire, makeMachine, stepName } from '../state/machine.js';
import { snapshot } from '../state/show.js';
import { replay, transitionsLike } from '../trace/replay.js';
import type { Trace } from '../trace/trace.js';
import { ask, askOfStep, propertiesOf, type Property } from './property.js';

/**
 * For each property, by its name, whether it is true at one place of a trace:
 * - `always`, `sometimes`, `canRecover`, `eventuallyAlways` and `infinitelyOften`: of the state;
 * - `everyStep`: of the step that leads there; at the start there is none, so that it is true;
 * - `ends`: not true only where it ends as it must not;
 * - `eventually`: whether it was true so far;
 * - `leadsTo`: whether nothing is waited for, as `then` was true whenever `when` had been;
 * - `precededBy`: whether `then` was true before, wherever `when` is.
 */
export interface Status {
  readonly [property: string]: boolean;
}

/**
 * The status of every property along a trace: first at its start, then after each step.
 *
 * @throws ModelError when the trace is not of this model, as `replay` does
 */
export function statuses<D extends Declaration>(model: Model<D>, trace: Trace<D>): Status[] {
  const { start, steps } = replay(model, trace);
  const machine = makeMachine<D>(model);
  const state = machine.state as object;
  const shownAs =
    (shown: KindOfProperty['status']) =>
    ({ kind }: Property) =>
      PROPERTY_KINDS[kind].status === shown;
  const soFar = propertiesOf(model, 'runs')
    .filter(shownAs('so far'))
    .map(({ when, ...then }) => ({ then, when: when && { ...then, test: when }, isDone: when !== undefined }));
  const before = propertiesOf(model, 'runs')
    .filter(shownAs('before'))
    .map(({ when, ...then }) => ({ then, when: { ...then, test: when! }, was: false }));
  const here = propertiesOf(model, 'states', 'runs').filter(shownAs('here'));
  const ofSteps = propertiesOf(model, 'steps');
  const ofEnds = propertiesOf(model, 'ends');

  const statusHere = (isTrueOfStep: (property: Property) => boolean): Status => {
    const goesOn = machine.transitions.some(transition => isPossible(machine, transition));
    for (const one of soFar) one.isDone = ask(one.then, state) || (one.isDone && !(one.when && ask(one.when, state)));
    for (const one of before) one.was ||= ask(one.then, state);
    return Object.fromEntries([
      ...ofSteps.map(one => [one.name, isTrueOfStep(one)]),
      ...here.map(one => [one.name, ask(one, state)]),
      ...ofEnds.map(one => [one.name, goesOn || ask(one, state)]),
      ...before.map(({ when, then, was }) => [then.name, was || !ask(when, state)]),
      ...soFar.map(({ then, isDone }) => [then.name, isDone]),
    ]);
  };

  machine.hold(start);
  return [
    statusHere(() => true),
    ...steps.map(step => {
      const { before: source, after } = step;
      machine.hold(source);
      const transition = transitionsLike(machine, step)[0]!;
      fire(machine, transition);
      const raw = snapshot(machine.state) as ViewOf<D>;
      machine.hold(after);
      return statusHere(one => askOfStep(one, source as object, raw as object, stepName(transition)));
    }),
  ];
}
