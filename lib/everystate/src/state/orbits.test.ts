import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSameAccelerated } from '../fixtures/accelerated.js';
import { integersFrom } from '../fixtures/random.js';
import {
  arrayOf,
  bagOf,
  check,
  each,
  flag,
  graph,
  mapOf,
  model,
  ModelError,
  orNone,
  processOf,
  range,
  sequenceOf,
  setOf,
} from '../index.js';

const ref = processOf('node');
/** Everything that can hold a process, and how it looks with others in their places. */
const holders: Record<string, { domain: any; moved: (value: any, to: (i: any) => any) => unknown }> = {
  leader: { domain: orNone(ref), moved: (value, to) => to(value) },
  voted: { domain: setOf(ref), moved: (value, to) => value.map(to).sort() },
  sent: {
    domain: setOf({ from: ref, to: orNone(ref) }),
    moved: (value, to) => value.map((m: any) => `${to(m.from)}>${to(m.to)}`).sort(),
  },
  queue: { domain: sequenceOf(ref, 2), moved: (value, to) => value.map(to) },
  owner: { domain: mapOf(ref, ref), moved: (value, to) => value.map(([k, v]: any) => `${to(k)}:${to(v)}`).sort() },
  bag: { domain: bagOf(ref, 2), moved: (value, to) => value.map(to).sort() },
  link: {
    domain: arrayOf('node', arrayOf('node', flag)),
    moved: (value, to) => placed(value, to).map((row: any) => placed(row, to)),
  },
};

/** A list with an element for each process, in the order of where they go. */
function placed(list: readonly unknown[], to: (i: any) => any): unknown[] {
  const moved: unknown[] = [];
  list.forEach((value, i) => {
    moved[to(i)] = value;
  });
  return moved;
}

/** What a step of one process, that may have chosen another one, does to a field. */
const deeds: Record<string, ((field: any, me: number, to: number, s: any, key: string) => void)[]> = {
  leader: [
    (_, me, __, s, key) => void (s[key] = me),
    (_, __, to, s, key) => void (s[key] = to),
    (_, __, ___, s, key) => void (s[key] = 'none'),
  ],
  voted: [(f, me) => f.add(me), (f, _, to) => f.delete(to), (f, _, to) => f.replaceWith([to])],
  sent: [(f, me, to) => f.add({ from: me, to }), (f, _, to) => f.add({ from: to, to: 'none' }), f => f.clear()],
  queue: [
    (f, me) => (f.isFull ? f.shift() : f.push(me)),
    (f, _, to) => (f.isFull ? f.clear() : f.push(to)),
    f => f.pop(),
  ],
  owner: [(f, me, to) => f.set(me, to), (f, _, to) => f.delete(to), (f, me, to) => f.has(to) && f.set(me, f.get(to))],
  bag: [
    (f, me) => (f.isFull(me) ? f.clear() : f.add(me)),
    (f, _, to) => f.delete(to),
    (f, _, to) => f.isFull(to) || f.add(to),
  ],
  link: [
    (f, me, to) => void (f[me][to] = true),
    (f, me, to) => void (f[to][me] = !f[me][me]),
    (f, me, to) => void (f[me][to] = false),
  ],
};

test('one state stands for all that differ in which process is which, wherever processes are named', () => {
  const random = integersFrom(11);
  const names = Object.keys(holders);
  let smaller = 0;
  for (let round = 0; round < 60; round++) {
    const count = 2 + random(2);
    const chosen = [names[random(names.length)]!, names[random(names.length)]!].filter(
      (name, i, all) => all.indexOf(name) === i,
    );
    const own = names[random(3)]!;
    const state: any = { node: each(count, { step: range(0, 2), [own]: holders[own]!.domain }) };
    for (const name of chosen) state[name] = holders[name]!.domain;
    const actions: any = {};
    for (let i = 0; i < 3; i++) {
      const name = chosen[random(chosen.length)]!;
      const [inField, inOwn] = [deeds[name]![random(3)]!, deeds[own]![random(3)]!];
      const [from, to, needsOther] = [random(2), random(3), random(2) === 0];
      actions[`do${i}`] = {
        by: 'node',
        with: { other: 'node' },
        when: (_: any, me: any, index: number, { other }: any) => me.step === from && (!needsOther || index !== other),
        then(s: any, me: any, index: number, { other }: any) {
          me.step = to;
          inField(s[name], index, other, s, name);
          inOwn(s.node[other][own], index, other, s.node[other], own);
        },
      };
    }
    const whole: any = model({ state, actions, ends: { any: () => true } });
    let states: readonly any[];
    try {
      states = graph(whole, 20_000).states;
    } catch (fault) {
      if (fault instanceof ModelError && fault.message.includes('more than 20000')) continue;
      throw fault;
    }
    const orders = permutations(count);
    const look = (s: any, order: readonly number[]) => {
      const to = (i: any) => (typeof i === 'number' ? order[i] : i);
      const plain = JSON.parse(JSON.stringify(s));
      const node = placed(
        plain.node.map((one: any) => [one.step, holders[own]!.moved(one[own], to)]),
        to,
      );
      return JSON.stringify([node, ...chosen.map(name => holders[name]!.moved(plain[name], to))]);
    };
    const orbits = new Set(states.map(s => orders.map(order => look(s, order)).sort()[0]));
    const found = check(model({ ...whole, symmetric: ['node'] }) as any);
    assert.equal(found.states, orbits.size, `round ${round}: ${chosen} and own ${own}`);
    if (orbits.size < states.length) smaller++;
    if (round % 6 === 0) assertSameAccelerated(model({ ...whole, symmetric: ['node'] }) as any, 500);
  }
  assert(smaller > 40, `symmetry made only ${smaller} smaller`);
});

function permutations(count: number): number[][] {
  if (count === 1) return [[0]];
  return permutations(count - 1).flatMap(rest =>
    Array.from({ length: count }, (_, i) => [...rest.slice(0, i), count - 1, ...rest.slice(i)]),
  );
}

test('several families may be exchanged, and name each other', () => {
  const found = (symmetric: string[]) =>
    check(
      model({
        state: { p: each(2, { holds: setOf(processOf('q')) }), q: each(3, { user: orNone(processOf('p')) }) },
        actions: {
          take: {
            by: 'p',
            with: { it: 'q' },
            when: (s, _, __, { it }) => s.q[it]!.user === 'none',
            then: (s, me, i, { it }) => {
              s.q[it]!.user = i;
              me.holds.add(it);
            },
          },
          leave: {
            by: 'p',
            then: (s, me, i) => {
              me.holds.clear();
              for (const q of s.q) if (q.user === i) q.user = 'none';
            },
          },
        },
        symmetric: symmetric as any,
      }),
    ).states;
  // Each of three is with nobody, or with one of two: 27. Up to which of the three: how many are with each, 10; up to who of the two: 6.
  assert.deepEqual([found([]), found(['q']), found(['p']), found(['p', 'q'])], [27, 10, 14, 6]);
});

test('what depends on which process it is is found out where processes are named', () => {
  const state = { p: each(3, { at: range(0, 1) }), last: orNone(processOf('p')) };
  assert.throws(
    () =>
      check(
        model({
          state,
          actions: {
            go: {
              by: 'p',
              then: (s, me, i) => {
                me.at = 1;
                s.last = Math.min(2, i + 1);
              },
            },
          },
          symmetric: ['p'],
        }),
      ),
    /With p B and C exchanged, this is no longer the same/,
  );
});
