/** A bug to plant into everystate, as built: in one file, one text in place of another. */
export interface Mutant {
  readonly bug: string;
  /** In `lib/everystate/dist`, without its ending. */
  readonly file: string;
  /** Has to be there exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** Bugs that would matter, and that a checker could well have. */
export const mutants: readonly Mutant[] = [
  {
    bug: 'states are compared by their last word only',
    file: 'accelerate/store/hash-table',
    find: '(there == key${last}) ${rest}break;',
    replace: '(there == key${last}) break;',
  },
  {
    bug: 'two fields overlap by one bit',
    file: 'state/layout',
    find: 'free -= bits;',
    replace: 'free -= Math.max(1, bits - 1);',
  },
  {
    bug: 'after a step that lowers a word, its fields are not restored',
    file: 'accelerate/successors',
    find: '`  if (after${word} !== word${word}) {`',
    replace: '`  if (after${word} > word${word}) {`',
  },
  {
    bug: 'what the last batch of a level leads to is lost',
    file: 'search/search',
    find: 'this.#lookUp();\n        return batch.end;',
    replace: 'if (batch.end < end) this.#lookUp();\n        return batch.end;',
  },
  {
    bug: 'a state is given the parent of the successor before it',
    file: 'accelerate/store/hash-table',
    find: 'children[1 + from[i] - first]++;',
    replace: 'children[1 + from[i > 0 ? i - 1 : 0] - first]++;',
  },
  {
    bug: 'a table that grows forgets the parents',
    file: 'accelerate/store/predecessors',
    find: 'this.#children.set(old);',
    replace: '',
  },
  {
    bug: 'the limit lets in one state too many',
    file: 'accelerate/store/hash-table',
    find: 'if (size >= limit) {',
    replace: 'if (size > limit) {',
  },
  {
    bug: 'invariants are not asked of the initial state',
    file: 'search/search',
    find: 'for (let state = known;',
    replace: 'for (let state = Math.max(1, known);',
  },
  {
    bug: 'of states taken together, only the first can be an end',
    file: 'accelerate/successors',
    find: 'size === before ? 1 : 0',
    replace: 'size === before && i === 0 ? 1 : 0',
  },
  {
    bug: 'a step property sees an older state before the step',
    file: 'check/inquire',
    find: 'if (from !== held) {',
    replace: 'if (held < 0) {',
  },
  {
    bug: 'states are looked up before their normal form',
    file: 'accelerate/successors',
    find: '...(canonise ? [`  canonise();`] : []),',
    replace: '',
  },
  {
    bug: 'a remembered guard goes by less than it reads',
    file: 'accelerate/memo/memoised-steps',
    find: 'if (seen && table.key.covers(seen.reads, sources, offset))',
    replace: 'if (seen)',
  },
  {
    bug: 'a remembered effect goes by less than it reads',
    file: 'accelerate/memo/effect-tables',
    find: 'if (!key?.covers(reads, words, offset))',
    replace: 'if (!key)',
  },
  {
    bug: 'a step sleeps though it does not commute with the one before it',
    file: 'accelerate/memo/sleep-sets',
    find: ' & ~conflicts[i]',
    replace: '',
  },
  {
    bug: 'a step sleeps though the state that it leads to is known later only',
    file: 'accelerate/memo/sleep-sets',
    find: ' & earlier &',
    replace: ' &',
  },
  {
    bug: 'steps commute though one reads what the other writes',
    file: 'accelerate/memo/dependence',
    find: 'conflicts |= touchedBy;',
    replace: 'conflicts |= writtenBy;',
  },
  {
    bug: 'steps commute though one writes what the other reads',
    file: 'accelerate/memo/dependence',
    find: 'conflicts |= writtenBy;',
    replace: ';',
  },
  {
    bug: 'steps asleep are not counted',
    file: 'accelerate/batch',
    find: 'taken += countAt(this.rested',
    replace: 'taken += 0 * countAt(this.rested',
  },
  {
    bug: 'a table that grows where it is loses states that are in the way',
    file: 'accelerate/store/hash-table',
    find: 'setAside(at);',
    replace: '',
  },
  {
    bug: 'a look-up that has gone round its row goes on in the same one',
    file: 'accelerate/store/hash-table',
    find: '`  row += ${ROW * stride};`,',
    replace: '',
  },
  {
    bug: 'where the answer of a property is not remembered, it counts as nothing to tell',
    file: 'accelerate/memo/property-tables',
    find: 'return 1;',
    replace: 'return 0;',
  },
  {
    bug: 'a property that no table knows about is forgotten when another one is asked',
    file: 'accelerate/memo/guard-tables',
    find: 'let answers = others;',
    replace: 'let answers = 0;',
  },
  {
    bug: 'from the last row a look-up leaves the table',
    file: 'accelerate/store/hash-table',
    find: '`  if (row == end) row = 0;`,',
    replace: '',
  },
  {
    bug: 'what steps need in any case is given to guards',
    file: 'accelerate/memo/table-memory',
    find: 'words <= this.#room.length - this.#kept',
    replace: 'words <= this.#room.length',
  },
  {
    bug: 'in generated code, a number added to an index counts as bytes',
    file: 'accelerate/wasm/compiler',
    find: 'offset += 4 * value;',
    replace: 'offset += value;',
  },
  {
    bug: 'a comparison in generated code has no sign',
    file: 'accelerate/wasm/compiler',
    find: "'<': { binds: 7, i32: 0x48,",
    replace: "'<': { binds: 7, i32: 0x49,",
  },
  {
    bug: 'two arrays of a search lie over each other',
    file: 'accelerate/wasm/memory',
    find: 'this.#end = Math.ceil((begin + words * 4) / 64) * 64;',
    replace: 'this.#end = begin + words * 2;',
  },
  {
    bug: 'processes are sorted without regard to their last field',
    file: 'state/canonical',
    find: 'compare: comparer(fields)',
    replace: 'compare: comparer(fields.slice(0, -1))',
  },
  {
    bug: 'a state that leads to itself is no cycle',
    file: 'properties/fairness',
    find: 'if (!tally.count(component))',
    replace: 'if (!tally.count(component) || component.length < 2)',
  },
  {
    bug: 'weak fairness is ignored',
    file: 'properties/fairness',
    find: "weak: numbers('weak')",
    replace: 'weak: []',
  },
  {
    bug: 'strong fairness is taken for weak fairness',
    file: 'properties/fairness',
    find: 'tally.possible[t] > 0)',
    replace: 'tally.possible[t] === component.length)',
  },
  {
    bug: 'the loop of a counterexample need not be fair',
    file: 'properties/fair-loop',
    find: 'if (weak.length === 0 && strong.length === 0)',
    replace: 'if (loop.length > 0)',
  },
  {
    bug: 'recovery looks one step ahead only',
    file: 'properties/backward-reachability',
    find: 'queue[size++] = from;',
    replace: '',
  },
  {
    bug: 'a guard that changed its mind during the search is believed',
    file: 'purity/rehearsal',
    find: 'if (odd !== undefined)',
    replace: 'if (false)',
  },
  {
    bug: 'a trace may start anywhere',
    file: 'trace/replay',
    find: 'return changesBetween(start, machine.state).length === 0;',
    replace: 'return true;',
  },
];
