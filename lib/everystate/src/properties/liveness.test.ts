import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, each, flag, model, oneOf, range, type Fairness, type Model } from '../index.js';

const letters = oneOf('a', 'b', 'c', 'd', 'e', 'f');
type Letter = 'a' | 'b' | 'c' | 'd' | 'e' | 'f';

/** A model whose states are letters, with one action for each arrow such as `a>b`; fair ones are marked `a>b weak`. */
function walk(arrows: string[], properties: object, ends = true): Model {
  return model({
    state: { at: letters },
    actions: Object.fromEntries(
      arrows.map(arrow => {
        const [, from, to, fair] = /^(\w)>(\w) ?(\w+)?$/.exec(arrow)!;
        return [
          `${from}${to}`,
          {
            fair: fair as Fairness,
            when: (s: { at: Letter }) => s.at === from,
            then: (s: { at: Letter }) => {
              s.at = to as Letter;
            },
          },
        ];
      }),
    ),
    ...(ends ? { ends: { anywhere: () => true } } : {}),
    ...properties,
  });
}

const reach = (goal: Letter) => ({ eventually: { there: (s: { at: Letter }) => s.at === goal } });
const there = (arrows: string[], goal: Letter) => check(walk(arrows, reach(goal))).of('there');
const lasso = (arrows: string[], goal: Letter) => {
  const { verdict, trace, loop } = there(arrows, goal);
  return verdict === 'violated' ? `${trace!.labels.join(' ')} (${loop!.labels.join(' ')})` : verdict;
};

test('a run that goes round for ever never gets there, unless something fair takes it out', () => {
  assert.equal(lasso(['a>b', 'b>a', 'b>c'], 'c'), ' (ab ba)');
  // While it goes round, b>c is possible again and again, but not all the time.
  assert.equal(lasso(['a>b', 'b>a', 'b>c weak'], 'c'), ' (ab ba)');
  assert.equal(lasso(['a>b', 'b>a', 'b>c strong'], 'c'), 'holds');
  // Where it is possible all the time, weak fairness is enough.
  assert.equal(lasso(['a>a', 'a>c'], 'c'), ' (aa)');
  assert.equal(lasso(['a>a', 'a>c weak'], 'c'), 'holds');
});

test('a run that ends stays where it is for ever', () => {
  const stuck = there(['a>b', 'a>c'], 'c');
  assert.deepEqual([stuck.trace!.labels, stuck.loop!.length, stuck.count], [['ab'], 0, 1]);
  assert.deepEqual(stuck.loop!.start, { at: 'b' });
  // Fairness does not help: there is nothing to be fair to.
  assert.equal(lasso(['a>b strong', 'a>c strong'], 'c'), 'ab ()');
  // Something happens as long as something can: it does not stay at a.
  assert.equal(lasso(['a>b', 'b>c'], 'c'), 'holds');
});

test('a loop through the goal is no counterexample, and a step out of the loop is no step in it', () => {
  assert.equal(lasso(['a>b', 'b>c', 'c>a'], 'c'), 'holds');
  assert.equal(lasso(['a>b', 'b>c', 'c>c'], 'c'), 'holds');
  // b>a and a>b are fair to each other; a>c is strongly fair, and taken only out of the loop.
  assert.equal(lasso(['a>b strong', 'b>a strong', 'a>c strong'], 'c'), 'holds');
});

test('strong fairness is kept by keeping away', () => {
  // In the component {a, b, c}, c>e is possible at c alone: the run stays in a and b.
  assert.equal(lasso(['a>b', 'b>a', 'b>c', 'c>a', 'c>e strong'], 'e'), ' (ab ba)');
  // Not when every way round leads through c.
  assert.equal(lasso(['a>b', 'b>c', 'c>a', 'c>e strong'], 'e'), 'holds');
  // Nor when keeping away from c would starve b>c, which is weakly fair and always possible in what is left.
  assert.equal(lasso(['a>b', 'b>b', 'b>c weak', 'c>b', 'c>e strong'], 'e'), 'holds');
});

test('a loop visits whatever it has to be fair to', () => {
  const { loop } = there(['a>b', 'b>a', 'b>c strong', 'c>a', 'b>d weak', 'd>b'], 'e');
  assert.equal(loop!.labels.filter(label => label === 'bc').length, 1);
  assert.deepEqual(loop!.start, loop!.end);
  // b>d is not possible at a, so weak fairness asks for no more.
  assert.deepEqual(loop!.labels, ['ab', 'bc', 'ca']);
});

test('the stem is a shortest one', () => {
  assert.equal(lasso(['a>b', 'b>c', 'c>c', 'a>d', 'd>d'], 'e'), 'ad (dd)');
  assert.equal(there(['a>b', 'b>c', 'c>c', 'a>d', 'd>d'], 'e').count, 2);
});

test('one thing leads to another, whenever it happens', () => {
  const leads = (arrows: string[], when: Letter, then: Letter) =>
    check(
      walk(arrows, {
        leadsTo: {
          answered: { when: (s: { at: Letter }) => s.at === when, then: (s: { at: Letter }) => s.at === then },
        },
      }),
    );
  assert.equal(leads(['a>b', 'b>c', 'c>a', 'a>a'], 'b', 'c').of('answered').verdict, 'holds');
  const { trace, loop } = leads(['a>b', 'b>c', 'c>b', 'b>a', 'a>a'], 'b', 'c').of('answered');
  assert.deepEqual([trace!.labels, loop!.labels], [['ab'], ['ba', 'ab']]);
  // Answered once is not answered always.
  assert.equal(leads(['a>b', 'b>c', 'c>d', 'd>b', 'b>e'], 'b', 'c').of('answered').trace!.end.at, 'e');
  // The stem is shortest also where the waiting starts late: at e, after two steps, not at a, which is three from f.
  const late = check(
    walk(['a>c', 'c>d', 'd>f', 'f>f', 'a>b', 'b>e', 'e>e'], {
      leadsTo: {
        answered: {
          when: (s: { at: Letter }) => s.at === 'a' || s.at === 'e',
          then: (s: { at: Letter }) => s.at === 'b',
        },
      },
    }),
  ).of('answered');
  assert.deepEqual([late.trace!.labels, late.loop!.labels], [['ab', 'be'], ['ee']]);
  // What never happens needs no answer, and that is said.
  const never = leads(['a>b', 'b>a'], 'd', 'c');
  assert.equal(never.of('answered').verdict, 'holds');
  assert.match(String(never), /vacuous: 'answered' holds only because its 'when' is never true/);
  assert.deepEqual(leads(['a>b', 'b>c'], 'b', 'c').warnings, []);
});

test('an implication is checked like any invariant, and warned of when it says nothing', () => {
  const imply = (when: Letter, then: (s: { at: Letter }) => boolean) =>
    check(
      walk(['a>b', 'b>c'], {
        always: { implied: { when: (s: { at: Letter }) => s.at === when, then } },
      }),
    );
  assert.deepEqual(imply('b', s => s.at === 'c').of('implied').trace!.labels, ['ab']);
  assert.equal(imply('b', s => s.at !== 'c').of('implied').verdict, 'holds');
  assert.deepEqual(imply('b', s => s.at !== 'c').warnings, []);
  assert.deepEqual(imply('d', () => false).warnings, [
    "vacuous: 'implied' holds only because its 'when' is never true",
  ]);
});

test('recovery asks for a way back from every state, not for taking it', () => {
  const recover = (arrows: string[]) =>
    check(walk(arrows, { canRecover: { home: (s: { at: Letter }) => s.at === 'a' } })).of('home');
  assert.equal(recover(['a>b', 'b>b', 'b>c', 'c>a']).verdict, 'holds');
  const lost = recover(['a>b', 'b>a', 'b>c', 'c>d', 'd>c']);
  assert.deepEqual([lost.verdict, lost.count, lost.trace!.labels], ['violated', 2, ['ab', 'bc']]);
});

test('each process has its own fairness', () => {
  const queue = (fair?: Fairness) =>
    check(
      model({
        state: { worker: each(2, { done: range(0, 3) }) },
        actions: {
          work: {
            by: 'worker',
            fair,
            then: (_, me) => {
              me.done = Math.min(me.done + 1, 3);
            },
          },
        },
        eventually: { 'both worked': s => s.worker.every(worker => worker.done > 0) },
      }),
    ).of('both worked');
  assert.equal(queue('weak').verdict, 'holds');
  const { trace, loop } = queue();
  assert.deepEqual([trace!.labels, loop!.labels], [['work A', 'work A', 'work A'], ['work A']]);
});

test('nothing is said of liveness, recovery or vacuity when the search was cut', () => {
  const cut = check(
    model({
      state: { n: range(0, 9), b: flag },
      actions: {
        up: {
          when: s => s.n < 9,
          then: s => {
            s.n++;
          },
        },
        stay: { when: s => s.n === 0, then: () => {} },
      },
      always: { implied: { when: s => s.b, then: () => false } },
      eventually: { nine: s => s.n === 9 },
      leadsTo: { on: { when: s => s.n === 0, then: s => s.n === 5 } },
      canRecover: { start: s => s.n === 0 },
      ends: { anywhere: () => true },
    }),
    { maxStates: 5 },
  );
  for (const name of ['implied', 'nine', 'on', 'start']) {
    const { verdict, count, trace } = cut.of(name);
    assert.deepEqual([verdict, count, trace], ['not finished', 0, undefined]);
  }
  assert.deepEqual([cut.warnings, cut.stopped], [[], 'states']);
});

test('what happens for ever is said in the summary', () => {
  assert.match(
    String(check(walk(['a>b', 'b>a'], reach('c')))),
    /violated: there \(2 states, shortest stem 0 steps, loop 2 steps\)/,
  );
  assert.match(
    String(check(walk(['a>b'], reach('c')))),
    /violated: there \(1 state, shortest stem 1 step, stays there for ever\)/,
  );
});

test('a component of a hundred thousand states does not overflow anything', () => {
  const { verdict, loop, count } = check(
    model({
      state: { n: range(0, 99_999) },
      actions: {
        next: {
          then: s => {
            s.n = (s.n + 1) % 100_000;
          },
        },
      },
      eventually: { never: () => false },
    }),
  ).of('never');
  assert.deepEqual([verdict, loop!.length, count], ['violated', 100_000, 100_000]);
});
