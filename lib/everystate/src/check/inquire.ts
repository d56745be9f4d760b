import { withoutChance } from '../purity/no-chance.js';
import type { Control, Stopped } from './control.js';
import type { Declaration } from '../model/domains.js';
import { Edges } from '../search/step-graph.js';
import { Liveness } from '../properties/liveness.js';
import { lookAgain } from '../purity/recheck.js';
import { makeMachine, stepName, type Transition } from '../state/machine.js';
import type { Model } from '../model/model.js';
import { rehearse } from '../purity/rehearsal.js';
import { Result, type ActionCoverage, type PropertyResult } from './result.js';
import { search, type Search } from '../search/search.js';
import { StateStore } from '../accelerate/store/visited-table.js';
import { traceTo } from '../trace/path.js';
import { nothing, warnings } from './warnings.js';
import {
  ask,
  askOfStep,
  isQuiet,
  makeAsk,
  note,
  verdictOf,
  watch,
  watchEnds,
  type Watch,
} from '../properties/property.js';

/** A check that pauses now and then. */
export function* inquire<D extends Declaration>(model: Model<D>, control: Control): Generator<void, Result<D>> {
  const machine = makeMachine<D>(model);
  const rehearsed = rehearse(model, machine);
  const store = new StateStore(machine.words);
  const state: object = machine.state;
  const before = machine.another();
  let held = -1; // the state that `before` holds

  const always = watch('always', model.always);
  const everyStep = watch('everyStep', model.everyStep);
  const ends = watchEnds(model);
  const sometimes = watch('sometimes', model.sometimes);
  const later = [
    ...watch('canRecover', model.canRecover),
    ...watch('eventually', model.eventually),
    ...watch('leadsTo', model.leadsTo),
  ];
  const edges = later.length > 0 ? new Edges() : undefined;
  const names = machine.transitions.map(stepName);

  const running = search(
    machine,
    store,
    {
      found: makeAsk([...always, ...sometimes], state),
      quiet: [...always, ...sometimes].map(isQuiet),
      stepping:
        everyStep.length === 0
          ? undefined
          : (from, number) => {
              if (from !== held) {
                before.read(store.packed, store.offsetOf(from));
                held = from;
              }
              for (const property of everyStep) {
                if (!askOfStep(property, before.state as object, state, names[number]!)) note(property, from);
              }
            },
      stepped: edges && ((from, number, to) => edges.add(from, number, to)),
      ended(number) {
        for (const property of ends) if (!ask(property, state)) note(property, number);
      },
    },
    control.maxStates,
    control.compile ? undefined : Infinity,
  );

  const { stopped: cut, ...found } = yield* drive(running, store, control);
  const complete = cut === undefined;
  let stopped = cut;
  lookAgain(model, machine, store, rehearsed, { ...found, complete });

  const shown = (one: Watch, finished = complete): PropertyResult<D> => ({
    name: one.name,
    kind: one.kind,
    verdict: verdictOf(one, finished),
    count: one.count,
    trace:
      one.first === undefined
        ? undefined
        : traceTo(
            machine,
            store,
            one.first,
            one.kind === 'everyStep' ? (from, to, by) => !askOfStep(one, from, to, by) : undefined,
          ),
  });
  const properties = [...always, ...everyStep, ...ends].map(one => shown(one));
  const liveness = complete && edges ? new Liveness(machine, store, edges.graph(store.size)) : undefined;
  for (const one of later) {
    const answer =
      liveness && !stopped ? yield* unlessStopped(liveness.resultOf(one), () => control.look(found, store.size)) : {};
    stopped ??= answer.stopped;
    properties.push(answer.value ?? shown(one, false));
  }
  properties.push(...sometimes.map(one => shown(one)));

  return new Result<D>(
    {
      states: store.size,
      transitions: found.transitions,
      depth: found.depth,
      complete,
      stopped,
      coverage: coverageOf(machine.transitions, found.taken),
      properties,
    },
    stopped ? nothing : warnings([...always, ...later], model, machine, store),
  );
}

/** Runs a search until it ends or has to stop. */
function* drive(
  running: Generator<Search, Search, number>,
  store: StateStore,
  control: Control,
): Generator<void, Search & { readonly stopped?: Stopped }> {
  let sofar: Search = { transitions: 0, taken: [], depth: 0, waiting: 0, complete: false };
  let milliseconds = 0;
  for (;;) {
    yield;
    let stopped: Stopped | undefined;
    try {
      const before = performance.now();
      const { done, value } = withoutChance(() => running.next(milliseconds));
      milliseconds = performance.now() - before;
      sofar = value;
      stopped = done ? (sofar.complete ? undefined : 'states') : control.look(sofar, store.size);
      if (!done && !stopped) continue;
    } catch (fault) {
      if (!(fault instanceof RangeError && /allocation failed|array length/i.test(fault.message))) throw fault;
      stopped = 'memory';
    }
    control.end(sofar, store.size);
    return { ...sofar, stopped };
  }
}

/** Runs what pauses now and then to its end, unless there is a reason to stop. */
function* unlessStopped<T>(
  work: Generator<void, T>,
  look: () => Stopped | undefined,
): Generator<void, { value?: T; stopped?: Stopped }> {
  for (;;) {
    yield;
    const stopped = look();
    if (stopped) return { stopped };
    const { done, value } = withoutChance(() => work.next());
    if (done) return { value };
  }
}

/** Adds up the steps of each action over the processes that took it. */
function coverageOf(transitions: readonly Transition[], taken: ArrayLike<number>): ActionCoverage[] {
  const steps = new Map<string, number>();
  transitions.forEach(({ action }, i) => steps.set(action, (steps.get(action) ?? 0) + taken[i]!));
  return [...steps].map(([action, steps]) => ({ action, steps }));
}
