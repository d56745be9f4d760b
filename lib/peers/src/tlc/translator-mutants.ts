/** A bug to plant into the translator, as it was built: `from` stands once in the file. */
export interface TranslatorMutant {
  readonly bug: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Bugs that a translator may well have. Each changes what TLC finds of random models. */
export const translatorMutants: readonly TranslatorMutant[] = [
  {
    bug: 'a disjunction in a guard is left to TLC, which takes the step once for each side',
    file: 'translate/actions',
    from: "splits(part) ? infix('=', part, TRUE) : part",
    to: 'part',
  },
  {
    bug: 'the remainder of a negative number is the one of TLA+, not of JavaScript',
    file: 'evaluate/operators',
    from: 'const isNatural = lowest >= 0;',
    to: 'const isNatural = true;',
  },
  {
    bug: 'bounds of numbers outlive the model that they are of',
    file: 'evaluate/value',
    from: '    bounds = new WeakMap();',
    to: '',
  },
  {
    bug: 'a condition writes what its other side does',
    file: 'terms/simplify',
    from: 'ite(when, read(then, path), read(otherwise, path))',
    to: 'read(then, path)',
  },
  {
    bug: 'a later write to the same place is lost',
    file: 'terms/simplify',
    from: 'return write(of.args[0], path, value);',
    to: 'return of;',
  },
  {
    bug: 'what may not be there counts as there',
    file: 'evaluate/value',
    from: 'not(beside.there) : FALSE',
    to: 'FALSE : FALSE',
  },
  {
    bug: 'a bag counts each element once',
    file: 'evaluate/in-place',
    from: 'plus(readAt(place), num(1))',
    to: 'num(1)',
  },
  {
    bug: 'what is deleted from a set stays in it',
    file: 'evaluate/in-place',
    from: 'change(self, without(is, setOfTerms([element])));',
    to: '',
  },
  {
    bug: 'every is some',
    file: 'evaluate/collections',
    from: "isEvery ? 'forall' : 'exists'",
    to: "'exists'",
  },
  {
    bug: 'the opposite of less is greater',
    file: 'terms/simplify',
    from: "'<': '>=',",
    to: "'<': '>',",
  },
  {
    bug: 'the opposite of some is some that is not',
    file: 'terms/simplify',
    from: "quantify(of.op === 'exists' ? 'forall' : 'exists', of.text",
    to: 'quantify(of.op, of.text',
  },
  {
    bug: 'the state at an end is asked everywhere',
    file: 'translate/properties',
    from: 'implies(not(canStep(context)), said)',
    to: 'said',
  },
];
