import assert from 'node:assert/strict';
import { test } from 'node:test';
import { each, flag, model, range, setOf } from '../../index.js';
import { makeMachine } from '../../state/machine.js';
import type { Model } from '../../model/model.js';
import { Exploration } from '../../explore.js';
import type { IsQuiet } from '../../search/interface.js';

const busy = model({
  state: {
    n: range(0, 99),
    big: range(0, 99_999),
    late: range(0, 2),
    some: setOf(range(0, 5)),
    p: each(2, { at: range(0, 5), on: flag }),
  },
  actions: {
    tick: {
      when: s => s.n < 99,
      then: s => {
        s.n++;
        s.big += s.n * 7;
      },
    },
    turn: {
      by: 'p',
      when: (_, me) => me.at < 5,
      then: (_, me) => {
        me.at++;
        me.on = !me.on;
      },
    },
    put: {
      by: 'p',
      when: (s, me) => me.on && !s.some.has(me.at),
      then: (s, me) => {
        s.some.add(me.at);
      },
    },
    wait: {
      when: s => s.n > 50 && s.late < 2,
      then: s => {
        s.late++;
      },
    },
  },
}) as unknown as Model;

/** The states of which there is something to tell, among those that a search tells of; and how many it tells of. */
function loud(quiet: readonly IsQuiet[], memoiseAbove: number, limit = 40_000) {
  const machine = makeMachine(busy);
  const states: number[] = [];
  let told = 0;
  new Exploration(
    machine,
    {
      quiet,
      found(state) {
        told++;
        if (!quiet.every(isQuiet => isQuiet(machine.state))) states.push(state);
      },
    },
    { limit, handOverAt: 1, memoiseAbove },
  ).run();
  return { states, told };
}

const questions: Record<string, readonly IsQuiet[]> = {
  'of a field': [s => s.n !== 7],
  'of an element that another field picks': [s => !s.some.has(s.p[0].at)],
  'of several fields, one after the other': [s => s.late === 0 || s.p[1].on || s.p[0].at !== 3],
  'that comes to read something new after a while': [s => s.n < 55 || s.late !== 2 || s.p[0].at > 1],
  'of more than a table can go by': [s => s.big % 11 !== 4],
  'with one of those among others': [s => s.n !== 7, s => s.big % 11 !== 4, s => s.late !== 2 || s.p[0].at !== 5],
  'of nothing, always quiet': [() => true],
  'of nothing, never quiet': [() => false],
  'so many that no word has a bit for each': Array.from({ length: 40 }, (_, i) => (s: any) => s.n !== 2 * i),
};

for (const [name, quiet] of Object.entries(questions)) {
  test(`a question ${name}: all states are told of where the answer matters`, () => {
    const expected = loud(quiet, Infinity).states;
    assert.equal(expected.length === 0, name === 'of nothing, always quiet');
    for (const above of [0, 20, 300])
      assert.deepEqual(loud(quiet, above).states, expected, `remembered above ${above} that wait`);
  });
}

test('of a quiet state nothing is told, once that is known', () => {
  const { states, told } = loud(questions['of several fields, one after the other']!, 0);
  assert(states.length > 100 && told < states.length + 100, `${told} for ${states.length}`);
  assert(loud([() => true], 0).told < 100);
});

test('what a property throws comes through, though the search is not in JavaScript then', () => {
  const machine = makeMachine(busy);
  const found = (state: number) => {
    if (state === 9_000) throw new Error('not this one');
  };
  assert.throws(
    () => new Exploration(machine, { found }, { limit: 40_000, handOverAt: 1, memoiseAbove: 10 }).run(),
    /^Error: not this one$/,
  );
});
