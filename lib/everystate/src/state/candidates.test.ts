import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSameAccelerated } from '../fixtures/accelerated.js';
import { bagOf, check, each, graph, mapOf, model, oneOf, processOf, range, replay, setOf } from '../index.js';

const message = { to: processOf('node'), n: range(0, 19) };
const letter = oneOf('x', 'y');
const thing = oneOf('lamp', 'door');

/** A model whose parameters are chosen from what is in the state, or over whole domains and by guards. */
function post(isChosen: boolean, rest: object = {}) {
  const has = (of: { has(one: any): boolean }, one: unknown) => isChosen || of.has(one);
  return model({
    state: {
      node: each(2, { inbox: setOf(range(0, 11)), sent: range(0, 2) }),
      sent: setOf(message),
      letters: bagOf(letter, 3),
      owner: mapOf(thing, processOf('node')),
    },
    actions: {
      send: {
        by: 'node',
        with: { to: 'node' },
        when: (_, me, i, { to }) => me.sent < 1 && to !== i,
        then: (s, me, i, { to }) => {
          me.sent++;
          s.sent.add({ to, n: s.sent.size }).add({ to: i, n: 11 });
          s.letters.add('y');
          s.owner.set('door', i);
        },
      },
      hear: {
        by: 'node',
        fair: 'weak',
        with: { m: isChosen ? 'sent' : message } as { m: 'sent' },
        when: (s, _, i, { m }) => m.to === i && has(s.sent, m),
        then: (s, me, _, { m }) => {
          s.sent.delete(m);
          me.inbox.add(m.n);
        },
      },
      read: {
        by: 'node',
        with: { n: isChosen ? 'inbox' : range(0, 11) } as { n: 'inbox' },
        when: (_, me, __, { n }) => has(me.inbox, n),
        then: (_, me, __, { n }) => {
          me.inbox.delete(n);
        },
      },
      nap: { then: () => {} },
      take: {
        with: { l: isChosen ? 'letters' : letter, key: isChosen ? 'owner' : thing } as { l: 'letters'; key: 'owner' },
        when: (s, { l, key }) => has(s.letters, l) && has(s.owner, key),
        then: (s, { l, key }) => {
          s.letters.delete(l);
          s.owner.delete(key);
        },
      },
    },
    ends: {},
    leadsTo: {
      'what is sent arrives': { when: s => s.sent.size > 0, then: s => s.sent.size === 0 },
      'what arrives is read': { when: s => s.node[0]!.inbox.size > 0, then: s => s.node[0]!.inbox.size === 0 },
    },
    ...rest,
  });
}

test('to choose from a set, a bag or a map is to choose from its domain where it has the value', () => {
  const [chosen, guarded] = [post(true), post(false)];
  const [one, other] = [check(chosen), check(guarded)];
  assert.equal(String(one), String(other));
  assert.equal(one.of('what is sent arrives').verdict, 'holds');
  assert.equal(one.of('what arrives is read').verdict, 'violated');
  assert.equal(String(one.of('what arrives is read').trace), String(other.of('what arrives is read').trace));
  assert.deepEqual(one.coverage, other.coverage);
  const small = (m: typeof chosen) => graph(m, 10_000).edges;
  assert.deepEqual(small(chosen), small(guarded));
  assert.equal(
    replay(chosen, ['send A (to B)', 'hear B (m (to B, n 0))', 'read B (n 0)', 'take (l y, key door)']).length,
    4,
  );
});

test('a search finds the same when it is accelerated, also where few choices are asked one by one', () => {
  assertSameAccelerated(post(true), 3_000);
  const few = model({
    state: { seen: setOf(range(0, 6)), last: range(0, 6) },
    actions: {
      add: {
        with: { n: range(0, 6) },
        then: (s, { n }) => {
          s.seen.add(n);
        },
      },
      drop: {
        with: { n: 'seen' },
        when: (s, { n }) => n !== s.last,
        then: (s, { n }) => {
          s.seen.delete(n);
          s.last = n;
        },
      },
    },
  });
  assertSameAccelerated(few);
});

test('processes may be exchanged where messages are chosen', () => {
  const safely = { symmetric: ['node'], leadsTo: {} };
  const [one, other] = [check(post(true, safely)), check(post(false, safely))];
  assert.equal(String(one), String(other));
  assert(one.states < check(post(true)).states);
});

test('what nothing can be chosen from is refused', () => {
  const odd = { seen: setOf(range(1, 3)), queue: range(1, 2) };
  assert.throws(
    () => check({ state: odd, actions: { go: { with: { n: 'queue' as 'seen' }, then: () => {} } } }),
    /'go.n' is chosen from 'queue', which is no family, set, bag or map.\n.*There are: seen\./,
  );
});
