import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, each, graph, model, range, setOf, type Actions } from '../index.js';
import { integersFrom } from '../fixtures/random.js';

/** A model made of random guards and effects over a few fields. */
function randomModel(seed: number) {
  const random = integersFrom(seed);
  const top = 2 + random(2);
  const rules = Array.from({ length: 2 + random(3) }, () => ({
    a: random(top + 1),
    b: random(top + 1),
    d: random(top + 1),
    e: random(3),
    mod: top + 1,
    byTwo: random(2) === 1,
  }));
  const state = { x: range(0, top), seen: setOf(range(0, top)), p: each(2, { y: range(0, top), z: range(0, 2) }) };
  const actions: Actions<typeof state> = Object.fromEntries(
    rules.map(({ a, b, d, e, mod, byTwo }, i) => [
      `rule${i}`,
      {
        by: 'p',
        when: (s, me) => me.y !== a && (s.x !== b || me.z === e),
        then: (s, me) => {
          me.y = (me.y + d + 1) % mod;
          s.x = (s.x + me.z) % mod;
          if (byTwo) me.z = (me.z + 1) % 3;
          if (s.x === d) s.seen.add(me.y);
          else s.seen.delete(b);
        },
      },
    ]),
  );
  return model({
    state,
    actions,
    always: { 'not all seen': s => s.seen.size <= top - 1 },
  });
}

/** The same search with nothing in common: plain objects, JSON, a Map. */
function naive(m: ReturnType<typeof randomModel>) {
  type Plain = { x: number; seen: Set<number>; p: { y: number; z: number }[] };
  const top = m.state.x.values.length - 1;
  const key = (s: Plain) => JSON.stringify([s.x, [...s.seen].sort(), s.p]);
  const copy = (s: Plain): Plain => ({ x: s.x, seen: new Set(s.seen), p: s.p.map(({ y, z }) => ({ y, z })) });
  const start: Plain = {
    x: 0,
    seen: new Set(),
    p: [
      { y: 0, z: 0 },
      { y: 0, z: 0 },
    ],
  };
  const depths = new Map([[key(start), 0]]);
  const queue = [start];
  let transitions = 0;
  let stuck = 0;
  let violation: number | undefined;
  for (const state of queue) {
    const depth = depths.get(key(state))!;
    if (state.seen.size > top - 1) violation ??= depth;
    let steps = 0;
    for (const action of Object.values(m.actions) as any[]) {
      for (const process of [0, 1]) {
        const next = copy(state);
        if (!action.when(next, next.p[process], process)) continue;
        action.then(next, next.p[process], process);
        steps++;
        if (depths.has(key(next))) continue;
        depths.set(key(next), depth + 1);
        queue.push(next);
      }
    }
    transitions += steps;
    if (steps === 0) stuck++;
  }
  return { states: queue.length, transitions, depth: Math.max(...depths.values()), stuck, violation };
}

test('on random models, counts, depth, deadlocks and shortest traces agree with a naive search', () => {
  let violated = 0;
  let deadlocked = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const m = randomModel(seed * 2_654_435);
    const expected = naive(m);
    const result = check(m);
    const deadlock = result.of('no deadlock');
    const invariant = result.of('not all seen');
    assert.deepEqual(
      {
        states: result.states,
        transitions: result.transitions,
        depth: result.depth,
        stuck: deadlock.count,
        violation: invariant.trace?.length,
      },
      expected,
      `seed ${seed}`,
    );
    assert.equal(graph(m).edges.length, expected.transitions);
    if (invariant.verdict === 'violated') violated++;
    if (deadlock.verdict === 'violated') deadlocked++;
  }
  assert(violated > 20 && violated < 80, `violated in ${violated} of 100 models: too lopsided to test much`);
  assert(deadlocked > 5, `deadlock in ${deadlocked} of 100 models: too few to test much`);
});
