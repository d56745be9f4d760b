import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrayOf, bagOf, each, flag, mapOf, model, oneOf, processOf, range, sequenceOf, setOf } from 'everystate';
import { toTla } from './module.js';

test('parameters of a step, processes as values, records and arrays', () => {
  const { text } = toTla(
    model({
      state: {
        node: each(2, { at: oneOf('idle', 'asked'), votes: setOf(processOf('node')) }),
        leader: processOf('node'),
        clock: arrayOf('node', range(0, 3)),
        last: { from: processOf('node'), kind: oneOf('vote', 'none') },
        sent: setOf({ from: processOf('node'), to: processOf('node') }),
      },
      actions: {
        ask: {
          by: 'node',
          with: { to: 'node', step: range(1, 2) },
          when: (s, me, i, { to, step }) => me.at === 'idle' && to !== i && s.clock[i]! + step <= 3,
          then: (s, me, i, { to, step }) => {
            me.at = 'asked';
            s.clock[i]! += step;
            s.sent.add({ from: i, to });
            s.last.from = i;
          },
        },
        hear: {
          with: { from: 'node' },
          when: (s, { from }) => s.sent.has({ from, to: s.leader }),
          then: (s, { from }) => {
            s.node[s.leader]!.votes.add(from);
            s.last = { from, kind: 'vote' };
          },
        },
      },
      everyStep: {
        'who asks is not heard': (_, after, by) => by.action !== 'hear' || after.last.from === by.given!.from,
      },
    }),
  );
  for (const lines of [
    `
Ask(me, to, step) ==
  /\\ node[me].at = "idle"
  /\\ to # me
  /\\ clock[me] + step <= 3
  /\\ node' = [node EXCEPT ![me].at = "asked"]
  /\\ clock' = [clock EXCEPT ![me] = @ + step]
  /\\ last' = [last EXCEPT !.from = me]
  /\\ sent' = sent \\union {[from |-> me, to |-> to]}
  /\\ UNCHANGED leader`,
    `
Hear(from) ==
  /\\ [from |-> from, to |-> leader] \\in sent
  /\\ node' = [node EXCEPT ![leader].votes = @ \\union {from}]
  /\\ last' = [from |-> from, kind |-> "vote"]
  /\\ UNCHANGED <<leader, clock, sent>>`,
    '\\/ \\E me \\in Node : \\E to \\in Node : \\E step \\in 1..2 : Ask(me, to, step)',
    '\\/ \\E from \\in Node : Hear(from)',
    'sent \\subseteq [from : Node, to : Node]',
    'clock \\in [Node -> 0..3]',
  ]) {
    assert(text.includes(lines.trim()), `«${lines.trim()}» is not in:\n${text}`);
  }
});

test('parameters that are chosen from the state', () => {
  const { text } = toTla(
    model({
      state: {
        node: each(2, { inbox: setOf(range(1, 3)) }),
        sent: setOf({ to: processOf('node'), n: range(1, 3) }),
        letters: bagOf(oneOf('x', 'y'), 2),
        owner: mapOf(oneOf('lamp', 'door'), processOf('node')),
      },
      actions: {
        hear: {
          by: 'node',
          fair: 'weak',
          with: { m: 'sent' },
          when: (_, __, i, { m }) => m.to === i,
          then: (s, me, _, { m }) => {
            s.sent.delete(m);
            me.inbox.add(m.n);
          },
        },
        read: {
          by: 'node',
          with: { n: 'inbox' },
          then: (_, me, __, { n }) => {
            me.inbox.delete(n);
          },
        },
        take: {
          with: { letter: 'letters', key: 'owner' },
          then: (s, { key }) => {
            s.owner.delete(key);
          },
        },
      },
      infinitelyOften: { 'nothing is under way': s => s.sent.size === 0 },
    }),
  );
  for (const lines of [
    `
Hear(me, m) ==
  /\\ m \\in sent
  /\\ m.to = me`,
    `
Read(me, n) ==
  /\\ n \\in node[me].inbox
  /\\ node' = [node EXCEPT ![me].inbox = @ \\ {n}]`,
    `
Take(letter, key) ==
  /\\ letters[letter] > 0
  /\\ owner[key] # NoValue`,
    '\\E m \\in [to : Node, n : 1..3] : Hear(',
    '\\E n \\in 1..3 : Read(',
    // Over all that there could be: for fairness, and for TLC to count steps by the names of actions.
    '\\A m \\in [to : Node, n : 1..3] : WF_vars(Hear(',
  ]) {
    assert(text.includes(lines.trim()), `«${lines.trim()}» is not in:\n${text}`);
  }
});

test('fields assigned together, the first ones of a sequence, and a function of a name', () => {
  const members = (pair: string) => [...pair].map(letter => 'ABC'.indexOf(letter));
  const { text } = toTla(
    model({
      state: {
        node: each(3, { votes: range(0, 3), up: flag }),
        queue: sequenceOf(processOf('node'), 3),
      },
      actions: {
        vote: {
          by: 'node',
          with: { pair: oneOf('AB', 'BC') },
          when: (s, _, i, { pair }) => members(pair).includes(i) && [...s.queue].slice(0, 2).every(one => one !== i),
          then: (_, me) => {
            Object.assign(me, { votes: 1, up: true });
          },
        },
      },
    }),
  );
  for (const lines of [
    '((IF pair = "AB" THEN 0 ELSE 1) = me \\/ (IF pair = "AB" THEN 1 ELSE 2) = me) = TRUE',
    '\\A i \\in 1..Len(queue) : i - 1 >= 2 \\/ queue[i] # me',
    "node' = [node EXCEPT ![me].votes = 1, ![me].up = TRUE]",
  ]) {
    assert(text.includes(lines), `«${lines}» is not in:\n${text}`);
  }
});
