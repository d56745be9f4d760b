import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  check,
  counterexamples,
  each,
  flag,
  graph,
  model,
  ModelError,
  oneOf,
  outlookFrom,
  range,
  replay,
  setOf,
  walks,
} from '../index.js';

const fails = (run: () => unknown, says: RegExp) =>
  assert.throws(run, error => (error instanceof ModelError && says.test(error.message)) || assert.fail(String(error)));

/** A count to 4,000, far beyond what is rehearsed, with something done at 3,000. */
const count = (act: (s: { n: number }) => void, rest: object = {}) =>
  model({
    state: { n: range(0, 5_000) },
    actions: {
      up: {
        when: s => s.n < 4_000,
        then: s => {
          act(s);
          s.n++;
        },
      },
    },
    ends: { anywhere: () => true },
    ...rest,
  });
const late = (act: () => unknown) =>
  count(s => {
    if (s.n === 3_000) act();
  });

test('who asks for chance or for the time is named, with the state, at once or late', () => {
  for (const [ask, name] of [
    [() => Math.random(), 'Math.random'],
    [() => Date.now(), 'Date.now'],
    [() => new Date(), 'new Date'],
    [() => Date(), 'Date\\(\\)'],
    [() => performance.now(), 'performance.now'],
  ] as [() => unknown, string][]) {
    fails(() => check(count(ask)), new RegExp(`Action 'up' failed in the state n 0\\.\nIt uses ${name}`));
    fails(() => check(late(ask)), new RegExp(`Action 'up' failed in the state n 3000\\.\n.*\nIt uses ${name}`));
    fails(
      () => check(count(() => {}, { always: { fine: () => Boolean(ask()) } })),
      new RegExp(`Property 'fine' failed in the state n 0\\.\nIt uses ${name}`),
    );
    fails(
      () => check(count(() => {}, { actions: { up: { when: () => Boolean(ask()), then: () => {} } } })),
      new RegExp(`The guard of 'up' failed in the state n 0\\.\nIt uses ${name}`),
    );
    fails(() => walks(count(ask), { seed: 1, runs: 1 }), new RegExp(`It uses ${name}`));
  }
  fails(() => check(count(() => Math.random())), /one action for each outcome/);
  fails(() => check(count(() => Date.now())), /Let time be a field of the state/);
});

test('afterwards, chance and time are what they were, and a given date always is', () => {
  const { random } = Math;
  const { Date: date } = globalThis;
  assert.throws(() => check(late(() => Math.random())), ModelError);
  assert(Math.random === random && globalThis.Date === date && Date.now() > 0 && performance.now() > 0);
  assert(check(late(() => new Date(2025, 9, 20).getTime())).holds);
  let told = 0;
  check(
    late(() => {}),
    {
      progress: () => {
        told = Date.now();
      },
    },
  );
  assert(told > 0);
});

test('what a model keeps to itself is found out, also after its rehearsal, and when nothing is violated', () => {
  let calls = 0;
  fails(
    () =>
      check(
        count(s => {
          if (calls++ > 3_500) s.n--;
        }),
      ),
    /Action 'up' failed in the state n 0\.[^]*Tried twice/,
  );
  calls = 0;
  fails(
    () =>
      check(
        count(s => {
          if (s.n > 1_000 && calls++ > 2_500) s.n--;
        }),
      ),
    /does not do the same thing twice in the state n \d+/,
  );
  // Something outside of the model changes just when the search has ended.
  let over = false;
  const leaping = count(() => {}, {
    actions: {
      up: {
        when: (s: any) => s.n < 4_000,
        then: (s: any) => {
          s.n++;
        },
      },
      leap: {
        when: (s: any) => over && s.n > 3_500,
        then: (s: any) => {
          s.n = 5_000;
        },
      },
    },
  });
  fails(
    () =>
      check(leaping, {
        progress: ({ waiting }) => {
          over = waiting === 0;
        },
      }),
    /Action 'leap' failed in the state n 3\d+\.\nIt now leads to a state that was not reached/,
  );
});

test('a guard that keeps something to itself is found out, even when it leads to known states only', () => {
  let calls = 0;
  const ring = model({
    state: { n: range(0, 900) },
    actions: {
      up: {
        then: s => {
          s.n = (s.n + 1) % 900;
        },
      },
      home: {
        when: s => s.n % 10 !== 3 || calls++ < 60,
        then: s => {
          s.n = 0;
        },
      },
    },
  });
  fails(() => check(ring), /The guard of 'home' failed in the state n \d+3?\.[^]*Tried twice/);
});

const used = {
  state: { n: range(0, 2), seen: setOf(range(0, 2)), worker: each(2, { at: range(0, 1), done: flag }) },
  actions: {
    work: {
      by: 'worker' as const,
      when: (s: any, me: any) => me.at === 0 && !me.done && !s.seen.has(2),
      then: (s: any, me: any) => {
        me.at = 1;
        me.done = true;
        s.seen.add(s.n);
        s.n++;
      },
    },
  },
  ends: { anywhere: () => true },
};

test('fields that nothing reads, or nothing writes, are warned of', () => {
  assert.deepEqual(check(model(used)).warnings, []);
  const more = {
    ...used,
    state: {
      ...used.state,
      spare: flag,
      tags: setOf(range(0, 1)),
      worker: each(2, { at: range(0, 1), done: flag, note: flag }),
    },
  };
  assert.deepEqual(check(model(more)).warnings, [
    "unused: nothing reads or writes 'worker.note'",
    "unused: nothing reads or writes 'spare'",
    "unused: nothing reads or writes 'tags'",
  ]);
  const half = {
    ...more,
    actions: {
      work: {
        ...used.actions.work,
        then: (s: any, me: any) => {
          used.actions.work.then(s, me);
          me.note = true;
          s.tags.clear();
        },
      },
    },
    always: { spared: (s: any) => !s.spare },
  };
  const result = check(model(half));
  assert.deepEqual(result.warnings, [
    "unused: nothing reads 'worker.note'",
    "unused: 'spare' never changes in any reachable state",
    "unused: nothing reads 'tags'",
  ]);
  assert.match(String(result), /\n {2}unused: 'spare' never changes in any reachable state\n/);
  // A search that was cut cannot know.
  assert.deepEqual(check(model(half), { maxStates: 2 }).warnings, []);
});

test('unused fields are looked for when somebody asks, and once', () => {
  let calls = 0;
  const spare = model({
    ...used,
    state: { ...used.state, spare: flag },
    always: {
      counted: () => {
        calls++;
        return true;
      },
    },
  });
  const result = check(spare);
  const searched = calls;
  assert.deepEqual(result.warnings, ["unused: nothing reads or writes 'spare'"]);
  const asked = calls;
  assert(asked > searched);
  assert.match(String(result), /'spare'/);
  assert.equal(calls, asked);
  assert.deepEqual(
    Object.keys(result).filter(key => key === 'warnings'),
    ['warnings'],
    'it shows with the rest',
  );
});

test('a field that is read in one state alone is used, and one read by a property of steps', () => {
  const rare = (when: number) =>
    model({
      state: { n: range(0, 5_000), key: flag },
      actions: {
        up: {
          when: s => s.n < 4_999 && (s.n !== when || !s.key),
          then: s => {
            s.n++;
            if (s.n === 7) s.key = false;
          },
        },
      },
      ends: { anywhere: () => true },
    });
  assert.deepEqual(check(rare(4_321)).warnings, []);
  assert.deepEqual(check(rare(-1)).warnings, ["unused: nothing reads 'key'"]);
  const kept = model({ ...rare(-1), everyStep: { kept: (before, after) => before.key === after.key } });
  assert.deepEqual(check(kept).warnings, []);
});

test('a property that keeps something to itself is found out, and one that changes a later state', () => {
  let last = 0;
  const round = {
    up: {
      when: (s: any) => s.n < 5,
      then: (s: any) => {
        s.n++;
      },
    },
    back: {
      when: (s: any) => s.n === 5,
      then: (s: any) => {
        s.n = 0;
      },
    },
  };
  const rising = (s: any) => {
    const rises = s.n >= last;
    last = s.n;
    return rises;
  };
  fails(
    () => check(model({ state: { n: range(0, 5) }, actions: round, always: { rising } })),
    /Property 'rising' failed in the state n \d\.[^]*Tried twice/,
  );
  fails(
    () =>
      check(
        count(() => {}, {
          always: {
            fine: (s: any) => {
              if (s.n > 2_000) s.n = 1;
              return true;
            },
          },
        }),
      ),
    /Property 'fine' failed in the state n \d{4}\.[^]*It changed the state/,
  );
});

test('processes that are alike only at first are found out', () => {
  const drifting = model({
    state: { p: each(2, { x: range(0, 30) }) },
    actions: {
      up: {
        by: 'p',
        when: (_, me) => me.x < 30,
        then: (_, me) => {
          me.x++;
        },
      },
    },
    always: { near: s => s.p[0]!.x - s.p[1]!.x < 20 },
    symmetric: ['p'],
  });
  fails(() => check(drifting), /'symmetric' failed in the state p A[^]*With p A and B exchanged/);
});

test('where processes count as one, what is refused is reached by steps that the model can take', () => {
  const greedy = model({
    state: { p: each(2, { asks: flag }), asked: range(0, 2) },
    actions: {
      ask: { by: 'p', when: (_, me) => !me.asks, then: (s, me) => void ([me.asks, s.asked] = [true, s.asked + 1]) },
      take: { when: s => s.asked === 2, then: () => assert.fail('taken') },
    },
    symmetric: ['p'],
  });
  assert.throws(
    () => check(greedy),
    ({ message }: Error) => {
      const way = /A state that counts as this one was reached by: (.*)\.$/m.exec(message)![1]!.split(', ');
      return way.length === 2 && replay(greedy, way).end.asked === 2;
    },
  );
});

test('an implication about steps is compared as a whole when processes are exchanged', () => {
  const growing = (then: (before: any, after: any) => boolean) =>
    model({
      state: { p: each(2, { x: range(0, 2) }) },
      actions: { up: { by: 'p', when: (_, me) => me.x < 2, then: (_, me) => void me.x++ } },
      ends: { any: () => true },
      everyStep: { grows: { when: (_, after) => after.p.some(({ x }) => x === 2), then } },
      symmetric: ['p'],
    });
  const kept = growing((before, after) => after.p.every(({ x }: any, i: number) => x >= before.p[i].x));
  assert.equal(check(kept).of('grows').verdict, 'holds');
  fails(() => check(growing((_, after) => after.p[0].x < 2)), /With p A and B exchanged[^]*'grows' is (true|false)/);
});

test('whatever searches a model refuses chance, and what changes a state that it must not', () => {
  const small = { always: { small: (s: any) => s.n < 4_000 } };
  for (const search of [
    (m: any) => graph(m),
    (m: any) => counterexamples(m, 'small'),
    (m: any) => outlookFrom(m, 'small'),
  ]) {
    fails(
      () =>
        search(
          count(s => {
            if (s.n === 3_000) Math.random();
          }, small),
        ),
      /Action 'up' failed in the state n 3000\.[^]*It uses Math\.random/,
    );
    fails(
      () =>
        search(
          count(() => {}, {
            ...small,
            actions: {
              up: {
                when: (s: any) => {
                  s.n = 1;
                  return true;
                },
                then: () => {},
              },
            },
          }),
        ),
      /It changed the state/,
    );
  }
  const unsure = count(() => {}, { always: { small: (s: any) => (s.n < 3_000 ? true : undefined) } });
  for (const ask of [
    () => walks(unsure, { seed: 1, runs: 1, maxSteps: 5_000 }),
    () => counterexamples(unsure, 'small'),
    () => outlookFrom(unsure, 'small'),
  ]) {
    fails(ask, /Property 'small' failed in the state n 3000\.[^]*It returned undefined/);
  }
});

test('a set whose elements look alike is another set', () => {
  const alike = model({
    state: { s: setOf(oneOf(1, '1')) },
    init: { s: [1] },
    actions: {
      swap: {
        when: s => s.s.has(1),
        then: s => {
          s.s.clear();
          s.s.add('1');
        },
      },
    },
    always: { ok: s => s.s.has(1) },
  });
  assert.deepEqual(
    check(alike)
      .of('ok')
      .trace!.steps[0]!.changes.map(({ field }) => field),
    ['s'],
  );
});
