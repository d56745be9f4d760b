import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jugs, reference } from '../examples/classics.js';
import {
  check,
  counterexamples,
  each,
  model,
  oneOf,
  range,
  replay,
  type CounterexampleOptions,
  type Model,
} from '../index.js';

/** Three ways to fall: over a wall, through a door, or through the door after a detour. */
const fall = model({
  state: { at: oneOf('start', 'wall', 'hall', 'door', 'down') },
  actions: {
    climb: {
      when: s => s.at === 'start',
      then: s => {
        s.at = 'wall';
      },
    },
    walk: {
      when: s => s.at === 'start',
      then: s => {
        s.at = 'hall';
      },
    },
    rest: {
      when: s => s.at === 'hall',
      then: s => {
        s.at = 'start';
      },
    },
    open: {
      when: s => s.at === 'hall',
      then: s => {
        s.at = 'door';
      },
    },
    jump: {
      when: s => s.at === 'wall' || s.at === 'door',
      then: s => {
        s.at = 'down';
      },
    },
  },
  always: { 'not down': s => s.at !== 'down' },
  everyStep: { 'no jump': (before, after) => before.at === 'start' || after.at !== 'down' },
  sometimes: { down: s => s.at === 'down' },
  ends: { 'not there': s => s.at !== 'down' },
  canRecover: { start: s => s.at === 'start' },
});
const labels = (of: Model, property: string, options: CounterexampleOptions) =>
  counterexamples(of, property, options).map(trace => trace.labels.join(' '));

test('counterexamples are told apart by which actions occur, the shortest first', () => {
  for (const property of ['not down', 'no jump', 'down', 'not there']) {
    assert.deepEqual(
      labels(fall, property, { count: 9 }),
      ['climb jump', 'walk open jump', 'walk rest climb jump', 'walk rest walk open jump'],
      property,
    );
  }
  assert.deepEqual(labels(fall, 'not down', { count: 2 }), ['climb jump', 'walk open jump']);
  // What cannot be undone begins before the fall.
  assert.deepEqual(labels(fall, 'start', { count: 2 }), ['climb', 'walk open']);
});

test('or by their order', () => {
  assert.deepEqual(labels(fall, 'not down', { count: 5, distinctBy: 'order' }), [
    'climb jump',
    'walk open jump',
    'walk rest climb jump',
    'walk rest walk open jump',
    'walk rest walk rest climb jump',
  ]);
});

const race = reference({ plans: 5, enactors: 2, keep: 2 });
const broken = (s: { highest: number; current: number }) => s.highest > 0 && s.current === 0;

test('each is a counterexample, which ends where it first is one', () => {
  const shortest = check(race).of('something stays live').trace!;
  for (const distinctBy of ['actions', 'order'] as const) {
    const found = counterexamples(race, 'something stays live', { count: 20, distinctBy });
    assert.equal(found[0]!.length, shortest.length);
    found.forEach((trace, i) => {
      assert(i === 0 || trace.length >= found[i - 1]!.length);
      assert.equal(String(replay(race, trace)), String(trace));
      assert.deepEqual(trace.steps.map(({ after }) => broken(after)).indexOf(true), trace.length - 1);
    });
    const keys = found.map(trace =>
      (distinctBy === 'order' ? trace.labels : [...new Set(trace.steps.map(step => step.action))].sort()).join(),
    );
    assert.equal(new Set(keys).size, found.length);
    if (distinctBy === 'order') assert.equal(found.length, 20);
  }
});

test('which of two processes does what makes no difference', () => {
  const meet = model({
    state: { room: range(0, 2), guest: each(2, { at: oneOf('out', 'in') }) },
    actions: {
      enter: {
        by: 'guest',
        when: (_, me) => me.at === 'out',
        then: (s, me) => {
          me.at = 'in';
          s.room++;
        },
      },
    },
    always: { 'room for one': s => s.room < 2 },
    ends: { anywhere: () => true },
  });
  assert.deepEqual(labels(meet, 'room for one', { count: 5, distinctBy: 'order' }), ['enter A enter B']);
  const sym = model({
    ...race,
    symmetric: ['enactor'],
    everyStep: { 'plans rise': (before, after) => after.current >= before.current },
  });
  for (const property of ['something stays live', 'plans rise']) {
    for (const trace of counterexamples(sym, property, { count: 4, distinctBy: 'order' })) {
      assert.equal(String(replay(race, trace)), String(trace));
      assert(
        property === 'plans rise'
          ? trace.steps.at(-1)!.after.current < trace.steps.at(-1)!.before.current
          : broken(trace.end),
      );
    }
  }
});

test('there are none of what holds, and what cannot be asked is refused', () => {
  assert.deepEqual(counterexamples(race, 'ordered'), []);
  assert.throws(() => counterexamples(jugs, 'never five'), /There is no property 'never five'/);
  assert.throws(() => counterexamples(jugs, 'never four gallons', { count: 0 }), /'count' is 0/);
  assert.throws(
    () => counterexamples(jugs, 'never four gallons', { distinctBy: 'length' as any }),
    /'distinctBy' is length/,
  );
  assert.throws(
    () => counterexamples(model({ ...fall, eventually: { down2: s => s.at === 'down' } }), 'down2'),
    /'down2' is violated by what happens for ever/,
  );
  const down = (s: { at: string }) => s.at === 'down';
  assert.throws(
    () => counterexamples(model({ ...fall, infinitelyOften: { down2: down } }), 'down2'),
    /'down2' is violated by what happens for ever/,
  );
  assert.throws(
    () => counterexamples(model({ ...fall, precededBy: { first: { when: down, then: s => !down(s) } } }), 'first'),
    /'first' is asked of whole runs/,
  );
});

test('in another order, with interchangeable processes, all are different and keep their names', () => {
  const room = model({
    state: { team: each(2, { at: oneOf('out', 'seen', 'in') }) },
    actions: {
      look: {
        by: 'team',
        when: (_, me) => me.at === 'out',
        then: (_, me) => {
          me.at = 'seen';
        },
      },
      enter: {
        by: 'team',
        when: (_, me) => me.at === 'seen',
        then: (_, me) => {
          me.at = 'in';
        },
      },
    },
    always: { 'not both': s => s.team.some(({ at }) => at !== 'in') },
    symmetric: ['team'],
  });
  const ways = counterexamples(room as unknown as Model, 'not both', { count: 9, distinctBy: 'order' }).map(
    ({ labels }) => labels.join(', '),
  );
  assert.deepEqual(ways.sort(), [
    'look A, enter A, look B, enter B',
    'look A, look B, enter A, enter B',
    'look A, look B, enter B, enter A',
  ]);
});
