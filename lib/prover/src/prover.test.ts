import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { type Bool, each, type Int, number, setOf, startSolver, type Steps, type System, type Terms } from './index.js';

const { any, and, or, not, oneOf, If, int, prove, stepsFrom } = await startSolver();
const teams = any('teams', 1);

/** The room with the glass door: look first, enter later, or look and enter in one step. */
const at = oneOf('outside', 'looked', 'inside');
const { outside, looked, inside } = at.place;
const room = { team: each(teams, { at }) };
const steps: Steps<typeof room> = {
  look: {
    by: 'team',
    when: (s, me) => me.at.eq(outside).and(s.team.every(other => other.at.neq(inside))),
    then: (_, me) => {
      me.at = looked;
    },
  },
  enter: {
    by: 'team',
    when: (_, me) => me.at.eq(looked),
    then: (_, me) => {
      me.at = inside;
    },
  },
  lookAndEnter: {
    by: 'team',
    when: (s, me) => me.at.eq(outside).and(s.team.every(other => other.at.neq(inside))),
    then: (_, me) => {
      me.at = inside;
    },
  },
};
const { lookAndEnter, ...lookFirst } = steps;
const roomWith = (actions: Steps<typeof room>): System<typeof room> => ({
  state: room,
  init: s => s.team.every(team => team.at.eq(outside)),
  actions,
  invariant: {
    'one team at a time': s =>
      s.team.every((one, i) => s.team.every((other, j) => or(i.eq(j), one.at.neq(inside), other.at.neq(inside)))),
  },
});

test('look and enter in one step: proved for any number of teams', () => {
  const { holds, answers, possible } = prove(roomWith({ lookAndEnter: lookAndEnter! }));
  assert(holds);
  assert.deepEqual(
    answers.map(({ step, verdict }) => [step, verdict]),
    [
      ['start', 'proved'],
      ['lookAndEnter', 'proved'],
    ],
  );
  assert.deepEqual(possible, { lookAndEnter: 'yes' });
});

test('look first, enter later: refuted, by a state with two teams', () => {
  const { holds, answers } = prove(roomWith(lookFirst));
  assert(!holds);
  assert.deepEqual(
    answers.map(({ step, verdict }) => [step, verdict]),
    [
      ['start', 'proved'],
      ['look', 'proved'],
      ['enter', 'refuted'],
    ],
  );
  const { action, process, before, after } = answers[2]!.counterexample!;
  assert.equal(action, 'enter');
  assert.deepEqual(before['team'][process], { at: 'looked' });
  assert.deepEqual(before['team'][1 - process], { at: 'inside' });
  assert.deepEqual(after['team'], [{ at: 'inside' }, { at: 'inside' }]);
});

test('a step from a known state is the same as a model would take', () => {
  const steps = stepsFrom(roomWith(lookFirst), { sizes: { teams: 2 }, numbers: 0 });
  assert.deepEqual(steps({ team: [{ at: 'outside' }, { at: 'looked' }] }), [
    { action: 'look', process: 0, after: { team: [{ at: 'looked' }, { at: 'looked' }] } },
    { action: 'enter', process: 1, after: { team: [{ at: 'outside' }, { at: 'inside' }] } },
  ]);
  assert.deepEqual(steps({ team: [{ at: 'outside' }, { at: 'inside' }] }), []);
});

/** Numbers grow, and each one that was passed is remembered. */
const counting = { last: number, seen: setOf(number), shelf: each(teams, { holds: setOf(number), next: number }) };
const count: System<typeof counting> = {
  state: counting,
  init: s =>
    and(
      s.last.eq(0),
      s.seen.every(() => false),
      s.shelf.every(({ holds }) => holds.every(() => false)),
    ),
  actions: {
    countOn: {
      when: s => s.last.ge(0),
      then: s => {
        s.seen.add(s.last);
        s.last = If(s.last.gt(7), s.last.add(2), s.last.add(1));
      },
    },
    store: {
      by: 'shelf',
      when: (s, me) => s.seen.has(me.next),
      then: (_, me) => {
        me.holds.add(me.next);
        me.next = me.next.add(1);
      },
    },
    forget: { when: s => s.last.lt(0), then: () => {} },
  },
  invariant: {
    'the last is not negative': s => s.last.ge(0),
    'what was seen is smaller': s => s.seen.every(n => n.lt(s.last)),
    'shelves hold what was seen': s => s.shelf.every(({ holds }) => holds.every(n => s.seen.has(n))),
  },
  always: { 'the last was not seen': s => not(s.seen.has(s.last)) },
  everyStep: { 'numbers only grow': (before, after) => after.last.ge(before.last) },
};

test('sets, parts with sets, claims about steps, and a step that is never possible', () => {
  const { answers, possible } = prove(count);
  assert.deepEqual(
    answers.filter(({ verdict }) => verdict !== 'proved'),
    [],
  );
  assert.equal(answers.length, 3 + 3 * 4 + 1);
  assert.deepEqual(possible, { countOn: 'yes', store: 'yes', forget: 'never' });
});

test('a claim that only a larger invariant would prove is refuted by a state without it', () => {
  const { 'what was seen is smaller': _, ...less } = count.invariant;
  const broken = prove({ ...count, invariant: less }).answers.filter(({ verdict }) => verdict === 'refuted');
  assert.deepEqual(
    broken.map(({ step, claim }) => [step, claim]),
    [[undefined, 'the last was not seen']],
  );
  const { before } = broken[0]!.counterexample!;
  assert(before['seen'].has(before['last']));
});

test('known numbers, sets and parts are read and written as they are', () => {
  const steps = stepsFrom(count, { sizes: { teams: 2 }, numbers: 12 });
  const known = {
    last: 9,
    seen: new Set([3, 8]),
    shelf: [
      { holds: new Set([1]), next: 3 },
      { holds: new Set<number>(), next: 4 },
    ],
  };
  assert.deepEqual(steps(known), [
    { action: 'countOn', after: { ...known, last: 11, seen: new Set([3, 8, 9]) } },
    { action: 'store', process: 0, after: { ...known, shelf: [{ holds: new Set([1, 3]), next: 4 }, known.shelf[1]] } },
  ]);
});

/** As many steps as one likes, and a claim about where they lead. */
const stepping = (seen: System<typeof counting>['invariant'], claim: System<typeof counting>['invariant']) =>
  prove({
    ...count,
    actions: {
      countOn: {
        then: s => {
          s.last = s.last.add(1);
        },
      },
    },
    init: s => and(s.last.eq(0), count.init(s)),
    invariant: { ...seen, ...claim },
    always: {},
    everyStep: {},
  }).answers.find(({ step, claim: name }) => step === 'countOn' && name in claim)!;

test('a claim that is false only far away is refuted, without a small counterexample', () => {
  const { verdict, counterexample } = stepping({}, { 'never a hundred': s => s.last.neq(100) });
  assert.deepEqual([verdict, counterexample], ['refuted', undefined]);
});

test('of counterexamples with numbers as small, the least is shown: from the first field on', () => {
  const { answers } = prove({
    state: { across: number, above: number, seen: setOf(number) },
    init: s => and(s.across.ge(0), s.above.ge(0)),
    actions: {},
    invariant: { 'both below 3': s => and(s.across.lt(3), s.above.lt(3)) },
  });
  assert.deepEqual(answers[0]!.counterexample!.before, { across: 0, above: 3, seen: new Set() });
});

test('the least is shown after the step, too: also of what comes from a part that does not exist', () => {
  const state = { box: each(any('boxes', 1), { v: number, w: number }), at: number, v: number, w: number };
  const shown = (holds: (sum: Int) => Bool) => {
    const copy: Steps<typeof state>[string] = {
      then: s => {
        s.v = s.box.at(s.at).v;
        s.w = s.box.at(s.at).w;
      },
    };
    const isSo = (s: Terms<typeof state>) => holds(s.v.add(s.w));
    const { answers } = prove({ state, init: isSo, actions: { copy }, invariant: { 'the sum': isSo } });
    return answers.find(({ step }) => step === 'copy')!.counterexample!;
  };
  const before = { box: [{ v: 0, w: 0 }], at: 1, v: 0, w: 0 };
  const { before: first, after } = shown(sum => sum.lt(3));
  assert.deepEqual([first, after], [before, { ...before, w: 3 }]);
  assert.deepEqual(shown(sum => sum.gt(-3)).after, { ...before, w: -3 });
});

test('what Z3 does not know is not called proved', () => {
  // Only an infinite set is like this: every other number. Z3 does not find one.
  const everyOther = (s: Terms<typeof counting>) =>
    and(
      s.seen.has(0),
      s.seen.every(n => and(s.seen.has(n.add(2)), not(s.seen.has(n.add(1))))),
    );
  const endless = { 'every other number': everyOther };
  assert.equal(stepping(endless, { 'never a hundred': s => s.last.neq(100) }).verdict, 'unknown');
});

test('nothing is known of parts that do not exist', () => {
  const { answers } = prove({
    ...count,
    actions: {
      look: {
        then: s => {
          s.last = s.shelf.at(teams).next;
        },
      },
      take: {
        by: 'shelf',
        when: () => true,
        then: (s, me) => {
          s.last = me.next;
        },
      },
    },
    invariant: {
      'not negative': s =>
        and(
          s.last.ge(0),
          s.shelf.every(({ next }) => next.ge(0)),
        ),
    },
    init: s =>
      and(
        s.last.eq(0),
        s.shelf.every(({ next }) => next.eq(0)),
      ),
    always: {},
    everyStep: {},
  });
  assert.deepEqual(
    answers.map(({ step, verdict }) => [step, verdict]),
    [
      ['start', 'proved'],
      ['look', 'refuted'],
      ['take', 'proved'],
    ],
  );
});

test('a count that is no size is refused', () => {
  const wrong = { ...roomWith({ lookAndEnter: lookAndEnter! }), state: { team: each(int(2), { at }) } };
  assert.throws(() => prove(wrong as never), /'each' has a count .* Make the count with 'any'/);
});

/** How a process of its own ends, and what it says. */
function ended(script: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}
const INDEX = JSON.stringify(new URL('./index.js', import.meta.url).href);

test('a process that used the solver ends by itself', () => {
  const script = `
    const { startSolver } = await import(${INDEX});
    const { any, prove } = await startSolver();
    const n = any('n', 0);
    const system = { state: {}, init: () => n.ge(0), actions: {}, invariant: { 'so it is': () => n.ge(0) } };
    console.log(prove(system).holds);`;
  assert.deepEqual(ended(script), { status: 0, stdout: 'true\n', stderr: '' });
});

test('Z3 needs no thread, not even as a clock: a page has none for it', () => {
  const script = `
    delete globalThis.SharedArrayBuffer;
    const { number, startSolver } = await import(${INDEX});
    const { prove } = await startSolver();
    const up = { then: s => { s.count = s.count.add(1); } };
    const invariant = { 'never below 0': s => s.count.ge(0) };
    console.log(prove({ state: { count: number }, init: s => s.count.eq(0), actions: { up }, invariant }).holds);`;
  assert.deepEqual(ended(script), { status: 0, stdout: 'true\n', stderr: '' });
});
