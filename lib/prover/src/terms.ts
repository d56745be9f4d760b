/** A whole number, as a term of Z3's: known to the solver by what is said of it. */
export interface Int {
  eq(other: Int | number): Bool;
  neq(other: Int | number): Bool;
  lt(other: Int | number): Bool;
  le(other: Int | number): Bool;
  gt(other: Int | number): Bool;
  ge(other: Int | number): Bool;
  add(other: Int | number): Int;
  sub(other: Int | number): Int;
}

/** What is true or false, as a term. */
export interface Bool {
  and(other: Fact): Bool;
  or(other: Fact): Bool;
  implies(other: Fact): Bool;
  not(): Bool;
}

/** A term, or a plain `true` or `false`. */
export type Fact = Bool | boolean;

/** A set of whole numbers. It need not be finite. */
export interface IntSet {
  has(n: Int | number): Bool;
  add(n: Int | number): void;
  /** Whether `claim` is true of every member. */
  every(claim: (member: Int) => Fact): Bool;
}

/** All parts of a kind, such as all Enactors. */
export interface Parts<Part> {
  at(i: Int | number): Part;
  /** Whether `claim` is true of every one. */
  every(claim: (part: Part, i: Int) => Fact): Bool;
}
