import { makeCodec, type Codec } from './codec.js';
import { didYouMean } from '../model/did-you-mean.js';
import { processName, type Declaration, type StateOf, type ViewOf } from '../model/domains.js';
import { ModelError } from '../model/errors.js';
import { BitSet } from '../model/finite-set.js';
import { layOut, type Layout } from './layout.js';
import type { Action, Fairness, Model, ProcessAction, StepName } from '../model/model.js';
import { makeSorter } from './canonical.js';
import { validate } from '../model/validate.js';

/** One action of the system, or one action of one process. */
export interface Transition extends StepName {
  readonly cites: readonly string[];
  readonly fair?: Fairness;
  readonly when?: (state: any, me?: any, process?: number) => boolean;
  readonly then: (state: any, me?: any, process?: number) => void;
  /** The process's own record in the state object. */
  readonly me?: object;
}

/** A model made ready to run: packed states, and every step that one could take. */
export interface Machine<D> extends Codec<StateOf<D>> {
  readonly model: Model<any>;
  readonly layout: Layout;
  /** 32-bit words that one packed state takes. */
  readonly words: number;
  readonly initial: readonly Int32Array[];
  readonly transitions: readonly Transition[];
  /** Turns the state that the machine holds into its normal form, if the model has one. */
  settle(): void;
  /**
   * Turns it into the one state that is stored for all like it: the normal form,
   * with interchangeable processes in order. Undefined when every state stands
   * for itself alone. A search calls it after every step.
   */
  readonly canonise?: () => void;
  /** Makes the machine hold the given state, such as one of a trace. What it lacks is as in the first initial state. */
  hold(state: ViewOf<D>): void;
  /** A second state object with its own reader, to hold two states side by side. */
  another(): Codec<StateOf<D>>;
}

/** @throws ModelError when the model's state, start or actions make no sense */
export function makeMachine<D extends Declaration>(model: Model<D>): Machine<D> {
  validate(model);
  const layout = layOut(model.state);
  const codec = makeCodec<any>(model.state, layout);
  const transitions = transitionsOf(model, codec.state);
  const settle = model.normalForm ? () => settleWith(model.normalForm!, codec.state) : () => {};
  const sort = model.symmetric?.length ? makeSorter(model.state, model.symmetric, codec.state) : undefined;
  const canonise = sort
    ? () => {
        settle();
        sort();
      }
    : model.normalForm && settle;
  const initial = initialStates(model, codec, layout.words);
  return {
    ...codec,
    model,
    layout,
    settle,
    canonise,
    words: layout.words,
    initial,
    transitions,
    hold(state) {
      codec.read(initial[0]!, 0);
      fill(codec.state, state, 'the state');
    },
    another: () => makeCodec(model.state, layout),
  };
}

function settleWith(normalForm: (state: any) => void, state: any): void {
  try {
    normalForm(state);
  } catch (fault) {
    if (fault instanceof ModelError) throw fault;
    throw new ModelError(
      `The normal form threw ${String(fault)}.`,
      `It must not throw after any step that can be taken.`,
    );
  }
}

/** What properties of steps and traces are told of a transition. */
export function stepName({ action, family, process, label }: Transition): StepName {
  return { action, family, process, label };
}

/** Whether a transition's guard holds in the machine's current state. */
export function isEnabled({ state }: Machine<any>, { when, me, process }: Transition): boolean {
  return !when || when(state, me, process);
}

/** Lets a transition's effect change the machine's current state. What it returns should be nothing. */
export function fire({ state }: Machine<any>, { then, me, process }: Transition): unknown {
  return then(state, me, process);
}

/** Every step that a model's actions can take in this state object: one an action, or one for each process. */
export function transitionsOf(model: Model<any>, state: any): Transition[] {
  return Object.entries<Action<any>>(model.actions).flatMap(([name, action]) => stepsOf(name, action, state));
}

function stepsOf(action: string, definition: Action<any>, state: any): Transition[] {
  const { by, when, then, fair, cites = [] } = definition as ProcessAction<any, string>;
  if (by === undefined) return [{ action, label: action, cites, fair, when, then } as Transition];
  return (state[by] as object[]).map(
    (me, process) =>
      ({
        action,
        family: by,
        process,
        label: `${action} ${processName(process)}`,
        cites,
        fair,
        when,
        then,
        me,
      }) as Transition,
  );
}

function initialStates<D extends Declaration>(model: Model<D>, codec: Codec<any>, words: number): Int32Array[] {
  const init: unknown = model.init === undefined ? {} : model.init;
  const starts: readonly any[] = Array.isArray(init) ? init : [init];
  if (starts.length === 0) {
    throw new ModelError(
      `The model has no initial state: 'init' is an empty list.`,
      `Give one in 'init', or leave 'init' out to start every field at its first value.`,
    );
  }
  const blank = new Int32Array(words);
  codec.write(blank, 0);
  return starts.map(start => {
    codec.read(blank, 0);
    const packed = new Int32Array(words);
    try {
      fill(codec.state, start, 'init');
      codec.write(packed, 0);
    } catch (fault) {
      codec.read(blank, 0);
      throw fault instanceof ModelError ? new ModelError(`In 'init': ${fault.problem}`, fault.remedy) : fault;
    }
    return packed;
  });
}

/** Writes the given values over a state object's own. */
function fill(record: any, given: any, place: string): void {
  if (typeof given !== 'object' || given === null) {
    throw new ModelError(`'${place}' is given as ${String(given)}.`, `Give an object with fields.`);
  }
  for (const [field, value] of Object.entries<any>(given)) {
    if (!Object.hasOwn(record, field)) {
      throw new ModelError(
        `'${place}' sets '${field}', which is not declared there.`,
        didYouMean(field, Object.keys(record)),
      );
    }
    const held = record[field];
    if (Array.isArray(held)) {
      if (Array.isArray(value) && value.length !== held.length) {
        throw new ModelError(
          `'${place}' gives ${value.length} ${value.length === 1 ? 'record' : 'records'} for the ${held.length} processes of '${field}'.`,
          `Give one for each of them, or a single record for all.`,
        );
      }
      held.forEach((member, i) => fill(member, Array.isArray(value) ? value[i] : value, `${place}.${field}`));
    } else if (held instanceof BitSet) {
      if (typeof value?.[Symbol.iterator] !== 'function') {
        throw new ModelError(
          `'${place}' sets '${field}' to ${String(value)}, which is no set.`,
          `Give its elements in a list, such as [1, 2].`,
        );
      }
      held.clear();
      for (const element of value) held.add(element);
    } else {
      record[field] = value;
    }
  }
}
