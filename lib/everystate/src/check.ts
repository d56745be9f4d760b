import type { Declaration } from './domains.js';
import { limitOn } from './limit.js';
import { makeMachine, stepName, type Transition } from './machine.js';
import type { Model, StepName } from './model.js';
import { inContext } from './model-fault.js';
import { Result, type ActionCoverage, type PropertyKind, type Verdict } from './result.js';
import { rehearse } from './rehearse.js';
import { search } from './search.js';
import { StateStore } from './state-store.js';
import { traceTo } from './trace.js';
import { hasEnds, known, NO_DEADLOCK } from './validate.js';

export interface CheckOptions {
  /** States to hold at most; 20 million, if left out. */
  readonly maxStates?: number;
}

/** What is known of one property while the search runs. */
interface Watch {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly test: Function;
  /** States, or steps, that tell against it; for a witness, that tell for it. */
  count: number;
  /** The first of them, which is also the nearest to the start. */
  first?: { readonly state: number; readonly step?: Transition };
}

/**
 * Searches every reachable state of a model and says of each property whether it
 * holds, with a shortest trace to the first state or step that decides it.
 * The search goes on past violations, so its counts do not depend on the properties.
 *
 * @throws ModelError when the model makes no sense, or fails while it runs
 */
export function check<D extends Declaration>(model: Model<D>, options: CheckOptions = {}): Result<D> {
  known(options, ['maxStates'], `The second argument of 'check'`);
  const limit = limitOn(options.maxStates ?? 20_000_000);
  const machine = makeMachine<D>(model);
  rehearse(model, machine);
  const store = new StateStore(machine.words);
  const state: object = machine.state;
  const before = machine.another();
  let held = -1; // the state that `before` holds

  const always = watch('always', model.always);
  const everyStep = watch('everyStep', model.everyStep);
  const sometimes = watch('sometimes', model.sometimes);
  const ends = watch('ends', hasEnds(model) ? model.ends : { [NO_DEADLOCK]: () => false });
  const names = machine.transitions.map(stepName);

  const outcome = search(machine, store, {
    found(number) {
      for (const invariant of always) if (!ask(invariant, state)) note(invariant, number);
      for (const witness of sometimes) if (ask(witness, state)) note(witness, number);
    },
    stepping: everyStep.length === 0 ? undefined : (from, number) => {
      if (from !== held) {
        before.read(store.packed, store.offsetOf(from));
        held = from;
      }
      for (const property of everyStep) {
        if (!ask(property, state, before.state as object, names[number])) note(property, from, machine.transitions[number]);
      }
    },
    ended(number) {
      for (const property of ends) if (!ask(property, state)) note(property, number);
    },
  }, limit);

  return new Result<D>({
    states: store.size,
    ...outcome,
    coverage: coverageOf(machine.transitions, outcome.taken),
    properties: [...always, ...everyStep, ...ends, ...sometimes].map(({ name, kind, count, first }) => ({
      name,
      kind,
      verdict: verdictOf(kind, count, outcome.complete),
      count,
      trace: first && traceTo(machine, store, first.state, first.step),
    })),
  });
}

function watch(kind: PropertyKind, properties: Readonly<Record<string, Function>> = {}): Watch[] {
  return Object.entries(properties).map(([name, test]) => ({ name, kind, test, count: 0 }));
}

/** Adds up the steps of each action over the processes that took it. */
function coverageOf(transitions: readonly Transition[], taken: ArrayLike<number>): ActionCoverage[] {
  const steps = new Map<string, number>();
  transitions.forEach(({ action }, i) => steps.set(action, (steps.get(action) ?? 0) + taken[i]!));
  return [...steps].map(([action, steps]) => ({ action, steps }));
}

/** Asks whether a property holds of a state, or of the step from `before` to it. */
function ask({ name, test }: Watch, state: object, before?: object, by?: StepName): boolean {
  try {
    return before ? test(before, state, by) : test(state);
  } catch (fault) {
    throw inContext(`Property '${name}'`, fault, state);
  }
}

function note(watch: Watch, state: number, step?: Transition): void {
  watch.count++;
  watch.first ??= { state, step };
}

/** A counterexample or a witness decides at once; the lack of one only when every state was seen. */
function verdictOf(kind: PropertyKind, count: number, complete: boolean): Verdict {
  if (count > 0) return kind === 'sometimes' ? 'holds' : 'violated';
  if (!complete) return 'not finished';
  return kind === 'sometimes' ? 'violated' : 'holds';
}
