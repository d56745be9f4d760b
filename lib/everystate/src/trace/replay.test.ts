import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reference } from '../examples/classics.js';
import { check, each, flag, model, oneOf, range, replay, ReplayError, statuses, Trace, type Model } from '../index.js';

const size = { plans: 5, enactors: 2, keep: 2 };
const race = reference(size);
const { trace } = check(race).of('something stays live');

/** Where the trace stops fitting another model, and what is said of it. */
function stops(other: Model, given: Trace | string[] = trace!): [fits: number, message: string] {
  try {
    replay(other, given);
  } catch (error) {
    assert(error instanceof ReplayError, String(error));
    assert.equal(error.step, error.fits.length + 1);
    return [error.fits.length, error.message];
  }
  return assert.fail('the trace fits');
}

test('a trace fits a model that can do more', () => {
  assert.equal(String(replay(reference({ ...size, plans: 6 }), trace!)), String(trace));
  // A field that the trace does not know is as at the start.
  const more = model({ ...race, state: { ...race.state, frozen: flag }, init: { frozen: true } } as Model);
  assert.equal(replay(more, trace!).end.frozen, true);
});

test('it is said where a trace stops fitting a model, and the part that fits is kept', () => {
  const fixed: Model = model({
    ...race,
    actions: {
      ...race.actions,
      apply: { ...race.actions.apply!, when: (s: any, me: any) => me.plan > s.current && me.cursor === 0 },
    },
  } as any);
  const at = trace!.labels.findIndex((label, i) => label.startsWith('apply') && trace!.steps[i]!.before.current > 0);
  const [fits, message] = stops(fixed);
  assert.equal(fits, at);
  assert.match(
    message,
    new RegExp(`^Step ${at + 1}: '${trace!.labels[at]}' is not possible in the state latest .*\nPossible there: `),
  );

  const { publish, ...rest } = race.actions;
  assert.deepEqual(stops(model({ ...race, actions: { ...rest, release: publish! } })), [
    0,
    `Step 1: 'publish' is no action of this model.\nThere are: ${['pickAndCheck', 'apply', 'refuse', 'cleanStep', 'done'].flatMap(action => [`${action} A`, `${action} B`]).join(', ')}, release.`,
  ]);
});

test('a trace must lead through the same states, a list of names need not', () => {
  const faster = model({
    ...race,
    actions: {
      ...race.actions,
      publish: {
        ...race.actions.publish!,
        then: s => {
          s.latest = 5;
        },
      },
    },
  });
  const [fits, message] = stops(faster);
  assert.equal(fits, 0);
  assert.match(
    message,
    /^Step 1: 'publish' no longer does the same: in the trace latest is 1 after it, now it is 5\.\nReplay its labels alone/,
  );
  assert.equal(replay(faster, ['publish', 'pickAndCheck A']).end.enactor[0].plan, 5);
});

test('an action that fails on the way, and a start that is none, are told', () => {
  const up = model({
    state: { n: range(0, 3) },
    actions: {
      up: {
        then: (s: { n: number }) => {
          s.n++;
        },
      },
    },
  });
  const [fits, message] = stops(up, ['up', 'up', 'up', 'up']);
  assert.equal(fits, 3);
  assert.match(message, /^Step 4: Action 'up' failed in the state n 3\.\n'n' was set to 4/);
  const other = model({
    state: { n: range(5, 9) },
    actions: {
      up: {
        when: s => s.n < 9,
        then: s => {
          s.n++;
        },
      },
    },
  });
  assert.throws(
    () => replay(other, replay(up, ['up'])),
    /The model does not start where the trace does: there n is 0, here it is 5\.\nReplay its labels alone/,
  );
});

test('a trace must start where the model still starts', () => {
  const light = (init: object) =>
    model({
      state: { on: flag, lamp: each(2, { colour: oneOf('red', 'green') }) },
      init,
      actions: {
        turn: {
          by: 'lamp',
          then: (s, me) => {
            s.on = true;
            me.colour = me.colour === 'red' ? 'green' : 'red';
          },
        },
      },
    });
  const turned = replay(light([{}, { on: true }]), ['turn A']);
  assert.equal(replay(light([{ on: true }, {}]), turned).start.on, false); // which of the starts is first does not matter
  assert.throws(
    () => replay(light({ lamp: [{}, { colour: 'green' }] }), turned),
    /The model does not start where the trace does: there lamp B\.colour is red, here it is green/,
  );
  // Of several that it could start from, it is one from which all of it fits.
  const { lamp } = light({}).state;
  const keyed = model({
    ...light({}),
    state: { on: flag, key: flag, lamp },
    init: [{}, { key: true }],
    actions: {
      turn: {
        by: 'lamp',
        when: (s: any, me: any) => s.key || me.colour === 'green',
        then: light({}).actions.turn!.then as any,
      },
    },
  } as Model);
  assert.equal(replay(keyed, turned).start.key, true);
  assert.equal(replay(keyed, ['turn A', 'turn A']).start.key, true);
  assert.deepEqual(stops(keyed, ['turn A', 'turn A', 'turn C'])[0], 2);
  // A lasso's loop starts where its stem ends, and so is walked after it.
  const { trace: stem, loop } = check(model({ ...light({}), eventually: { never: () => false } })).of('never');
  const whole = new Trace(stem!.start, [...stem!.steps, ...loop!.steps]);
  assert.equal(String(replay(light({}), whole)), String(whole));
  assert.throws(
    () => replay(light({}), new Trace(loop!.steps[0]!.after, loop!.steps)),
    /does not start where the trace does/,
  );
});

test('a trace still fits when a field was removed, or a family became larger', () => {
  const lamps = (count: number, more: object) =>
    model({
      state: { lamp: each(count, { on: flag, ...more }) },
      actions: {
        turn: {
          by: 'lamp',
          then: (_, me: any) => {
            me.on = !me.on;
          },
        },
      },
    } as Model);
  const turned = replay(lamps(2, { warm: flag }), ['turn A', 'turn B']);
  assert.equal(replay(lamps(2, {}), turned).length, 2);
  assert.equal(replay(lamps(3, {}), turned).length, 2);
  assert.deepEqual(stops(lamps(1, {}), turned), [
    1,
    `Step 2: 'turn B' is no action of this model.\nDid you mean 'turn A'? There are: turn A.`,
  ]);
});

test('the status says which properties hold at each step', () => {
  const counter = model({
    state: { n: range(0, 9) },
    actions: {
      up: {
        when: s => s.n < 8,
        then: s => {
          s.n++;
        },
      },
      leap: {
        when: s => s.n === 1,
        then: s => {
          s.n += 3;
        },
      },
    },
    always: { small: s => s.n < 5, implied: { when: s => s.n > 3, then: s => s.n > 4 } },
    everyStep: { 'by one': (before, after, by) => after.n - before.n === 1 && by.action === 'up' },
    sometimes: { two: s => s.n === 2 },
    normalForm: s => {
      if (s.n === 8) s.n = 7;
    },
  });
  assert.deepEqual(statuses(counter, replay(counter, ['up', 'leap', 'up'])), [
    { 'by one': true, small: true, implied: true, two: false, 'no deadlock': true },
    { 'by one': true, small: true, implied: true, two: false, 'no deadlock': true },
    { 'by one': false, small: true, implied: false, two: false, 'no deadlock': true },
    { 'by one': true, small: false, implied: true, two: false, 'no deadlock': true },
  ]);
  // A property of steps sees the state before its normal form: this step leads from 7 to 8.
  const long = statuses(counter, replay(counter, Array(8).fill('up')));
  assert.equal(long.at(-1)!['by one'], true);
  assert.throws(() => statuses(race as Model, replay(counter, ['up'])), /'up' is no action of this model/);
  const slower = model({
    ...counter,
    actions: {
      ...counter.actions,
      up: {
        then: s => {
          s.n = Math.min(s.n + 2, 9);
        },
      },
    },
  });
  assert.throws(() => statuses(slower, replay(counter, ['up'])), /no longer does the same/);
});

test('the status of what comes later says whether it came so far, and of an end, whether it may be one', () => {
  const lift = model({
    state: { at: range(0, 3), called: flag },
    actions: {
      call: {
        when: s => !s.called && s.at < 3,
        then: s => {
          s.called = true;
        },
      },
      up: {
        when: s => s.at < 3,
        then: s => {
          s.at++;
          s.called = false;
        },
      },
    },
    ends: { 'at the top, called': s => s.called },
    canRecover: { low: s => s.at < 2 },
    eventually: { high: s => s.at === 2 },
    leadsTo: { 'it comes': { when: s => s.called, then: s => s.at > 1 } },
  });
  const all = statuses(lift, replay(lift, ['call', 'up', 'up', 'up']));
  const along = (name: string) => all.map(status => status[name]);
  assert.deepEqual(
    Object.keys(all[0]!).sort(),
    check(lift)
      .properties.map(({ name }) => name)
      .sort(),
  ); // every property
  assert.deepEqual(along('at the top, called'), [true, true, true, true, false]);
  assert.deepEqual(along('low'), [true, true, true, false, false]);
  assert.deepEqual(along('high'), [false, false, false, true, true]);
  assert.deepEqual(along('it comes'), [true, false, false, true, true]);
});
