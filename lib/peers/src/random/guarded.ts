/**
 * A small language of guarded commands, for models that are made at random and
 * must mean the same in every language they are written out in. Anything that
 * can be put together is a model: references wrap around, values are brought
 * back into their domains. So a model stays one while it is made smaller.
 */

export type Field =
  | { readonly kind: 'range'; readonly lowest: number; readonly size: number; readonly start: number }
  | { readonly kind: 'names'; readonly size: number; readonly start: number }
  | { readonly kind: 'flag'; readonly start: number }
  | { readonly kind: 'set'; readonly lowest: number; readonly size: number; readonly start: number };

/** One of the fields that fit the place, counted around: of the process at hand, if it is to be its own and there is one, or of the system. */
export interface Ref {
  readonly own: boolean;
  readonly at: number;
}

export type Num =
  | { readonly num: 'constant'; readonly value: number }
  | { readonly num: 'field'; readonly ref: Ref }
  | { readonly num: 'size'; readonly ref: Ref }
  | { readonly num: 'times'; readonly left: Num; readonly by: number }
  | { readonly num: 'plus' | 'minus' | 'min' | 'max'; readonly left: Num; readonly right: Num }
  | { readonly num: 'choice'; readonly when: Cond; readonly left: Num; readonly right: Num };

export type Cond =
  | { readonly cond: 'constant'; readonly value: boolean }
  | { readonly cond: '<' | '<=' | '===' | '!=='; readonly left: Num; readonly right: Num }
  | { readonly cond: 'is'; readonly ref: Ref; readonly code: number }
  | { readonly cond: 'has'; readonly ref: Ref; readonly element: Num }
  | { readonly cond: 'not'; readonly of: Cond }
  | { readonly cond: 'and' | 'or'; readonly left: Cond; readonly right: Cond }
  | { readonly cond: 'some' | 'every'; readonly of: Cond };

export type Effect =
  /** A range takes the number; names and flags go by the condition; a set gains or loses the number by the condition. */
  | { readonly effect: 'assign'; readonly ref: Ref; readonly num: Num; readonly cond: Cond; readonly code: number }
  | {
      readonly effect: 'if';
      readonly cond: Cond;
      readonly then: readonly Effect[];
      readonly otherwise: readonly Effect[];
    };

export interface GuardedAction {
  /** Whether each process takes the action by itself, if the model has processes. */
  readonly byProcess: boolean;
  readonly when: Cond;
  readonly then: readonly Effect[];
}

export interface GuardedModel {
  readonly fields: readonly Field[];
  /** Processes; the second starts one value further on in each field if `staggered`, and so on. */
  readonly family?: { readonly count: number; readonly fields: readonly Field[]; readonly staggered: boolean };
  readonly actions: readonly GuardedAction[];
  readonly always: Cond;
  readonly sometimes: Cond;
  /** A field of the system that no step may lower. */
  readonly rises: Ref;
  /** True in every state without a step; left out, such a state is a deadlock. */
  readonly ends?: Cond;
}

/** A field that a reference leads to, and the field's place. */
export interface Target<F extends Field = Field> {
  readonly field: F;
  readonly own: boolean;
  readonly index: number;
}

/**
 * What a reference leads to; undefined when no field there is of these kinds.
 * @param mine whether there is a process at hand
 */
export function resolve<K extends Field['kind']>(
  { fields, family }: GuardedModel,
  { own, at }: Ref,
  mine: boolean,
  ...kinds: readonly K[]
): Target<Extract<Field, { kind: K }>> | undefined {
  const among = (all: readonly Field[], isOwn: boolean) =>
    all
      .map((field, index) => ({ field, index, own: isOwn }))
      .filter(({ field }) => (kinds as readonly string[]).includes(field.kind));
  const owned = own && mine && family ? among(family.fields, true) : [];
  const fitting = owned.length > 0 ? owned : among(fields, false);
  // biome-ignore lint/suspicious/noExplicitAny: a field of any kind
  return fitting[at % fitting.length] as Target<any> | undefined;
}

/** The code of a field's first value in one process: a number of a range, a position, 0 or 1, or a set's bits. */
export function startOf(field: Field, process = 0): number {
  switch (field.kind) {
    case 'range':
      return field.lowest + ((field.start + process) % field.size);
    case 'names':
      return (field.start + process) % field.size;
    case 'flag':
      return (field.start + process) % 2;
    case 'set':
      return (field.start + process) & bitsOf(field.size);
  }
}

/** How far the second process's start is from the first one's, and so on. */
export function stagger({ family }: GuardedModel, process: number): number {
  return family?.staggered ? process : 0;
}

/** As many bits as a set has elements. */
export function bitsOf(size: number): number {
  return size === 32 ? -1 : 2 ** size - 1;
}

/** Names for a field of names, and for the fields themselves. */
export const nameOf = (code: number): string => `n${code}`;
export const fieldName = (index: number): string => `f${index}`;
