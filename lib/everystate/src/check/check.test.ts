import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jugs } from '../examples/classics.js';
import { check, each, flag, model, oneOf, outlook, range, statuses } from '../index.js';

const counter = (last: number) => ({
  state: { n: range(0, 9) },
  actions: {
    count: {
      when: (s: { n: number }) => s.n < last,
      then: (s: { n: number }) => {
        s.n++;
      },
    },
  },
});

test('a state with no step left is a deadlock, unless it is a declared end', () => {
  const stuck = check(model(counter(5))).of('no deadlock');
  assert.equal(stuck.verdict, 'violated');
  assert.deepEqual(stuck.trace!.end, { n: 5 });

  const done = check(model({ ...counter(5), ends: { done: s => s.n === 5 } }));
  assert.equal(done.of('done').verdict, 'holds');

  const elsewhere = check(model({ ...counter(5), ends: { done: s => s.n === 4 } }));
  assert.equal(elsewhere.of('done').verdict, 'violated');
});

test('a cut search says so, and calls nothing proved', () => {
  const cut = check(
    model({
      ...counter(9),
      always: { small: s => s.n < 9, tiny: s => s.n < 2 },
      everyStep: { rises: (before, after) => after.n > before.n },
      sometimes: { four: s => s.n === 4, eight: s => s.n === 8 },
      ends: { done: s => s.n === 9 },
    }),
    { maxStates: 6 },
  );
  assert.equal(cut.complete, false);
  assert.equal(cut.states, 6);
  assert.deepEqual(Object.fromEntries(cut.properties.map(({ name, verdict }) => [name, verdict])), {
    small: 'not finished',
    tiny: 'violated',
    rises: 'not finished',
    four: 'holds',
    eight: 'not finished',
    done: 'not finished',
  });
  assert.deepEqual(cut.neverEnabled, []);
  assert.match(String(cut), /limit of 6 states was reached, raise maxStates/);
});

test('a limit that is just enough does not cut', () => {
  const whole = check(model({ ...counter(9), ends: { done: s => s.n === 9 } }), { maxStates: 10 });
  assert.equal(whole.complete, true);
  assert.equal(whole.states, 10);
  assert.equal(check(model({ ...counter(9), ends: { done: s => s.n === 9 } }), { maxStates: 9 }).complete, false);
});

test('a witness that never occurs, and an action that is never possible, are named', () => {
  const result = check(
    model({
      state: { n: range(0, 9) },
      actions: {
        count: {
          when: s => s.n < 5,
          then: s => {
            s.n++;
          },
        },
        reset: {
          when: s => s.n > 7,
          then: s => {
            s.n = 0;
          },
        },
      },
      sometimes: { seven: s => s.n === 7 },
      ends: { done: s => s.n === 5 },
    }),
  );
  assert.equal(result.of('seven').verdict, 'violated');
  assert.deepEqual(result.neverEnabled, ['reset']);
  assert.deepEqual(result.coverage, [
    { action: 'count', steps: 5 },
    { action: 'reset', steps: 0 },
  ]);
  assert.match(String(result), /never enabled: reset/);
});

test('a step property sees the state before, the state after, and who took the step', () => {
  const result = check(
    model({
      state: { turn: range(0, 3), runner: each(2, { done: flag }) },
      actions: {
        run: {
          by: 'runner',
          when: (_, me) => !me.done,
          then: (s, me) => {
            me.done = true;
            s.turn++;
          },
        },
      },
      everyStep: {
        'turn rises by one': (before, after) => after.turn === before.turn + 1,
        'B never runs first': (before, _, by) => !(before.turn === 0 && by.process === 1),
      },
      ends: { 'both ran': s => s.turn === 2 },
    }),
  );
  assert.equal(result.of('turn rises by one').verdict, 'holds');
  const second = result.of('B never runs first');
  assert.equal(second.count, 1);
  assert.deepEqual(second.trace!.labels, ['run B']);
});

test('several initial states are all searched, and a trace starts from the right one', () => {
  const result = check(
    model({
      state: { at: oneOf('a', 'b', 'c') },
      init: [{ at: 'a' }, { at: 'b' }],
      actions: {
        go: {
          when: s => s.at === 'b',
          then: s => {
            s.at = 'c';
          },
        },
      },
      always: { 'never c': s => s.at !== 'c' },
      ends: { anywhere: () => true },
    }),
  );
  assert.equal(result.states, 3);
  assert.deepEqual(result.of('never c').trace!.start, { at: 'b' });
});

test('an unknown property is answered with the nearest known one', () => {
  assert.throws(
    // @ts-expect-error TypeScript finds it, too.
    () => check(jugs).of('never four galons'),
    /There is no property 'never four galons'\.\nDid you mean 'never four gallons'\?/,
  );
});

test('a property of steps may be an implication, whose occasions are told', () => {
  const jump = model({
    ...counter(5),
    ends: { stops: () => true },
    everyStep: {
      small: { when: (_, after) => after.n > 3, then: (before, after) => after.n < 5 && before.n === after.n - 1 },
      vacuous: { when: (_, __, by) => by.action !== 'count', then: () => false },
    },
  });
  const result = check(jump);
  assert.equal(result.of('small').trace!.length, 5);
  assert.deepEqual([result.of('small').count, result.of('vacuous').verdict], [1, 'holds']);
  assert.deepEqual(result.warnings, ["vacuous: 'vacuous' holds only because its 'when' is never true"]);
  assert.equal(statuses(jump, result.of('small').trace!).at(-1)!.small, false);
  assert.deepEqual(
    outlook(jump, result.of('small').trace!, 'small').map(look =>
      look.choices.map(({ canStillGoWell }) => canStillGoWell),
    ),
    [[false], [false], [false], [false], [false], []],
  );
});
