import { infix, isInfix, isLiteral, setOfTerms, type Term } from './term.js';

/** `x = 1 \/ x = 2` is `x \in {1, 2}`, and `x # 1 /\ x # 2` is `x \notin {1, 2}`. */
export function joinMembers(parts: readonly Term[], equal: string, member: string): Term[] {
  const joined: Term[] = [];
  for (const part of parts) {
    const literals = (of: Term): readonly Term[] | undefined =>
      isInfix(of, equal) && isLiteral(of.args[1]!)
        ? [of.args[1]!]
        : isInfix(of, member) && of.args[1]!.op === 'set' && of.args[1]!.args.every(isLiteral)
          ? of.args[1]!.args
          : undefined;
    const mine = literals(part);
    const at = mine ? joined.findIndex(other => other.args[0] === part.args[0] && literals(other)) : -1;
    if (at < 0) joined.push(part);
    else joined[at] = infix(member, part.args[0]!, setOfTerms([...literals(joined[at]!)!, ...mine!]));
  }
  return joined;
}
