import type { Arena } from '../accelerate/wasm/memory.js';
import type { Batch } from '../accelerate/batch.js';
import { makeCodec, type Codec } from './codec.js';
import { CompiledSteps } from '../accelerate/memo/memoised-steps.js';
import { didYouMean } from '../model/did-you-mean.js';
import { processName, type Declaration, type StateOf, type ViewOf } from '../model/domains.js';
import { ModelError } from '../model/errors.js';
import { makeExpand, type Expand, type OnStep } from '../accelerate/successors.js';
import { BitSet } from '../model/finite-set.js';
import { layOut } from './layout.js';
import { Observer } from '../accelerate/memo/recorder.js';
import type { Action, Fairness, Model, ProcessAction, StepName } from '../model/model.js';
import { Quiet, type IsQuiet } from '../accelerate/memo/property-tables.js';
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

/** Who is told of steps and of new states. */
export type Told = Pick<OnStep, 'stepping'> & { readonly found?: (state: number) => void };

/** A model made ready to run: packed states, and every step that one could take. */
export interface Machine<D> extends Codec<StateOf<D>> {
  /** 32-bit words that one packed state takes. */
  readonly words: number;
  readonly initial: readonly Int32Array[];
  readonly transitions: readonly Transition[];
  /** Makes what takes every step from a state. */
  expander(batch: Batch, told: Told): Expand;
  /**
   * Makes what takes the same steps by remembering what they do; it has to `study` first.
   * @param arena where the batch is
   * @param room a place in it for what is remembered
   * @param sleeps whether steps that lead to known states may be left out: see `Sleep`
   */
  compile(
    batch: Batch,
    arena: Arena,
    room: Int32Array,
    told: Told,
    quiet: readonly IsQuiet[],
    sleeps: boolean,
  ): CompiledSteps;
  /** Whether that was done for the same model before, so that the engine knows the code. */
  readonly wasCompiled: boolean;
  /** Turns the state that the machine holds into its normal form, if the model has one. */
  settle(): void;
  /**
   * Turns it into the one state that is stored for all like it: the normal form,
   * with interchangeable processes in order. Undefined when every state stands
   * for itself alone. The expander calls it after every step.
   */
  readonly canonise?: () => void;
  /** Makes the machine hold the given state, such as one of a trace. What it lacks is as in the first initial state. */
  hold(state: ViewOf<D>): void;
  /** A second state object with its own reader, to hold two states side by side. */
  another(): Codec<StateOf<D>>;
}

/** The models whose steps were compiled in this process. */
const compiled = new WeakSet<object>();

/** @throws ModelError when the model's state, start or actions make no sense */
export function makeMachine<D extends Declaration>(model: Model<D>): Machine<D> {
  validate(model);
  const layout = layOut(model.state);
  const codec = makeCodec<any>(model.state, layout);
  const transitions = Object.entries<Action<any>>(model.actions).flatMap(([name, action]) =>
    transitionsOf(name, action, codec.state),
  );
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
    settle,
    canonise,
    words: layout.words,
    initial,
    transitions,
    expander: (batch, { stepping }) => makeExpand(codec, transitions, batch, { stepping, canonise }),
    wasCompiled: compiled.has(model),
    compile(batch, arena, room, { found, stepping }, isQuiet, sleeps) {
      compiled.add(model);
      const observer = new Observer(model.state, layout);
      const observed = Object.entries<Action<any>>(model.actions).flatMap(([name, action]) =>
        transitionsOf(name, action, observer.state),
      );
      const quiet = new Quiet(found ? isQuiet : [], batch, arena, layout.words, observer, (state, offset) => {
        codec.read(batch.added, offset);
        found!(state);
      });
      return new CompiledSteps(
        codec,
        transitions,
        batch,
        arena,
        room,
        observer,
        observed,
        quiet,
        { stepping, canonise },
        sleeps,
      );
    },
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

function transitionsOf(action: string, definition: Action<any>, state: any): Transition[] {
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
