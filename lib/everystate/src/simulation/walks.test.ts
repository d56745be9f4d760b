import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reference } from '../examples/classics.js';
import { check, each, model, oneOf, range, replay, walks } from '../index.js';

/** Three tosses of a coin, as two actions. */
const coin = model({
  state: { tosses: range(0, 3), heads: range(0, 3) },
  actions: {
    head: {
      when: s => s.tosses < 3,
      then: s => {
        s.tosses++;
        s.heads++;
      },
    },
    tail: {
      when: s => s.tosses < 3,
      then: s => {
        s.tosses++;
      },
    },
  },
  always: { 'not all heads': s => s.heads < 3 },
  everyStep: { 'no head first': (before, after) => before.tosses > 0 || after.heads === 0 },
  sometimes: { 'no heads': s => s.tosses === 3 && s.heads === 0 },
  ends: { 'some tail': s => s.heads < 3 },
});

/** How far a share of `runs` may be from the one expected: five standard deviations. */
const close = (hits: number, runs: number, expected: number) =>
  assert(
    Math.abs(hits / runs - expected) < 5 * Math.sqrt((expected * (1 - expected)) / runs),
    `${hits} of ${runs}, not ${expected}`,
  );

test('steps are drawn uniformly, and hits counted for every kind of property', () => {
  const runs = 20_000;
  const found = walks(coin, { seed: 1, runs });
  close(found.of('not all heads').runs, runs, 1 / 8);
  close(found.of('no head first').runs, runs, 1 / 2);
  close(found.of('no heads').runs, runs, 1 / 8);
  assert.equal(found.of('some tail').runs, found.of('not all heads').runs);
  assert.deepEqual([found.meanLength, found.maxLength], [3, 3]);
  assert.deepEqual([...new Set(found.of('not all heads').firstStep)].sort(), [-1, 3]);
  assert.match(
    String(found),
    /^20,000 walks with seed 1, 3\.0 steps on average, 3 at most\n {2}violated in .*: not all heads\n/,
  );
});

test('weights make steps likelier, by action or by label', () => {
  const runs = 20_000;
  close(walks(coin, { seed: 2, runs, weights: { head: 3 } }).of('not all heads').runs, runs, 27 / 64);
  assert.equal(walks(coin, { seed: 2, runs, weights: { head: 0 } }).of('not all heads').runs, 0);
  // Where there is nothing else, a step of weight 0 is taken all the same.
  assert.equal(walks(coin, { seed: 2, runs, weights: { head: 0, tail: 0 } }).meanLength, 3);
  const race = model({
    state: { first: oneOf('none', 'A', 'B'), runner: each(2, { ran: range(0, 1) }) },
    actions: {
      run: {
        by: 'runner',
        when: (_, me) => me.ran === 0,
        then: (s, me, i) => {
          me.ran = 1;
          if (s.first === 'none') s.first = i === 0 ? 'A' : 'B';
        },
      },
    },
    sometimes: { 'B first': s => s.first === 'B' },
    ends: { anywhere: () => true },
  });
  close(walks(race, { seed: 3, runs }).of('B first').runs, runs, 1 / 2);
  close(walks(race, { seed: 3, runs, weights: { 'run B': 4 } }).of('B first').runs, runs, 4 / 5);
});

const size = { plans: 5, enactors: 2, keep: 2 };

test('the same seed gives the same walks, and each can be taken again', () => {
  const found = walks(reference(size), { seed: 7, runs: 2_000 });
  const again = walks(reference(size), { seed: 7, runs: 2_000 });
  assert.deepEqual(again.lengths, found.lengths);
  assert.notDeepEqual(walks(reference(size), { seed: 8, runs: 2_000 }).lengths, found.lengths);
  const { runs, firstStep } = found.of('something stays live');
  const hits = [...firstStep].flatMap((step, run) => (step >= 0 ? [{ step, run }] : []));
  assert.equal(hits.length, runs);
  assert(runs > 5, `${runs} hits`);
  const shortest = check(reference(size)).of('something stays live').trace!.length;
  for (const { step, run } of hits) {
    const trace = found.trace(run, step);
    assert.equal(trace.length, step);
    assert(step >= shortest && trace.end.current === 0 && trace.end.highest > 0);
    assert.equal(String(replay(reference(size), trace)), String(trace));
    assert.equal(found.trace(run).length, found.lengths[run]);
  }
});

test('a walk without end is broken off, and no end is claimed', () => {
  const found = walks(
    model({
      state: { n: range(0, 3) },
      actions: {
        next: {
          then: s => {
            s.n = (s.n + 1) % 4;
          },
        },
      },
      ends: { never: () => false },
    }),
    { seed: 1, runs: 3, maxSteps: 50 },
  );
  assert.deepEqual([...found.lengths], [50, 50, 50]);
  assert.equal(found.of('never').runs, 0);
});

test('every initial state is walked from, and normal forms are applied', () => {
  const found = walks(
    model({
      state: { next: range(0, 9), served: range(0, 9), from: range(0, 1) },
      init: [{ from: 0 }, { from: 1, next: 3, served: 2 }],
      actions: {
        draw: {
          when: s => s.next - s.served < 3,
          then: s => {
            s.next++;
          },
        },
        serve: {
          when: s => s.served < s.next,
          then: s => {
            s.served++;
          },
        },
      },
      always: { 'never from 1': s => s.from === 0 },
      everyStep: { 'numbers rise': (before, after) => after.next + after.served === before.next + before.served + 1 },
      normalForm: s => {
        s.next -= s.served;
        s.served = 0;
      },
    }),
    { seed: 5, runs: 1_000, maxSteps: 30 },
  );
  close(found.of('never from 1').runs, 1_000, 1 / 2);
  assert.equal(found.of('numbers rise').runs, 0);
  assert.equal(found.trace(0).length, 30);
});

test('what cannot be walked is refused', () => {
  assert.throws(() => walks(coin, { runs: 5 } as any), /The seed is undefined/);
  assert.throws(() => walks(coin, { seed: 1, runs: 0 }), /'runs' is 0/);
  assert.throws(
    () => walks(coin, { seed: 1, runs: 1, weights: { haed: 2 } }),
    /'weights' names 'haed'.*Did you mean 'head'/s,
  );
  assert.throws(() => walks(coin, { seed: 1, runs: 1, weights: { head: -1 } }), /The weight of 'head' is -1/);
  assert.throws(() => walks(coin, { seed: 1, runs: 1 }).trace(1), /There is no walk number 1/);
  // @ts-expect-error TypeScript finds it, too.
  assert.throws(() => walks(coin, { seed: 1, runs: 1 }).of('nothing'), /Walks look at no property 'nothing'/);
  const far = {
    state: { n: range(0, 500) },
    actions: {
      up: {
        then: (s: { n: number }) => {
          s.n++;
        },
      },
    },
  };
  assert.throws(
    () => walks(model(far), { seed: 1, runs: 1 }),
    /Action 'up' failed in the state n 500.*'n' was set to 501/s,
  );
});

test('an action may be called like what every object has', () => {
  const moves = model({
    state: { n: range(-50, 50) },
    init: { n: 0 },
    actions: {
      constructor: {
        then: (s: { n: number }) => {
          s.n--;
        },
      },
      up: {
        then: s => {
          s.n++;
        },
      },
    },
    sometimes: { above: s => s.n > 2 },
  });
  assert(walks(moves, { seed: 1, runs: 100, maxSteps: 50 }).of('above').runs > 30);
});

test('a walk that has just come to its end after the last step was not broken off', () => {
  const steps = model({
    state: { n: range(0, 10) },
    actions: {
      up: {
        when: s => s.n < 10,
        then: s => {
          s.n++;
        },
      },
    },
  });
  const violated = (maxSteps: number) => walks(steps, { seed: 1, runs: 3, maxSteps }).of('no deadlock').runs;
  assert.deepEqual([9, 10, 11].map(violated), [0, 3, 3]);
  assert.throws(
    () => walks(steps, { seed: 1, runs: 1, weights: { up: 1e308 } }),
    /The weight of 'up' is 1e\+308\.\nGive a number from 0 to 1000000000/,
  );
});
