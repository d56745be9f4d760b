import type { Domain, Fields, ValueOf } from './domain.js';
import type { BagOf } from './domains/bag.js';
import type { MapOf } from './domains/map.js';
import type { SetOf } from './domains/set.js';
import type { Declaration } from './domain.js';
import type { FamiliesOf, Member, MemberView, StateOf, ViewOf } from './state-types.js';
import type { Family } from './domains/family.js';
import type { Initial } from './initial.js';
import type { PropertyKind } from './property-kinds.js';
import type { Names } from './property-names.js';
import { validate } from './validate.js';

/** Keeps a type argument from being inferred at this place. */
type Fixed<T> = [T][T extends unknown ? 0 : never];

type FieldsOf<T> = T extends Family<infer F> ? F : never;

/**
 * What may be relied on to happen in the end. A weakly fair step that stays
 * possible from some point on is taken again and again; a strongly fair one
 * already when it becomes possible again and again.
 */
export type Fairness = 'weak' | 'strong';

/** The fields of a state, or of a process, that a parameter can be chosen from. */
type ChoicesIn<D> = {
  [K in keyof D]: D[K] extends Family<any> | SetOf<any> | BagOf<any> | MapOf<any, any> ? K : never;
}[keyof D] &
  string;

/** What is chosen from a field: of a family, the number of a process; of a map, a key. */
type ChosenFrom<T> =
  T extends Family<any>
    ? number
    : T extends SetOf<infer V> | BagOf<infer V>
      ? V
      : T extends MapOf<infer K, any>
        ? K
        : unknown;

/** Parameters of a step, by their names: each with its domain, or with the name of a field that it is chosen from. */
export interface Parameters<D> {
  readonly [name: string]: ChoicesIn<D> | Domain | Fields;
}

/** The values of parameters, as guards and effects are given them; `D` has the fields that they may be chosen from. */
export type Given<W, D> = {
  readonly [K in keyof W]: W[K] extends string ? ChosenFrom<W[K] extends keyof D ? D[W[K]] : unknown> : ValueOf<W[K]>;
};

/** The values of parameters as labels are given them: processes go by their names. */
export type Named<W, D> = {
  readonly [K in keyof W]: W[K] extends FamiliesOf<D> ? string : any;
};

/** The fields of a state, and those of a process that are called otherwise. */
type With<D, F> = D & Omit<F, keyof D>;

interface AnyAction<D, W, C = D> {
  /** Ids of the facts and assumptions that this step encodes. */
  readonly cites?: readonly string[];
  /**
   * What a run owes to the step, for `eventually`, `leadsTo` and the like. Left out, a run may never
   * take the step. Counts for each process and each choice of parameters by itself.
   */
  readonly fair?: Fairness;
  /** `'process'`: fair to each process, whatever it chooses; `'action'`: fair to the action, whoever takes it. */
  readonly fairTo?: 'process' | 'action';
  /** Parameters: the step can be taken for each choice of their values. */
  readonly with?: W & Parameters<C>;
  /** What traces call the step: from its parameters, the name `me` of its process, and the state before it. */
  readonly label?: (named: Named<W, C> & { readonly me: string }, state: ViewOf<D>) => string;
}

/** What an effect may return: it is dropped, so nothing that would have to run, as a promise or a generator. */
// biome-ignore lint/suspicious/noConfusingVoidType: most effects return nothing
type Dropped = void | null | undefined | boolean | number | string | (object & { then?: never; next?: never });

/** A step that the system as a whole can take. */
export interface SystemAction<D, W = any> extends AnyAction<D, W> {
  readonly by?: undefined;
  /** The guard: when the step is possible. Always, if left out. */
  readonly when?: (state: ViewOf<D>, given: Given<W, D>) => boolean;
  /** The effect: how the step changes the state. */
  readonly then: (state: StateOf<D>, given: Given<W, D>) => Dropped;
}

/** A step that each process of a family can take by itself. */
export interface ProcessAction<D, K extends keyof D, W = any, C = With<D, FieldsOf<D[K]>>> extends AnyAction<D, W, C> {
  /** The family whose processes take this step. */
  readonly by: K;
  readonly when?: (state: ViewOf<D>, me: MemberView<FieldsOf<D[K]>>, index: number, given: Given<W, C>) => boolean;
  readonly then: (state: StateOf<D>, me: Member<FieldsOf<D[K]>>, index: number, given: Given<W, C>) => Dropped;
}

/** A guarded step. `then` runs as one indivisible step whenever `when` is true. */
export type Action<D, W = any> = SystemAction<D, W> | { [K in FamiliesOf<D>]: ProcessAction<D, K, W> }[FamiliesOf<D>];

/** Actions by their names, for a system with this declared state. */
export interface Actions<D> {
  readonly [name: string]: Action<D>;
}

/** A statement about one state. */
export type StateProperty<D> = (state: ViewOf<D>) => boolean;

/** A statement of the form: where `when` holds, `then` holds. */
export interface Implication<D> {
  readonly when: StateProperty<D>;
  readonly then: StateProperty<D>;
}

/** A statement about one step: the state before it, and the state after it. */
export type StepProperty<D, A extends string = string> = (
  before: ViewOf<D>,
  after: ViewOf<D>,
  by: StepName<A>,
) => boolean;

/** A statement of the form: of a step of which `when` holds, `then` holds. */
export interface StepImplication<D, A extends string = string> {
  readonly when: StepProperty<D, A>;
  readonly then: StepProperty<D, A>;
}

/** Statements about steps by their names; `A` has the names of the actions. */
interface StepProperties<D, A extends string = string> {
  readonly [name: string]: StepProperty<D, A> | StepImplication<D, A>;
}

/** Which step was taken: the action, and the process that took it, if one did. */
export interface StepName<A extends string = string> {
  /** As the model names it, such as `apply`. */
  readonly action: A;
  /** The family and the position in it of the process that took it; undefined for a step of the system. */
  readonly family?: string;
  readonly process?: number;
  /** The values of the action's parameters, if it has any. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** As traces name it, such as `apply A`, unless the action has a label of its own. */
  readonly label: string;
}

/** A model: its state, where it starts, the steps that it can take, and its properties, by their kinds. */
export interface Model<D extends Declaration = any, N extends string = string> extends Names<N> {
  /** Every field with its finite domain. */
  readonly state: D;
  /** The state to start from, or a list of them. */
  readonly init?: Initial<Fixed<D>> | readonly Initial<Fixed<D>>[];
  readonly actions: Actions<Fixed<D>>;
  /** Invariants: true in every reachable state. An implication is warned of when its left side never occurs. */
  readonly always?: { readonly [name: string]: StateProperty<Fixed<D>> | Implication<Fixed<D>> };
  /** True of every step that can be taken. It sees the state after the step before any normal form is applied. */
  readonly everyStep?: StepProperties<Fixed<D>>;
  /** Witnesses: true in at least one reachable state. */
  readonly sometimes?: { readonly [name: string]: StateProperty<Fixed<D>> };
  /**
   * True wherever it ends, that is, in every state with no step left. Without
   * any, the system must not end: a state with no step left is a deadlock.
   */
  readonly ends?: { readonly [name: string]: StateProperty<Fixed<D>> };
  /** From every reachable state, some way leads to a state where this is true. */
  readonly canRecover?: { readonly [name: string]: StateProperty<Fixed<D>> };
  /**
   * On every fair run, true sooner or later. Something happens as long as
   * something can; a run that ends stays in its last state for ever.
   */
  readonly eventually?: { readonly [name: string]: StateProperty<Fixed<D>> };
  /** On every fair run, true from some point on. */
  readonly eventuallyAlways?: { readonly [name: string]: StateProperty<Fixed<D>> };
  /** On every fair run, true again and again. */
  readonly infinitelyOften?: { readonly [name: string]: StateProperty<Fixed<D>> };
  /** On every fair run, whenever `when` is true, `then` is true at once or later. */
  readonly leadsTo?: { readonly [name: string]: Implication<Fixed<D>> };
  /** On every run, whenever `when` is true, `then` was true before, or is so now. */
  readonly precededBy?: { readonly [name: string]: Implication<Fixed<D>> };
  /**
   * Families whose processes may be exchanged: states that differ only in which
   * of them does what count as one. Nothing may depend on a process's number.
   */
  readonly symmetric?: readonly FamiliesOf<D>[];
  /**
   * Turns a state, in place, into the one that stands for all like it. It is
   * applied to initial states and after every step. Like states must be able to
   * take the same steps, to like states, and look the same to every property.
   */
  readonly normalForm?: (state: StateOf<Fixed<D>>) => void;
}

/** Actions that stand apart from the model that they are for, so that TypeScript knows their state and parameters. */
export function actionsOf<D extends Declaration, const A = any>(
  _state: D,
  actions: { readonly [N in keyof A]: Action<D, A[N]> },
): { readonly [N in keyof A]: Action<D, A[N]> } {
  return actions;
}

/**
 * Declares a model: its state, where it starts, the steps it can take, and what
 * should hold of it.
 * @throws ModelError when it cannot be what was meant: see `validate`
 */
export function model<D extends Declaration, const A = any, N extends string = string>(
  definition: Omit<Model<D>, 'actions' | 'everyStep'> & {
    readonly actions: { readonly [N in keyof A]: Action<Fixed<D>, A[N]> };
    readonly everyStep?: StepProperties<Fixed<D>, Fixed<keyof A & string>>;
  } & { readonly [K in PropertyKind]?: { readonly [P in N]?: unknown } },
): Model<D, N> {
  validate(definition);
  return definition as Model<D, N>;
}
