import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Actions,
  check,
  each,
  flag,
  model,
  type Model,
  ModelError,
  oneOf,
  orNone,
  processOf,
  range,
  setOf,
  walks,
} from '../index.js';

const state = { n: range(0, 3), seen: setOf(range(0, 3)) };
const counter = model({
  state,
  actions: { up: { when: s => s.n < 3, then: s => s.seen.add(s.n++) } },
  always: { small: s => s.n < 4 },
  ends: { 'at the top': s => s.n === 3 },
});

test('TypeScript finds effects that would have to run, and guards that answer later', () => {
  const act = (then: any, when?: any) => () => model({ state, actions: { up: { when, then } } });
  const later = async () => {};
  // @ts-expect-error asynchronous
  const first = { up: { then: later } } satisfies Actions<typeof state>;
  assert.throws(act(first.up.then), ModelError);
  const second = {
    up: {
      // @ts-expect-error a generator
      *then(s) {
        s.n = 1;
      },
    },
  } satisfies Actions<typeof state>;
  assert.throws(act(second.up.then), ModelError);
  const third = {
    up: {
      // @ts-expect-error a promise is neither true nor false
      when: async s => s.n < 3,
      then: s => {
        s.n++;
      },
    },
  } satisfies Actions<typeof state>;
  assert.throws(act(third.up.then, third.up.when), ModelError);
});

test('TypeScript finds names of properties that a model does not have', () => {
  const result = check(counter);
  assert.deepEqual([result.of('small').verdict, result.of('at the top').verdict], ['holds', 'holds']);
  // @ts-expect-error misspelt
  assert.throws(() => result.of('smal'), ModelError);
  // @ts-expect-error misspelt
  assert.throws(() => walks(counter, { seed: 1, runs: 1 }).of('smal'), ModelError);
});

test('TypeScript lets names be that it cannot know', () => {
  for (const { name } of check(counter).properties) assert.equal(check(counter).of(name).name, name);
  const other = { ...counter, always: { tiny: (s: { readonly n: number }) => s.n < 1 } };
  assert.equal(check(other).of('tiny').verdict, 'violated');
  const known: Model = counter;
  assert.throws(() => check(known).of('smal'), ModelError);
  const listed = model({ ...counter, always: Object.fromEntries([2, 4].map(n => [`below ${n}`, s => s.n < n])) });
  assert.equal(check(listed).of('below 4').verdict, 'holds');
});

test('actions that are made in a loop have their types', () => {
  const actions: Actions<typeof state> = Object.fromEntries(
    [1, 2].map(by => [`up by ${by}`, { when: s => s.n + by <= 3, then: s => s.seen.add((s.n += by)) }]),
  );
  assert.equal(check(model({ state, actions })).of('no deadlock').verdict, 'violated');
});

test('parameters have their types beside actions that have none', () => {
  const node = processOf('node');
  const mail = { node: each(2, { at: flag }), sent: setOf({ kind: oneOf('ask', 'vote'), to: node }) };
  const lossy = model({
    state: mail,
    actions: {
      send: { with: { kind: oneOf('ask', 'vote'), to: 'node' }, then: (s, m) => s.sent.add(m) },
      lose: { when: s => s.sent.size > 1, then: s => s.sent.clear() },
      odd: {
        with: { to: 'node' },
        when: (s, { to }) => {
          // @ts-expect-error a process is a number
          const name: string = to;
          return s.sent.size > 9 && name === '';
        },
        then: () => {},
      },
    },
  });
  assert.equal(check(lossy).states, 16);
  assert.throws(
    () =>
      // @ts-expect-error no such family
      check(model({ state: mail, actions: { send: { with: { to: 'nobody' }, then: () => {} } } })),
    ModelError,
  );
});

test('TypeScript knows which action a step may be of', () => {
  const moved = model({
    state,
    actions: {
      up: {
        with: { by: range(1, 2) },
        when: (s, { by }) => s.n + by <= 3,
        then: (s, { by }) => s.seen.add((s.n += by)),
      },
    },
    everyStep: {
      rises: (before, after, { action }) => action === 'up' && after.n > before.n,
      // @ts-expect-error misspelt
      misspelt: (_, __, { action }) => action !== 'upp',
      implied: { when: (before, _, { action }) => action === 'up' && before.n > 1, then: (_, after) => after.n === 3 },
      // @ts-expect-error misspelt
      both: { when: (_, __, { action }) => action === 'upp', then: () => true },
    },
  });
  const result = check(moved);
  assert.deepEqual([result.of('rises').verdict, result.of('implied').verdict], ['holds', 'holds']);
});

test('TypeScript finds a list where a set is held, and a name where a process is', () => {
  const mail = { node: each(2, { boss: orNone(processOf('node')) }), sent: setOf(oneOf('a', 'b')) };
  const named = model({
    state: mail,
    actions: {
      // @ts-expect-error a list is no set: s.sent.replaceWith(['a'])
      send: { then: s => void (s.sent = ['a']) },
      // @ts-expect-error a process is a number
      choose: { by: 'node', then: (_, me) => void (me.boss = 'B') },
    },
    // @ts-expect-error never true: a process is a number
    sometimes: { chosen: s => s.node[0]!.boss === 'B' },
  });
  assert.throws(() => check(named), /Processes go by number: A is 0, B is 1\./);
});
