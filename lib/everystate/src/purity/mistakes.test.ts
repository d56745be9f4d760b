import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { test } from 'node:test';
import { check, each, flag, model, ModelError, type Model, oneOf, range, sequenceOf, setOf } from '../index.js';

function fails(run: () => unknown, ...parts: string[]): ModelError {
  let fault: unknown;
  assert.throws(run, thrown => {
    fault = thrown;
    return thrown instanceof ModelError && parts.every(part => thrown.message.includes(part));
  });
  return fault as ModelError;
}

test('a normal form that merges states that are not alike is found out', () => {
  const lights = {
    state: { x: range(0, 3), t: flag },
    actions: {
      a: { then: (s: any) => void (s.t = true) },
      up: { when: (s: any) => s.t && s.x < 3, then: (s: any) => void (s.x++, (s.t = false)) },
    },
    always: { lt: (s: any) => s.x < 3 },
  };
  assert.equal(check(model(lights)).of('lt').verdict, 'violated');
  fails(
    () => check(model({ ...lights, normalForm: (s: any) => void (s.t = false) })),
    'It turns x 0, t true into x 0, t false',
    "'up' leads to x 1, t false in the first alone",
  );
  const ring = {
    state: { x: range(0, 3) },
    actions: { a: { then: (s: any) => void (s.x = (s.x + 1) % 4) } },
    always: { lt: (s: any) => s.x < 3 },
  };
  fails(() => check(model({ ...ring, normalForm: (s: any) => void (s.x %= 2) })), 'It turns x 3 into x 1');
  // The form changes a state that is only met late.
  const late = {
    state: { x: range(0, 200), mark: flag },
    actions: { up: { when: (s: any) => s.x < 200, then: (s: any) => void (s.x++, (s.mark = s.x > 120)) } },
    sometimes: { marked: (s: any) => s.mark },
    ends: { any: () => true },
  };
  fails(
    () => check(model({ ...late, normalForm: (s: any) => void (s.mark = false) })),
    "'marked' is true in the first alone",
  );
  assert.equal(check(model({ ...late, sometimes: {}, normalForm: (s: any) => void (s.mark = false) })).states, 201);
});

test('a normal form that is found only at the second go is refused', () => {
  const down = model({
    state: { x: range(0, 9), y: range(0, 5) },
    actions: { up: { when: s => s.y < 5, then: s => void (s.y++, (s.x = 2)) } },
    ends: { any: () => true },
    normalForm: s => void (s.x > 0 && s.x--),
  });
  fails(() => check(down), "Action 'up' failed in the state x 0, y 0", 'x 1, y 1, has another normal form: x 0, y 1');
});

test('liveness is refused with a normal form that exchanges processes', () => {
  const walk = {
    state: { p: each(2, { at: oneOf('new', 'x', 'y') }) },
    actions: { go: { by: 'p', fair: 'weak', then: (_: any, me: any) => void (me.at = me.at === 'x' ? 'y' : 'x') } },
    eventually: { moved: (s: any) => s.p.every((q: any) => q.at !== 'new') },
  } as unknown as Model;
  assert.equal(check(model(walk)).of('moved').verdict, 'holds');
  const rank: any = { x: 0, new: 1, y: 2 };
  const sort = ({ p: [a, b] }: any) => {
    if (rank[a.at] > rank[b.at]) [a.at, b.at] = [b.at, a.at];
  };
  fails(
    () => check(model({ ...walk, normalForm: sort })),
    "'moved' cannot be checked with a normal form that exchanges processes",
  );
  const safe = check(model({ ...walk, eventually: {}, normalForm: sort }));
  assert.equal(safe.states, 6);
});

test('a field that is not declared is neither read nor written without a word', () => {
  const pay = (always: any): Model =>
    model({
      state: { balance: range(-1, 3), account: each(1, { open: flag }) },
      init: { balance: 2 },
      actions: { pay: { when: s => s.balance > -1, then: s => void s.balance-- } },
      ends: { any: () => true },
      always,
    });
  assert.equal(check(pay({ p: (s: any) => s.balance >= 0 })).of('p').verdict, 'violated');
  fails(
    () => check(pay({ p: (s: any) => !(s.balanec < 0) })),
    "There is no field 'balanec'",
    "Did you mean 'balance'?",
  );
  fails(() => check(pay({ p: (s: any) => !s.account[0].opne })), "There is no field 'opne'", "Did you mean 'open'?");
  // Also where it is met late, long after the rehearsal.
  fails(
    () =>
      check(
        model({
          state: { n: range(0, 500) },
          actions: { up: { when: s => s.n < 500, then: s => void s.n++ } },
          always: { p: (s: any) => s.n < 400 || s.m },
        }),
      ),
    "There is no field 'm'",
    'n 400',
  );
  const sloppy = new Function('s', 's.blance = 1;') as (s: any) => void;
  fails(
    () => check(model({ state: { balance: flag }, actions: { a: { then: sloppy } } })),
    "There is no field 'blance'",
  );
  // JSON and strings ask for names of their own.
  assert.equal(check(pay({ p: (s: any) => `${s}${JSON.stringify(s)}`.includes('balance') })).of('p').verdict, 'holds');
});

test('an effect that does nothing when it is called is refused', () => {
  const act = (then: any) => () =>
    check(model({ state: { x: range(0, 3) }, actions: { a: { when: s => s.x === 3, then }, b: { then } } }));
  fails(
    act(function* (s: any) {
      s.x = 1;
    }),
    "effect of 'a' is a generator",
  );
  fails(
    act(async (s: any) => void (s.x = 1)),
    "effect of 'a' is asynchronous",
  );
  fails(
    act((s: any) => () => void (s.x = 1)),
    'returned a function',
  );
  fails(
    act((s: any) => [s.x + 1]),
    'returned a list',
  );
  fails(
    act((s: any) =>
      (function* () {
        s.x = 1;
      })(),
    ),
    'returned a generator',
  );
  const both = { state: { x: flag }, actions: { a: { then: () => {} } } };
  fails(() => model({ ...both, always: { p: (async () => true) as any } }), "Property 'p' is asynchronous");
});

test('what is asked only where it ends says so when it never ends', () => {
  const m = model({
    state: { x: flag },
    actions: { t: { then: s => void (s.x = !s.x) } },
    ends: { 'all is done': () => false },
  });
  assert.deepEqual(check(m).warnings, ["vacuous: 'all is done' holds only because no state is without a step"]);
});

test('a flag that is written nowhere that can be reached is said to keep its value', () => {
  const m = model({
    state: { x: flag, bad: flag },
    actions: {
      a: {
        then: s => {
          if ((s.x as any) === 2) s.bad = true;
          s.x = !s.x;
        },
      },
    },
    always: { ok: s => !s.bad },
  });
  assert.deepEqual(check(m).warnings, ["unused: 'bad' never changes in any reachable state"]);
  // What is chosen at the start need not change.
  const roles = (init: Model['init']) =>
    check(
      model({
        state: {
          lag: range(0, 1),
          limits: { low: range(0, 1), high: range(0, 1) },
          p: each(2, { role: oneOf('a', 'b') }),
        },
        init,
        actions: { go: { when: (s: any) => s.lag + s.limits.low + s.limits.high < 9, then: () => {} } },
        always: { one: (s: any) => s.p.some((one: any) => one.role === 'a') },
      }),
    ).warnings.map(warning => /'(.*)'/.exec(warning)![1]);
  assert.deepEqual(roles({ limits: { high: 1 } }), ['lag', 'limits', 'p.role']);
  assert.deepEqual(roles([{ p: [{}, { role: 'b' }] }, { lag: 1 }]), ['limits']);
});

test('values that look alike are told apart', () => {
  const m = model({
    state: { x: oneOf(1, '1', '') },
    actions: { a: { when: s => s.x === 1, then: s => void (s.x = '1') } },
    ends: { e: () => true },
    sometimes: { other: s => s.x === '1' },
  });
  assert.match(String(check(m).of('other').trace), /x 1 → '1'/);
});

test('small mistakes are told in their own words', () => {
  fails(() => each(5000, { v: flag }), 'each(5000, …) declares more than 1000 processes');
  fails(() => (range as any)('0', '3'), 'range("0", "3")');
  fails(() => (each as any)(2, flag), 'a domain instead of fields');
  const base = { state: { x: flag }, actions: { a: { then: () => {} } } };
  fails(() => model({ ...base, state: { x: flag, [Symbol('q')]: flag } } as any), 'Symbol(q)');
  fails(
    () =>
      check(
        model({
          ...base,
          actions: {
            a: {
              then: () => {
                throw Object.create(null);
              },
            },
          },
        }),
      ),
    "Action 'a' failed",
    'It threw {}',
  );
  fails(
    () => check(model({ ...base, actions: { a: { when: () => check(model(base)).holds, then: () => {} } } })),
    'It calls check',
  );
  const fault = fails(
    () => check(model({ ...base, actions: { a: { then: (s: any) => void (s.x = 3) } } })),
    "'x' was set to 3",
  );
  assert.equal(inspect(fault).split("'x' was set to 3").length, 2, 'the text of an error is printed once');
  assert(fault.problem && fault.remedy);
});

test('a set that is an element is a value by itself: it is not changed in place, nor through a field that it was assigned to', () => {
  const subset = setOf(range(1, 2));
  const changing = (then: (s: any) => void) => () =>
    check(
      model<any>({
        state: { q: sequenceOf(subset, 1), mine: subset },
        actions: {
          put: { when: (s: any) => s.q.length === 0, then: (s: any) => s.q.push([1]) },
          change: { when: (s: any) => s.q.length === 1, then },
        },
      }),
    );
  fails(
    changing(s => s.q.at(0).add(2)),
    "Action 'change'",
    'changed a set that is a value by itself',
  );
  fails(
    changing(s => {
      s.mine = s.q.at(0);
      s.mine.add(2);
    }),
    "Action 'change'",
    'make another one',
  );
});
