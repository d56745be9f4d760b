/** What notebook 9 says: its chances, and the outcomes of its experiments. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNotebookChanged as read } from '../notebook/read-changed.js';

const NAME = '09-would-a-test-have-found-it';
const TOLD = 'plans: 5, enactors: 3, keep: 2';

/** The chance by another way: averages over the next states, again and again until nothing changes. */
function chanceByRounds({ states, edges, isEmpty }: Record<string, any>, weights: Record<string, number>): number {
  const weight = edges.map(({ label }: any) => weights[label] ?? weights[label.split(' ')[0]] ?? 1);
  const total = new Float64Array(states.length);
  edges.forEach(({ from }: any, i: number) => {
    total[from] += weight[i];
  });
  let p: Float64Array = Float64Array.from(isEmpty, Number);
  for (;;) {
    const sum = new Float64Array(states.length);
    edges.forEach(({ from, to }: any, i: number) => {
      sum[from] += weight[i] * p[to]!;
    });
    const next = p.map((_, s) => (isEmpty[s] ? 1 : total[s]! > 0 ? sum[s]! / total[s]! : 0));
    if (next.every((value, s) => value === p[s])) return p[0]!;
    p = next;
  }
}

test('the chances are those found by another way', async () => {
  const cells = await read(NAME, { upTo: 'schedules' });
  for (const weights of [{}, cells.schedule(10, 1), cells.schedule(1, 100), cells.schedule(50, 10)]) {
    const exact = cells.chance(weights);
    assert(Math.abs(exact / chanceByRounds(cells, weights) - 1) < 1e-9);
    assert(exact > 0 && exact < 1);
  }
});

test("Wilson's interval is as published", async () => {
  const { wilson } = await read(NAME, { upTo: 'wilson' });
  // 10 of 100, and 0 of 10: the interval's ends by the formula, worked out by hand.
  const { low, high } = wilson(10, 100);
  assert(Math.abs(low - 0.0552) < 5e-4 && Math.abs(high - 0.1744) < 5e-4, `${low} ${high}`);
  const none = wilson(0, 10);
  assert(none.low === 0 && Math.abs(none.high - 0.2775) < 5e-4, `${none.high}`);
});

test('its first experiment: with a slow clean-up, a long delay is worse than a short one', async () => {
  const told = await read(NAME, { upTo: 'schedules' });
  const slow = await read(NAME, {
    upTo: 'schedules',
    change: {
      "({ 'apply A': 1 / delay, publish: 1 / pause })":
        "({ 'apply A': 1 / delay, publish: 1 / pause, cleanUp: 1 / delay })",
    },
  });
  const chance = ({ chance, schedule }: Record<string, any>, delay: number) => chance(schedule(delay, 1));
  assert(chance(slow, 100) > chance(slow, 1));
  assert(chance(slow, 100) > 5 * chance(told, 100));
});

test('its second experiment: what is never and what is rare look the same to a test', async () => {
  const never = await read(NAME, {
    upTo: 'exact',
    change: { [TOLD]: 'plans: 5, enactors: 3, keep: 3' },
  });
  assert.equal(never.chance({}), 0);
  assert.equal(never.hits, 0);
  const told = await read(NAME, { upTo: 'contains' });
  assert(told.blind.some(({ delay, pause }: any) => delay === 1 && pause === 100));
});
