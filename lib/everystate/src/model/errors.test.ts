import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  check,
  each,
  graph,
  model,
  ModelError,
  oneOf,
  outlook,
  range,
  replay,
  setOf,
  walks,
  type Model,
} from '../index.js';

/** Asserts that the call fails with one ModelError that says all of this. */
function fails(run: () => unknown, ...says: string[]) {
  assert.throws(run, (error: unknown) => {
    assert(error instanceof ModelError, String(error));
    for (const words of says) assert(error.message.includes(words), `«${error.message}» lacks «${words}»`);
    return true;
  });
}

const base = {
  state: { n: range(0, 5), seen: setOf(range(1, 3)), worker: each(2, { at: oneOf('here', 'there') }) },
  actions: {
    count: {
      then: (s: any) => {
        s.n++;
      },
    },
  },
};

test('a value outside its domain names the action, the field, the domain, the state and the remedy', () => {
  fails(
    () => check(model(base)),
    "Action 'count'",
    "'n' was set to 6",
    '0..5',
    'n 5, seen ∅',
    'Raise the upper bound of its range to 6',
    'It was reached by: count, count, count, count, count.',
  );
  const act = (then: (s: any, me: any) => void) => () =>
    check(model({ ...base, actions: { act: { by: 'worker', then } } } as Model<typeof base.state>));
  fails(
    act((_, me) => {
      me.at = 'nowhere';
    }),
    "Action 'act A'",
    '\'worker A.at\' was set to "nowhere"',
    'here | there',
  );
  fails(
    act(s => {
      s.n = 1.5;
    }),
    "'n' was set to 1.5",
  );
  fails(
    act(s => {
      s.n = undefined;
    }),
    "'n' was set to undefined",
  );
  fails(
    act(s => {
      s.seen.add(4);
    }),
    "4 was put into 'seen', outside its domain 1..3",
  );
  fails(
    act(s => {
      s.seen = 3;
    }),
    "'seen' was given 3, which has no elements",
    'in a list',
  );
  fails(
    act(s => {
      s.worker = [];
    }),
    "'worker' was replaced as a whole",
    'worker[0]',
  );
  fails(
    act((s, me) => {
      s.worker[0] = me;
      s.worker[1] = {};
    }),
    'replaced a process or an element of a list as a whole',
    'in place',
  );
  fails(
    act((_, me) => {
      me.att = 'here';
    }),
    "There is no field 'att'",
    "Did you mean 'at'?",
  );
  fails(
    act(s => {
      s.n = NaN;
    }),
    "'n' was set to NaN",
  );
  fails(
    act(s => {
      s.seen.add('1');
    }),
    '"1" was put into \'seen\'',
  );
});

test('a guard, effect or property that throws is named with its state', () => {
  const broken = () => {
    throw new Error('oops');
  };
  fails(
    () => check(model({ ...base, actions: { act: { when: broken, then: () => {} } } })),
    "The guard of 'act'",
    'oops',
    'n 0',
  );
  fails(() => check(model({ ...base, actions: { act: { then: broken } } })), "Action 'act'", 'oops');
  fails(
    () => check(model({ ...base, actions: { rest: { then: () => {} } }, always: { sound: broken } })),
    "Property 'sound'",
    'oops',
  );
  // Beyond what is rehearsed, the search itself has to say it.
  const far = {
    ...base,
    state: { n: range(0, 5_000) },
    actions: {
      up: {
        when: (s: any) => s.n < 4_999,
        then: (s: any) => {
          s.n++;
        },
      },
    },
  };
  fails(
    () => check(model({ ...far, always: { sound: s => (s.n > 4_000 ? broken() : true) } })),
    "Property 'sound'",
    'oops',
    'n 4001',
  );
  fails(
    () => check(model({ ...far, everyStep: { sound: (_, s) => (s.n > 4_000 ? broken() : true) } })),
    "Property 'sound'",
    'oops',
    'n 4001',
  );
  fails(
    () =>
      check(
        model({
          ...far,
          actions: {
            up: {
              then: (s: any) => {
                s.n += s.n > 4_000 ? 0.5 : 1;
              },
            },
          },
        }),
      ),
    "Action 'up'",
    '4001.5',
    'n 4001',
  );
});

test('so it is in a walk, in an outlook, and where a trace is walked again', () => {
  const brokenAt = (n: number) => (s: any) => {
    if (s.n === n) throw new Error('oops');
    return true;
  };
  const far = {
    state: { n: range(0, 500) },
    actions: {
      up: {
        when: (s: any) => s.n < 499,
        then: (s: any) => {
          s.n++;
        },
      },
    },
    ends: { anywhere: () => true },
  };
  const walk = (rest: object) => () => walks(model({ ...far, ...rest } as any), { seed: 1, runs: 1 });
  const guarded = {
    actions: {
      down: {
        when: brokenAt(300),
        then: (s: any) => {
          s.n++;
        },
      },
    },
  };
  fails(walk(guarded), "Action 'down' failed in the state n 300", 'oops');
  fails(
    walk({
      actions: {
        up: {
          when: (s: any) => s.n < 400,
          then: (s: any) => {
            brokenAt(300)(s);
            s.n++;
          },
        },
      },
    }),
    "Action 'up' failed in the state n 300",
    'oops',
  );
  fails(walk({ always: { sound: brokenAt(300) } }), "Property 'sound' failed in the state n 300", 'oops');
  // The property and nobody else: no action failed.
  assert.throws(
    walk({ everyStep: { sound: (_: unknown, s: any) => brokenAt(300)(s) } }),
    /^ModelError: Property 'sound' failed in the state n 300\.\n.*oops/,
  );
  const look = (rest: object) => () => outlook(model({ ...far, ...rest } as any), replay(model(far), ['up']), 'sound');
  fails(look({ always: { sound: brokenAt(300) } }), "Property 'sound' failed in the state n 300", 'oops');
  fails(
    look({ everyStep: { sound: (_: unknown, s: any) => brokenAt(300)(s) } }),
    "Property 'sound' failed in the state n 300",
    'oops',
  );
  fails(look({ always: { sound: () => true }, ...guarded }), "Action 'down' failed in the state n 300", 'oops');
  fails(
    () => replay(model({ ...far, ...guarded } as any), Array(301).fill('down')),
    "Step 301: Action 'down' failed in the state n 300",
    'oops',
  );
});

test('what a search cannot see is seen in rehearsal', () => {
  const up = (s: any) => {
    s.n = (s.n + 1) % 3;
  };
  const act =
    (action: object, rest: object = {}) =>
    () =>
      check(model({ ...base, actions: { act: action }, ...rest } as any));
  fails(
    act({
      when: (s: any) => {
        s.n = 2;
        return true;
      },
      then: up,
    }),
    "The guard of 'act'",
    'changed the state',
    "('then')",
  );
  fails(act({ when: (s: any) => s.n, then: up }), "The guard of 'act'", 'returned 0', 'true or false');
  fails(act({ when: () => {}, then: up }), "The guard of 'act'", 'returned undefined');
  fails(
    act(
      { then: up },
      {
        always: {
          p: (s: any) => {
            s.n = 2;
            return true;
          },
        },
      },
    ),
    "Property 'p'",
    'changed the state',
  );
  fails(act({ then: up }, { always: { p: async () => true } }), "Property 'p'", 'asynchronous');
  fails(act({ then: up }, { everyStep: { p: async () => true } }), "Property 'p'", 'asynchronous');
  fails(act({ then: up }, { everyStep: { p: () => {} } }), "Property 'p'", 'returned undefined');
  fails(
    act(
      { then: up },
      {
        everyStep: {
          p: (before: any) => {
            before.n = 3;
            return true;
          },
        },
      },
    ),
    "Property 'p'",
    'changed the state',
  );
  fails(act({ when: () => 1n, then: up }), "The guard of 'act'", 'returned 1');
  fails(
    act({
      then: async (s: any) => {
        s.n = 0;
      },
    }),
    "effect of 'act'",
    'asynchronous',
  );
  fails(act({ then: (s: any) => ({ ...s, n: 1 }) }), "Action 'act'", 'returned a new object', 'in place');
  fails(act({ then: () => ({ n: 1 }) }), "Action 'act'", 'returned a new object');
  assert(check(model({ state: base.state, actions: { act: { then: s => s.seen.add(1) } } })).complete);
  let calls = 0;
  fails(
    act({
      then: (s: any) => {
        s.n = calls++ % 4;
      },
    }),
    "Action 'act'",
    'two different things',
    'Math.random',
  );
  fails(act({ when: () => calls++ % 2 === 0, then: up }), "The guard of 'act'", 'two different things');
});

test('a model that stops being the same after the rehearsal is caught when its trace is told', () => {
  let calls = 0;
  fails(
    () =>
      check(
        model({
          state: { n: range(0, 5_000) },
          actions: {
            up: {
              when: s => s.n < 4_999,
              then: s => {
                s.n += s.n < 1_000 || calls++ < 4_000 ? 1 : 0;
              },
            },
          },
          always: { small: s => s.n < 3_000 },
          ends: { anywhere: () => true },
        }),
      ),
    'does not do the same thing twice',
    'Math.random',
  );
});

test('words that are not known are refused, and the nearest known one is named', () => {
  const extra = { ...base, allways: {} };
  fails(() => model(extra), "The model has no 'allways'", "Did you mean 'always'?");
  fails(
    () => model({ ...base, actions: { act: { guard: () => true, then: () => {} } } } as any),
    "Action 'act' has no 'guard'",
  );
  fails(
    () => check(model(base), { maxState: 5 } as any),
    "The second argument of 'check' has no 'maxState'",
    "Did you mean 'maxStates'?",
  );
  // A model that was put together without model() is looked at all the same.
  fails(() => check({ ...base, allways: {} } as any), "The model has no 'allways'");
});

test('what is no model, no options and no steps is said so', () => {
  fails(() => check(undefined as any), 'no model');
  fails(() => check(model(base), 1000 as any), "The second argument of 'check' cannot be 1000", 'maxStates');
  fails(() => replay(model(base), 'count' as any), 'no steps', 'in a list');
  fails(
    () => check(model({ ...base, state: { ...base.state, ['__proto__']: range(0, 1) } })),
    "Field '__proto__' is not a plain name",
  );
});

test('ends are asked only where it ends', () => {
  const first = model({
    state: { p: each(2, { won: range(0, 1) }) },
    actions: {
      win: {
        by: 'p',
        when: s => s.p.every(p => p.won === 0),
        then: (_, me) => {
          me.won = 1;
        },
      },
    },
    ends: { 'somebody has won': s => s.p.find(p => p.won)!.won === 1 },
  });
  assert(check(first).holds);
  // No properties of ends are no ends.
  const none = check(model({ ...first, ends: {} }));
  assert.equal(none.of('no deadlock').verdict, 'violated');
});

test('a long trace is told in time, and an error abridges the way', () => {
  const far = {
    state: { n: range(0, 60_000) },
    actions: {
      go: {
        then: (s: any) => {
          s.n++;
        },
      },
    },
  };
  fails(() => check(model(far)), "'n' was set to 60001", 'go, … 59980 more …, go');
  const { trace } = check(
    model({
      ...far,
      actions: {
        go: {
          when: s => s.n < 50_000,
          then: s => {
            s.n++;
          },
        },
      },
      ends: { 'not here': () => false },
    }),
  ).of('not here');
  assert.equal(trace!.length, 50_000);
  assert(String(trace).length > 1_000_000);
});

test('two things may not go by one name', () => {
  const rest = { then: () => {} };
  fails(
    () => model({ ...base, actions: { act: { by: 'worker', ...rest }, 'act B': rest } } as any),
    "Two actions go by the name 'act B'",
  );
  fails(() => model({ ...base, always: { 'no deadlock': () => true } }), "Two properties go by the name 'no deadlock'");
});

test('a model with no initial state says so', () => {
  fails(() => check(model({ ...base, init: [] })), 'no initial state', "'init' is an empty list");
});

test('a start that does not fit the declared state names what does not fit', () => {
  fails(
    () => check(model({ ...base, init: { m: 1 } } as any)),
    "In 'init': 'the state' is given 'm'",
    'n, seen, worker',
  );
  fails(() => check(model({ ...base, init: { n: 9 } })), "In 'init': 'n' was set to 9", '0..5');
  fails(() => check(model({ ...base, init: { seen: [7] } })), "In 'init': 7 was put into 'seen'");
  fails(() => check(model({ ...base, init: { seen: 3 } } as any)), "In 'init': 'seen' was given 3", 'in a list');
  fails(() => check(model({ ...base, init: () => 1 } as any)), "In 'init': 'the state' was set to a function");
  fails(() => check(model({ ...base, init: null } as any)), "'the state' was set to null");
  fails(() => check(model({ ...base, init: [null] } as any)), "'the state' was set to null");
  fails(() => check(model({ ...base, init: { worker: 3 } } as any)), "In 'init': 'worker[0]' was set to 3");
  fails(() => check(model({ ...base, init: { worker: [{}] } })), "'worker' was set to a list of 1", 'one for all');
  fails(
    () => check(model({ ...base, init: { worker: { on: 1 } } } as any)),
    "In 'init': 'worker[0]' is given 'on'",
    'at',
  );
});

test('a definition that cannot be meant is refused', () => {
  fails(() => model({ state: base.state, actions: {} }), 'no action');
  fails(() => model({ ...base, actions: { act: {} } } as any), "Action 'act' has no effect");
  for (const part of ['when', 'label'])
    fails(() => model({ ...base, actions: { act: { then: () => {}, [part]: true } } } as any), "of 'act' is true");
  fails(
    () => model({ ...base, actions: { act: { by: 'n', then: () => {} } } } as any),
    "taken by 'n'",
    'There are: worker',
  );
  fails(
    () => model({ ...base, always: { a: () => true }, sometimes: { a: () => true } }),
    "Two properties go by the name 'a'",
  );
  fails(() => model({ ...base, always: { a: true } } as any), "Property 'a' is no function");
  fails(() => model({ ...base, ends: () => true } as any), "'ends' is no object");
  fails(() => model({ state: base.state } as any), "The model has no 'actions'");
  fails(() => check(model({ state: {}, actions: base.actions })), 'declares no state');
  fails(() => check(model({ ...base, state: { n: 5 } } as any)), "'n' has no finite domain");
  fails(() => check(model({ ...base, state: { 'a b': range(0, 1) } })), "'a b' is not a plain name");
  fails(
    () => check(model({ ...base, state: { 'my team': each(2, { at: range(0, 1) }) } })),
    "'my team' is not a plain name",
  );
  for (const maxStates of [0, 2.5, NaN]) fails(() => check(model(base), { maxStates }), `maxStates is ${maxStates}`);
});

test('domains refuse what they cannot hold', () => {
  fails(() => range(3, 1), 'range(3, 1)');
  fails(() => range(0, 0.5), 'range(0, 0.5)');
  fails(() => range(0, 2 ** 30), 'abstract the field');
  fails(() => range(2 ** 31, 2 ** 31 + 3), 'beyond 32 bits');
  fails(() => oneOf(1, Infinity), 'Infinity');
  fails(() => oneOf(['a', 'b'] as any), 'a list');
  fails(() => setOf(3 as any), 'no domain of single values');
  fails(() => oneOf(), 'no value');
  fails(() => oneOf('a', 'a'), "'a' twice");
  fails(() => check(model({ ...base, state: { n: setOf(range(0, 5000)) } })), "'n' would range over 5001", '4096');
  fails(() => each(0, { at: range(0, 1) }), 'each(0');
  fails(() => (each as any)(2), 'without fields');
  fails(
    () => check(model({ ...base, state: { w: each(2, { v: each(2, { at: range(0, 1) }) as any }) } })),
    'cannot hold processes',
  );
  fails(() => oneOf(...Array.from({ length: 300 }, (_, i) => i)), '300 values', 'a range');
});

test('replay names an unknown action, and a step that is not possible', () => {
  const up = model({
    ...base,
    actions: {
      count: {
        when: s => s.n < 2,
        then: s => {
          s.n++;
        },
      },
    },
  });
  assert.equal(replay(up, ['count', 'count']).end.n, 2);
  fails(() => replay(up, ['cuont']), "Step 1: 'cuont' is no action of this model", "Did you mean 'count'?");
  fails(() => replay(up, ['count', 'count', 'count']), "Step 3: 'count' is not possible", 'n 2', 'Nothing is possible');
});

test('a trace of another model is not looked into', () => {
  const up = (last: number) =>
    model({
      state: { n: range(0, 9) },
      actions: {
        count: {
          when: s => s.n < last,
          then: s => {
            s.n++;
          },
        },
      },
      always: { small: s => s.n < 4 },
    });
  const { trace } = check(up(8)).of('small');
  fails(() => outlook(up(2), trace!, 'small'), 'not of this model', 'n 3');
  fails(() => outlook(up(8), trace!, 'toString'), "'toString'");
  fails(() => graph(up(2), NaN), 'maxStates is NaN');
});

test('names of fields and actions cannot get in the way of generated code', () => {
  const result = check(
    model({
      state: {
        p: each(2, { at: range(0, 1), q: setOf(range(0, 1)) }),
        p_A: setOf(range(0, 1)),
        p_A_q: setOf(range(0, 1)),
      },
      actions: {
        'a\nthrow 1': {
          by: 'p',
          when: (_, me) => me.at === 0,
          then: (s, me) => {
            me.at = 1;
            me.q.add(0);
            s.p_A.add(1);
            s.p_A_q.add(0);
          },
        },
      },
      ends: { 'all done': s => s.p.every(me => me.at === 1 && me.q.has(0)) && s.p_A.has(1) && s.p_A_q.has(0) },
    }),
  );
  assert(result.holds, String(result));
  assert.equal(result.states, 4);
});

test('steps that lead to different states have different labels', () => {
  const ring = (label: (named: { me: string; by: number }) => string) =>
    check(
      model({
        state: { bell: each(2, { rung: range(0, 2) }) },
        actions: {
          ring: {
            by: 'bell',
            with: { by: range(1, 2) },
            label,
            when: (_, me, __, { by }) => me.rung + by <= 2,
            then: (_, me, __, { by }) => {
              me.rung += by;
            },
          },
        },
        ends: {},
      }),
    );
  fails(
    () => ring(({ by }) => `ring ${by}`),
    "Two steps that do different things have the label 'ring 1': 'ring A (by 1)' and 'ring B (by 1)'",
    '`me` and the parameters',
  );
  fails(() => ring(({ me }) => `ring ${me}`), "'ring A': 'ring A (by 1)' and 'ring A (by 2)'");
  assert.equal(ring(({ me, by }) => `${me} rings ${by}`).states, 9);
});

test('of an implication, it is told which side failed', () => {
  const oops = () => {
    throw new Error('oops');
  };
  const ask = (properties: object) => () =>
    check(
      model({
        state: { n: range(0, 1) },
        actions: { set: { then: (s: any) => void (s.n = 1) } },
        ...properties,
      } as Model),
    );
  for (const kind of ['always', 'everyStep', 'leadsTo', 'precededBy']) {
    fails(ask({ [kind]: { p: { when: oops, then: () => true } } }), "The 'when' of property 'p' failed", 'oops');
    fails(ask({ [kind]: { p: { when: () => true, then: oops } } }), "The 'then' of property 'p' failed", 'oops');
  }
  fails(ask({ everyStep: { p: 1 } }), "Property 'p' is no function", '(before, after, by) => …');
});
