/** Operators that are always the same. */
const OPERATORS = {
  SequencesUpTo: 'SequencesUpTo(set, most) == {one \\in Seq(set) : Len(one) <= most}',
  Total: `RECURSIVE Total(_, _)
Total(counts, of) ==
  IF of = {} THEN 0 ELSE LET one == CHOOSE some \\in of : TRUE IN counts[one] + Total(counts, of \\ {one})`,
  Min: 'Min(a, b) == IF a <= b THEN a ELSE b',
  Max: 'Max(a, b) == IF a >= b THEN a ELSE b',
  Least: 'Least(set) == CHOOSE n \\in set : \\A other \\in set : n <= other',
  Greatest: 'Greatest(set) == CHOOSE n \\in set : \\A other \\in set : n >= other',
  Rem: `\\* The remainder as JavaScript has it, with the sign of what is divided.
Rem(a, b) == IF a >= 0 THEN a % b ELSE -((-a) % b)`,
  BitOr: `\\* a | b of natural numbers, as sets of bits.
RECURSIVE BitOr(_, _)
BitOr(a, b) ==
  IF a = 0 THEN b ELSE IF b = 0 THEN a
  ELSE 2 * BitOr(a \\div 2, b \\div 2) + (IF a % 2 = 1 \\/ b % 2 = 1 THEN 1 ELSE 0)`,
};

/** TLA+'s own modules, by what is used of them. */
const MODULES = {
  FiniteSets: /\bCardinality\b/,
  Sequences: /\b(Seq|Len|Head|Tail|Append|SubSeq)\(/,
  TLC: /\b(Assert|Permutations)\(|:>|@@/,
};

/** The operators that a module's text uses. */
export const operatorsFor = (text: string): string[] =>
  Object.entries(OPERATORS).flatMap(([one, said]) => (new RegExp(`\\b${one}\\(`).test(text) ? [said] : []));

/** The line that extends the modules that a text uses. */
export const extendsFor = (text: string): string =>
  ['EXTENDS Integers', ...Object.keys(MODULES).filter(one => MODULES[one as keyof typeof MODULES].test(text))].join(
    ', ',
  );
