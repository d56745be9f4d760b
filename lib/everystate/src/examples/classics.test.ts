import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jugs, peterson, philosophers, reference, twoPhaseCommit } from './classics.js';
import { check, model, type Model } from '../index.js';
import { counters, eightPuzzle, ferryman, hanoi, lights, missionaries, queens } from './puzzles.js';

const figures = (one: Model) => {
  const { states, transitions, depth } = check(one);
  return [states, transitions, depth];
};

test('two-phase commit has its published numbers of states', () => {
  // TLC and Stateright: 288 and 8,832.
  assert.equal(check(twoPhaseCommit(3)).states, 288);
  const five = check(twoPhaseCommit(5));
  assert.equal(five.states, 8_832);
  assert.equal(five.of('consistent').verdict, 'holds');
  assert.equal(five.of('all can commit').verdict, 'holds');
});

test('four gallons take six steps', () => {
  const result = check(jugs);
  // TLC: 16 distinct states, 97 generated, the initial one among them, depth 8 counted in states.
  assert.deepEqual([result.states, result.transitions, result.depth], [16, 96, 7]);
  const { verdict, trace } = result.of('never four gallons');
  assert.equal(verdict, 'violated');
  assert.equal(trace!.length, 6);
  assert.equal(trace!.end.big, 4);
});

for (const [plans, enactors, keep, states, transitions, depth] of [
  [5, 2, 2, 1_307, 3_076, 19],
  [8, 2, 2, 11_283, 28_128, 31],
  [5, 3, 2, 19_513, 62_913, 24],
] as const) {
  test(`the reference model with ${plans} plans and ${enactors} Enactors has the counts that other checkers find`, () => {
    const result = check(reference({ plans, enactors, keep }));
    assert.deepEqual([result.states, result.transitions, result.depth], [states, transitions, depth]);
    assert.equal(result.of('ordered').verdict, 'holds');
    assert.equal(result.of('something stays live').verdict, 'violated');
    assert.equal(result.of('something stays live').trace!.length, 9);
  });
}

test('with its Enactors interchangeable, the reference model has as many states as TLC finds with SYMMETRY', () => {
  const reduced = model({ ...reference({ plans: 8, enactors: 4, keep: 2 }), symmetric: ['enactor'] });
  assert.equal(check(reduced).states, 622_301);
});

test("Peterson's algorithm lets one in at a time, and everybody in", () => {
  const result = check(peterson);
  assert.equal(result.of('at most one inside').verdict, 'holds');
  assert.equal(result.of('the first gets in').verdict, 'holds');
  assert.deepEqual([result.states, result.transitions], [20, 34]); // as Spin counts
  // Who does not look lets both in.
  const enter = { ...peterson.actions.enter!, when: (_: unknown, me: { at: string }) => me.at === 'waiting' };
  const careless = check({ ...peterson, actions: { ...peterson.actions, enter } } as unknown as Model);
  assert.equal(careless.of('at most one inside').verdict, 'violated');
  // Nor does it do without the turn.
  const giveWay = {
    ...peterson.actions.giveWay!,
    then: (_: unknown, me: { at: string }) => {
      me.at = 'waiting';
    },
  };
  const stubborn = check({ ...peterson, actions: { ...peterson.actions, giveWay } } as unknown as Model);
  assert.equal(stubborn.of('at most one inside').verdict, 'violated');
});

test('dining philosophers all hold one fork in the end', () => {
  // As Spin counts: the companion Pell numbers, each twice the last and the one before that.
  for (const [count, states] of [
    [2, 6],
    [3, 14],
    [4, 34],
    [5, 82],
    [6, 198],
    [7, 478],
  ] as const) {
    const result = check(philosophers(count));
    assert.equal(result.states, states); // as Spin counts
    const { count: deadlocks, trace } = result.of('no deadlock');
    assert.equal(deadlocks, 1);
    assert.equal(trace!.length, count);
    assert(trace!.end.philosopher.every(({ at }) => at === 'waiting'));
  }
});

test('a wolf, a goat and a cabbage take seven crossings', () => {
  const result = check(ferryman);
  assert.equal(result.states, 10); // of 16, six are not peaceful
  assert.equal(result.of('somebody is still here').trace!.length, 7);
});

test('missionaries and cannibals take eleven crossings', () => {
  // S. Amarel, "On representations of problems of reasoning about actions" (1968).
  const result = check(missionaries);
  assert.equal(result.states, 16);
  assert.equal(result.of('somebody is still here').trace!.length, 11);
});

test('the Tower of Hanoi has 3^n states and takes 2^n - 1 moves', () => {
  // Hinz, Klavžar, Petr, "The Tower of Hanoi: Myths and Maths": the Hanoi graphs have 3 (3^n - 1) / 2 edges.
  for (const n of [1, 2, 3, 7]) {
    const result = check(hanoi(n));
    assert.deepEqual([result.states, result.transitions, result.depth], [3 ** n, 3 * (3 ** n - 1), 2 ** n - 1]);
    assert.equal(result.of('not yet there').trace!.length, 2 ** n - 1);
  }
});

test('the 8-puzzle reaches half of all orders, the farthest in 31 moves', () => {
  // A. Reinefeld, "Complete solution of the eight-puzzle and the benefit of node ordering in IDA*" (1993).
  const holes = 4 * 2 + 4 * 3 + 4; // moves from a corner, an edge, the middle
  assert.deepEqual(figures(eightPuzzle), [181_440, (181_440 / 9) * holes, 31]);
});

test('eight queens have 92 solutions, and a search tree of 2,057 nodes', () => {
  // D. E. Knuth, "Estimating the efficiency of backtrack programs" (1975).
  const result = check(queens(8));
  assert.deepEqual(
    [result.states, result.of('all placed').count, result.of('all placed').trace!.length],
    [2_057, 92, 8],
  );
});

test('nine lights reach all 512 patterns, the farthest in nine presses', () => {
  assert.deepEqual(figures(lights), [512, 512 * 9, 9]);
});

test('counters have the states that combinatorics counts', () => {
  assert.deepEqual(figures(counters(6, 3)), [4 ** 6, 6 * 3 * 4 ** 5, 18]);
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
  const alike = model({ ...counters(6, 3), symmetric: ['counter'] });
  assert.equal(check(alike).states, choose(9, 3), 'six of four kinds');
});
