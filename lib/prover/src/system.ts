import type { Fact, Int, IntSet, Parts } from './terms.js';

export interface NumberField {
  readonly kind: 'number';
}
export interface SetField {
  readonly kind: 'set';
}
export interface PlaceField<Name extends string = string> {
  readonly kind: 'place';
  readonly names: readonly Name[];
  /** Each place as a term: its position among the names. */
  readonly place: Readonly<Record<Name, Int>>;
}
export interface EachField<Fields = Simple> {
  readonly kind: 'each';
  readonly count: Int;
  readonly fields: Fields;
}
export type SimpleField = NumberField | SetField | PlaceField;
export type Simple = Readonly<Record<string, SimpleField>>;
export type Declaration = Readonly<Record<string, SimpleField | EachField<Simple>>>;

export const number: NumberField = { kind: 'number' };

export const setOf = (_: NumberField): SetField => ({ kind: 'set' });

/** As many parts as `count` says, which may be any number. */
export function each<Fields extends Simple>(count: Int, fields: Fields): EachField<Fields> {
  return { kind: 'each', count, fields };
}

/** A state as guards, effects and claims see it: with terms where a state of a model has values. */
export type Terms<D> = {
  -readonly [K in keyof D]: D[K] extends EachField<infer Fields>
    ? Parts<Terms<Fields>>
    : D[K] extends SetField
      ? IntSet
      : Int;
};

type PartsOf<D> = { [K in keyof D]: D[K] extends EachField<Simple> ? K : never }[keyof D] & string;
type PartOf<D, K extends keyof D> = D[K] extends EachField<infer Fields> ? Terms<Fields> : never;

/** A step of one part, any of those that `by` names. */
type StepBy<D> = {
  [K in PartsOf<D>]: {
    readonly by: K;
    readonly when: (s: Terms<D>, me: PartOf<D, K>, i: Int) => Fact;
    readonly then: (s: Terms<D>, me: PartOf<D, K>, i: Int) => void;
  };
}[PartsOf<D>];
interface StepOfItself<D> {
  readonly by?: undefined;
  readonly when?: (s: Terms<D>) => Fact;
  readonly then: (s: Terms<D>) => void;
}
export type Step<D> = StepBy<D> | StepOfItself<D>;
export type Steps<D> = Readonly<Record<string, Step<D>>>;

export type Claims<D> = Readonly<Record<string, (s: Terms<D>) => Fact>>;
export type StepClaims<D> = Readonly<Record<string, (before: Terms<D>, after: Terms<D>) => Fact>>;

/** What everystate's `model` is for a system of a given size, for one of any size. */
export interface System<D> {
  readonly state: D;
  /** What is true at the start. */
  readonly init: (s: Terms<D>) => Fact;
  readonly actions: Steps<D>;
  /** True at the start, and kept by every step: all claims together. */
  readonly invariant: Claims<D>;
  /** What follows from the invariant for every state. */
  readonly always?: Claims<D>;
  /** What follows from the invariant for every step. */
  readonly everyStep?: StepClaims<D>;
}

/** A system of whatever state: who asks the solver need not know its fields. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnySystem = System<any>;
