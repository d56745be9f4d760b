/** A bug to plant into everystate, as built: in one file, one text in place of another. */
export interface Mutant {
  readonly bug: string;
  /** In `lib/everystate/dist`, without its ending. */
  readonly file: string;
  /** Has to be there exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** No bugs: other times to hand a search over. Nobody should notice. */
export const ways: readonly Mutant[] = [
  {
    bug: 'searches handed over at once',
    file: 'explore',
    find: 'const WORTH_ACCELERATING = 2 ** 9;',
    replace: 'const WORTH_ACCELERATING = 1;',
  },
  {
    bug: 'steps memoised at once',
    file: 'accelerate/accelerate',
    find: 'const WORTH_MEMOISING = 2 ** 12;',
    replace: 'const WORTH_MEMOISING = 0;',
  },
];

/** Bugs that would matter, and that a checker could well have. */
export const mutants: readonly Mutant[] = [
  {
    bug: 'states are compared by their last word only',
    file: 'accelerate/store/hash-table',
    find: '(there == key${last}) ${rest}break;',
    replace: '(there == key${last}) break;',
  },
  {
    bug: 'the plain search compares states by their first word only',
    file: 'search/visited',
    find: 'if (this.packed[begin + word] !== words[offset + word])',
    replace: 'if (word < 1 && this.packed[begin + word] !== words[offset + word])',
  },
  {
    bug: 'the plain search puts the state that makes its set grow into the old slot',
    file: 'search/visited',
    find: 'this.#grow();\n            slot = this.#slotOf(words, 0);',
    replace: 'this.#grow();',
  },
  {
    bug: 'the plain search takes the next step from where the last one led',
    file: 'search/search',
    find: 'visitor.stepped?.(from, number, to);\n            hold(machine, this.visited, from);',
    replace: 'visitor.stepped?.(from, number, to);',
  },
  {
    bug: 'the plain search looks states up before their normal form',
    file: 'search/search',
    find: 'machine.canonise?.();\n            const to',
    replace: 'const to',
  },
  {
    bug: 'the plain search gives each state the predecessor of the one before it',
    file: 'search/visited',
    find: 'this.#predecessors[state] = predecessor;',
    replace: 'this.#predecessors[Math.max(0, state - 1)] = predecessor;',
  },
  {
    bug: 'the accelerator leaves out a state when it takes over',
    file: 'accelerate/accelerate',
    find: 'this.#plain.next = search.next;',
    replace: 'this.#plain.next = search.next + 1;',
  },
  {
    bug: 'the accelerator forgets the steps taken before it took over',
    file: 'accelerate/accelerate',
    find: 'this.#batch.taken.set(search.taken);',
    replace: '',
  },
  {
    bug: 'the accelerator takes over states without what they were reached from',
    file: 'accelerate/store/visited-table',
    find: 'predecessors[state] < end && !batch.isFull',
    replace: '!batch.isFull',
  },
  {
    bug: 'the accelerator goes past the limit',
    file: 'accelerate/accelerate',
    find: 'if (this.visited.size + this.#batch.mostSuccessors > this.#limit)',
    replace: 'if (this.visited.size > this.#limit)',
  },
  {
    bug: 'the accelerator tells of a fault of its batch that is not the first one',
    file: 'accelerate/accelerate',
    find: 'this.#plain.expand(batch.end);\n            throw fault;',
    replace: 'throw fault;',
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
    file: 'accelerate/accelerate',
    find: 'visited.addAll();',
    replace: 'if (batch.end < end) visited.addAll();',
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
    file: 'search/visited',
    find: 'if (this.size >= limit)',
    replace: 'if (this.size > limit)',
  },
  {
    bug: 'invariants are not asked of the initial state',
    file: 'search/search',
    find: 'if (this.visited.size > known)',
    replace: 'if (this.visited.size > Math.max(1, known))',
  },
  {
    bug: 'of states taken together, only the first can be an end',
    file: 'accelerate/successors',
    find: 'size === before ? 1 : 0',
    replace: 'size === before && i === 0 ? 1 : 0',
  },
  {
    bug: 'a step property sees an older state before the step',
    file: 'explore',
    find: 'if (from !== held)',
    replace: 'if (held < 0)',
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
    find: '* 8 + bit] += rested;',
    replace: '* 8 + bit] += 0;',
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
    find: 'sorterOf(state[name], comparer(own)',
    replace: 'sorterOf(state[name], comparer(own.slice(0, -1))',
  },
  {
    bug: 'a state that leads to itself is no cycle',
    file: 'properties/fairness',
    find: 'if (!stays || ',
    replace: 'if (!stays || component.length < 2 || ',
  },
  {
    bug: 'weak fairness is ignored',
    file: 'properties/fairness',
    find: "weak: groups('weak')",
    replace: 'weak: []',
  },
  {
    bug: 'strong fairness is taken for weak fairness',
    file: 'properties/fairness',
    find: 'possible[t] > 0)',
    replace: 'possible[t] === component.length)',
  },
  {
    bug: 'the loop of a counterexample need not be fair',
    file: 'properties/fair-loop',
    find: 'if (unfairWeak.length === 0 && unfairStrong.length === 0)',
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
    file: 'purity/observer',
    find: '(known ? known[answers.length]',
    replace: '(known ? answer',
  },
  {
    bug: 'a trace may start anywhere',
    file: 'trace/replay',
    find: 'return changesBetween(start, machine.state).length === 0;',
    replace: 'return true;',
  },
];
