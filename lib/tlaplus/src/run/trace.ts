// biome-ignore-all lint/suspicious/noExplicitAny: models of any state
import type { Model, StepProperty, Trace } from 'everystate';

// Which of the model's steps leads from one of TLC's states to the next one, its own machine knows.
import {
  fire,
  isEnabled,
  makeMachine,
  stepName,
  Trace as TraceOf,
  traceOf as told,
  type Machine,
  type Transition,
} from 'everystate/dist/engine.js';
import type { TlaModule } from '../translate/module.js';
import type { ReportedState, Violation } from './report.js';
import { isPrinted } from './values.js';

/** Finds a model's own traces in what TLC reports. */
export class Retold {
  readonly #machine: Machine<any>; // any: the state as it is declared
  readonly #module: TlaModule;

  constructor(model: Model, module: TlaModule) {
    this.#machine = makeMachine<any>(model);
    this.#module = module;
  }

  /**
   * A counterexample in the model's own words.
   * @param breaks a property of steps that the step after the last state violates
   */
  trace({ states }: Violation, breaks?: StepProperty<any>): Trace {
    const steps = this.#steps(states);
    if (breaks) steps.push(this.#find((before, by) => !breaks(before, this.#machine.state, stepName(by)), 'as it is'));
    return this.#along(states, steps);
  }

  /** A run that goes on for ever: a way to where the loop begins, and the loop. */
  lasso({ states, backTo = states.length - 1 }: Violation): { trace: Trace; loop: Trace } {
    const steps = this.#steps(states);
    if (backTo < states.length - 1) steps.push(this.#find(() => this.#isAt(states[backTo]!)));
    const whole = this.#along(states, steps);
    const trace = new TraceOf(whole.start, whole.steps.slice(0, backTo));
    return { trace, loop: new TraceOf(trace.end, whole.steps.slice(backTo)) };
  }

  /** The steps from each state to the next one. The machine holds the last state afterwards. */
  #steps(states: readonly ReportedState[]): Transition[] {
    this.#begin(states[0]!);
    return states.slice(1).map(state => {
      const action = this.#module.actions.get(state.operator!)?.name;
      return this.#find((_, by) => (action === undefined || by.action === action) && this.#isAt(state));
    });
  }

  #begin(state: ReportedState): void {
    const isIt = (initial: Int32Array) => {
      this.#machine.read(initial, 0);
      this.#machine.normalise();
      return this.#isAt(state);
    };
    if (!this.#machine.initial.some(isIt)) throw new Error('TLC starts where the model does not.');
  }

  #along(states: readonly ReportedState[], steps: readonly Transition[]): Trace {
    this.#begin(states[0]!);
    return told(this.#machine, steps);
  }

  /** Takes the one step from the machine's state that is as wanted, seen in normal form or before it. */
  #find(isIt: (before: any, by: Transition) => boolean, form: 'normal' | 'as it is' = 'normal'): Transition {
    const machine = this.#machine;
    const here = new Int32Array(machine.words);
    machine.write(here, 0);
    const before = machine.another();
    before.read(here, 0);
    for (const transition of machine.transitions) {
      machine.read(here, 0);
      if (!isEnabled(machine, transition)) continue;
      machine.read(here, 0);
      fire(machine, transition);
      if (form === 'normal') machine.normalise();
      const isFound = isIt(before.state, transition);
      if (form !== 'normal') machine.normalise();
      if (isFound) return transition;
    }
    throw new Error('TLC takes a step that the model does not have.');
  }

  #isAt({ variables }: ReportedState): boolean {
    return this.#module.fields.every(({ field, variable, shape }) =>
      isPrinted(shape, this.#machine.state[field], variables.get(variable)!),
    );
  }
}
