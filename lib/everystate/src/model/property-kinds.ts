/** `not finished`: the search was cut before it could tell. */
export type Verdict = 'holds' | 'violated' | 'not finished';

/** What there is to know of one kind of properties. */
export interface KindOfProperty {
  /** What it is asked of: states, steps, states with no step left, or whole runs, once all states and steps are known. */
  readonly askedOf: 'states' | 'steps' | 'ends' | 'runs';
  /** What a model gives: a function, `{ when, then }`, or either. */
  readonly form: 'function' | 'implication' | 'either';
  /** The verdict once a deciding state, step or run is found, also by a cut search. The opposite takes a complete one. */
  readonly onceFound: 'holds' | 'violated';
  /** How `statuses` shows it along a trace: true at this place, come true so far, or true before. */
  readonly status: 'here' | 'so far' | 'before';
  /** Whether it speaks of what goes on for ever, so that it matters which process is fair to whom. */
  readonly isForEver?: true;
}

/** The kinds of properties, by the names that a model gives them under, in the order of results. */
export const PROPERTY_KINDS = {
  always: { askedOf: 'states', form: 'either', onceFound: 'violated', status: 'here' },
  everyStep: { askedOf: 'steps', form: 'either', onceFound: 'violated', status: 'here' },
  ends: { askedOf: 'ends', form: 'function', onceFound: 'violated', status: 'here' },
  canRecover: { askedOf: 'runs', form: 'function', onceFound: 'violated', status: 'here' },
  eventually: { askedOf: 'runs', form: 'function', onceFound: 'violated', status: 'so far', isForEver: true },
  eventuallyAlways: { askedOf: 'runs', form: 'function', onceFound: 'violated', status: 'here', isForEver: true },
  infinitelyOften: { askedOf: 'runs', form: 'function', onceFound: 'violated', status: 'here', isForEver: true },
  leadsTo: { askedOf: 'runs', form: 'implication', onceFound: 'violated', status: 'so far', isForEver: true },
  precededBy: { askedOf: 'runs', form: 'implication', onceFound: 'violated', status: 'before' },
  sometimes: { askedOf: 'states', form: 'function', onceFound: 'holds', status: 'here' },
} as const satisfies Record<string, KindOfProperty>;

/** A kind of properties, by the name that a model gives them under. */
export type PropertyKind = keyof typeof PROPERTY_KINDS;

/** The kinds that are asked of states, of steps, of ends, or of whole runs. */
export type KindAskedOf<What extends KindOfProperty['askedOf']> = {
  [Kind in PropertyKind]: (typeof PROPERTY_KINDS)[Kind]['askedOf'] extends What ? Kind : never;
}[PropertyKind];

/** Whether properties of a kind speak of what goes on for ever. */
export function isForEver(kind: PropertyKind): boolean {
  return 'isForEver' in PROPERTY_KINDS[kind];
}

/** The property that a model without `ends` has instead. */
export const NO_DEADLOCK = 'no deadlock';

/** Whether a model says anything about where it ends. */
export function hasEnds(model: { readonly ends?: object }): boolean {
  return Object.keys(model.ends ?? {}).length > 0;
}
