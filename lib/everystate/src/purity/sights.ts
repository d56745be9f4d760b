/** What was seen of a state when all was tried out in it. */
export interface Sights {
  /** What properties of the state answered. */
  readonly holds: readonly boolean[];
  /** For each transition, whether it was possible. */
  readonly possible: readonly boolean[];
  /** The steps that were possible, by the numbers of their transitions. */
  readonly steps: ReadonlyMap<number, TriedStep>;
}

/** A step that was possible when a state was tried out. */
export interface TriedStep {
  readonly label: string;
  /** The state after it, as it is stored. */
  readonly after: Int32Array;
  /** What properties of steps answered. */
  readonly kept: readonly boolean[];
}
