/** Names for a module, each of which is used once. */
export class Names {
  readonly taken: Set<string>;

  /** @param taken what means something else already */
  constructor(taken: Iterable<string> = RESERVED) {
    this.taken = new Set(taken);
  }

  /** The wanted name, or one like it. Whatever TLA+ does not allow in names is left out. */
  take(wanted: string): string {
    const plain = wanted.replace(/[^a-zA-Z0-9_]/g, '_');
    const start = /[a-zA-Z]/.test(plain) && !/^(WF|SF)_/.test(plain) ? plain : `a_${plain}`;
    let name = start;
    for (let i = 2; this.taken.has(name); i++) name = `${start}${i}`;
    this.taken.add(name);
    return name;
  }

  /** The name of an operator: `The name always resolves` becomes `TheNameAlwaysResolves`. */
  operator(wanted: string): string {
    const words = wanted.split(/[^a-zA-Z0-9]+/).filter(Boolean);
    return this.take(words.map(word => word[0]!.toUpperCase() + word.slice(1)).join('') || 'Unnamed');
  }
}

/** Words of the language and of the modules that are extended, and names that every translation has. */
const RESERVED =
  `ASSUME ASSUMPTION AXIOM CASE CHOOSE CONSTANT CONSTANTS DOMAIN ELSE ENABLED EXCEPT EXTENDS IF IN INSTANCE LET LOCAL
MODULE OTHER SF_ SUBSET THEN THEOREM UNCHANGED UNION VARIABLE VARIABLES WF_ WITH LAMBDA RECURSIVE STRING BOOLEAN TRUE
FALSE LEMMA PROPOSITION PROOF BY QED DEFINE SUFFICES HAVE TAKE WITNESS PICK NEW STATE ACTION TEMPORAL COROLLARY OBVIOUS
OMITTED USE HIDE PROVE DEFS DEF ONLY Nat Int Real Infinity Seq Len Head Tail Append SubSeq SelectSeq IsFiniteSet
Cardinality Print PrintT Assert JavaTime TLCGet TLCSet Permutations SortSeq RandomElement Any ToString TLCEval vars Init
Next Spec TypeOK Fairness Symmetry State NormalForm Becomes Idle SequencesUpTo NoValue Total Min Max Least Greatest Rem BitOr`.split(
    /\s+/,
  );
