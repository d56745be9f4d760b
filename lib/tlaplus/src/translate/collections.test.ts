import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bagOf, mapOf, model, oneOf, range, sequenceOf, setOf } from 'everystate';
import { toTla } from './module.js';

const { text, configuration } = toTla(
  model({
    state: {
      loans: mapOf(oneOf('a', 'b'), range(1, 3)),
      sent: bagOf(oneOf('x', 'y'), 2),
      queue: sequenceOf(range(1, 3), 2),
      last: range(0, 3),
      seen: setOf(range(0, 3)),
    },
    actions: {
      lend: {
        with: { book: oneOf('a', 'b') },
        when: (s, { book }) => !s.loans.has(book),
        then: (s, { book }) => void s.loans.set(book, 2),
      },
      giveBack: { when: s => s.loans.get('a') !== undefined, then: s => void s.loans.delete('a') },
      send: { when: s => !s.sent.isFull('x'), then: s => void s.sent.add('x') },
      lose: { when: s => s.sent.size > 1, then: s => void s.sent.clear() },
      look: {
        when: s => {
          const first = s.queue.at(0);
          return first !== undefined && first > 1;
        },
        then: s => {
          s.last = s.loans.get('b') ?? 0;
        },
      },
      forget: { then: s => void s.seen.delete(1) },
      settle: {
        then: s => {
          if (s.seen.delete(2)) s.last = 3;
          if (new Set(s.seen).delete(3)) s.last = 2;
        },
      },
      find: {
        then: s => {
          s.last = [1, 2, 3].find(n => n > s.last)!;
        },
      },
    },
    always: { 'few are lent': s => [...s.loans].filter(([, n]) => n === 2).length < 2 },
  }),
);

function has(lines: string) {
  assert(text.includes(lines.trim()), `«${lines.trim()}» is not in:\n${text}`);
}

test('a map is a function that has NoValue where there is none', () => {
  has('CONSTANTS NoValue');
  has('loans \\in [{"a", "b"} -> 1..3 \\union {NoValue}]');
  has('loans = [key \\in {"a", "b"} |-> NoValue]');
  has("Lend(book) ==\n  /\\ loans[book] = NoValue\n  /\\ loans' = [loans EXCEPT ![book] = 2]");
  has('GiveBack ==\n  /\\ loans["a"] # NoValue\n  /\\ loans\' = [loans EXCEPT !["a"] = NoValue]');
  has('FewAreLent == Cardinality({key \\in {"a", "b"} : loans[key] # NoValue /\\ loans[key] = 2}) < 2');
  assert(configuration().includes('CONSTANT NoValue = NoValue'));
});

test('a bag is a function to how often each element is there', () => {
  has('sent \\in [{"x", "y"} -> 0..2]');
  has('sent["x"] # 2 /\\ sent\' = [sent EXCEPT !["x"] = @ + 1] /\\ UNCHANGED');
  has('Total(sent, {"x", "y"}) > 1');
});

test('what is deleted from a set is in it no longer', () => has("Forget == seen' = seen \\ {1}"));

test('delete returns the set itself, and of a set of JavaScript whether it was there', () =>
  has("Settle ==\n  last' = (IF 3 \\in seen THEN 2 ELSE 3) /\\ seen' = seen \\ {2}"));

test('what may not be there is asked for, or TLC stops', () => {
  has('Look ==\n  /\\ queue # <<>>\n  /\\ Head(queue) > 1');
  has('last\' = (IF loans["b"] # NoValue THEN loans["b"] ELSE 0)');
  has('ELSE IF 3 > last THEN 3 ELSE Assert(FALSE, "there is no value")');
});
