import { type Codec, makeCodec, packedBy } from './codec.js';
import type { Declaration, Domain } from '../model/domain.js';
import type { Family } from '../model/domains/family.js';
import type { StateOf, ViewOf } from '../model/state-types.js';
import { ModelError } from '../model/errors.js';
import { resolveState } from '../model/domain-kinds.js';
import type { Model } from '../model/model.js';
import { fill } from './assign.js';
import { type Layout, layOut } from './layout.js';
import { swapped } from './orbits.js';
import { Permuter } from './permute.js';
import { declare } from './show.js';
import { StateObject } from './state-object.js';
import { stepName, type Transition, transitionsOf } from './transitions.js';
import { makeSorter } from './canonical.js';
import { Candidates } from './candidates.js';
import { leniently } from '../model/strict.js';
import { validate } from '../model/validate.js';

export { stepName, type Transition, transitionsOf };

/** A model made ready to run: packed states, and every step that one could take. */
export interface Machine<D> extends Codec<StateOf<D>> {
  readonly model: Model<any>;
  readonly layout: Layout;
  readonly initial: readonly Int32Array[];
  readonly transitions: readonly Transition[];
  readonly candidates: Candidates;
  /** Turns the state that the machine holds into its normal form, if the model has one. */
  normalise(): void;
  /**
   * Turns the state that the machine holds into the one that is stored for all like it: the
   * normal form, with interchangeable processes in order. Undefined when every state stands
   * for itself alone. A search calls it after every step.
   */
  readonly canonise?: () => void;
  /** Makes the machine hold the given state, such as one of a trace. What it lacks is as in the first initial state. */
  hold(state: ViewOf<D>): void;
  /** A packed state with two processes of a family exchanged. */
  exchanged(packed: Int32Array, family: string, i: number, j: number): Int32Array;
  /** The second state object, always the same, with its own reader: for the state before a step beside the one after it. */
  another(): Codec<StateOf<D>>;
}

/** @throws ModelError when the model's state, start or actions make no sense */
export function makeMachine<D extends Declaration>(model: Model<D>): Machine<D> {
  validate(model);
  const fields = resolveState(model.state);
  const { cells, parts } = new StateObject(fields);
  const layout = layOut(cells);
  const codec = makeCodec<any>(fields, layout);
  declare(codec.state, fields);
  const transitions = transitionsOf(model, codec.state);
  const permuter = new Permuter(layout, parts);
  const normalise = model.normalForm ? () => normaliseWith(model.normalForm!, codec.state) : () => {};
  const symmetric = (model.symmetric ?? []).map(name => [name, fields[name] as Family<any>] as const);
  const sort = symmetric.length > 0 ? makeSorter(symmetric, codec, permuter, layout.words) : undefined;
  const canonise = sort
    ? () => {
        normalise();
        sort();
      }
    : model.normalForm && normalise;
  const initial = initialStates(model, codec, fields);
  let other: Codec<any> | undefined;
  return {
    ...codec,
    model,
    layout,
    normalise,
    canonise,
    initial,
    transitions,
    candidates: new Candidates(transitions),
    hold(state) {
      codec.read(initial[0]!, 0);
      fill(codec.state, state, fields);
    },
    exchanged(packed, family, i, j) {
      const [from, to] = [new Int32Array(permuter.size), new Int32Array(permuter.size)];
      const words = packed.slice();
      permuter.read(packed, from);
      permuter.exchange(family, swapped((fields[family] as Family<any>).count, i, j), from, to);
      permuter.write(to, words);
      return words;
    },
    another() {
      if (!other) {
        other = makeCodec<any>(fields, layout);
        declare(other.state, fields);
      }
      return other;
    },
  };
}

function normaliseWith(normalForm: (state: any) => void, state: any): void {
  try {
    leniently(() => normalForm(state));
  } catch (fault) {
    if (fault instanceof ModelError) throw fault;
    throw new ModelError(
      `The normal form threw ${String(fault)}.`,
      `It must not throw after any step that can be taken.`,
    );
  }
}

/** Whether a transition's guard holds in the machine's current state. */
export function isEnabled({ state }: Pick<Machine<any>, 'state'>, { when, me, process }: Transition): boolean {
  return !when || when(state, me, process);
}

/** Lets a transition's effect change the machine's current state. What it returns should be nothing. */
export function fire({ state }: Pick<Machine<any>, 'state'>, { then, me, process }: Transition): unknown {
  return then(state, me, process);
}

function initialStates<D extends Declaration>(
  model: Model<D>,
  codec: Codec<any>,
  fields: Readonly<Record<string, Domain>>,
): Int32Array[] {
  const init: unknown = model.init === undefined ? {} : model.init;
  const starts: readonly any[] = Array.isArray(init) ? init : [init];
  if (starts.length === 0) {
    throw new ModelError(
      `The model has no initial state: 'init' is an empty list.`,
      `Give one in 'init', or leave 'init' out to start every field at its first value.`,
    );
  }
  const blank = packedBy(codec);
  return starts.map(start => {
    codec.read(blank, 0);
    try {
      fill(codec.state, start, fields);
      return packedBy(codec);
    } catch (fault) {
      codec.read(blank, 0);
      throw fault instanceof ModelError ? new ModelError(`In 'init': ${fault.problem}`, fault.remedy) : fault;
    }
  });
}
