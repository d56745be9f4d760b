import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jugs, reference, twoPhaseCommit } from '../../examples/classics.js';
import { assertSameAccelerated, countAccelerated } from '../../fixtures/accelerated.js';
import { generatedBy } from '../../state/generate.js';
import { check, each, flag, model, oneOf, range, setOf, type Actions, type Result } from '../../index.js';
import { makeMachine } from '../../state/machine.js';
import type { Model } from '../../model/model.js';
import { integersFrom } from '../../fixtures/random.js';
import { Exploration } from '../../explore.js';
import { VisitedTable } from '../store/visited-table.js';

/** A model of random guards and effects that read and write fields of every kind, in more than one way. */
function randomModel(seed: number): Model {
  const random = integersFrom(seed * 2_654_435);
  const top = 2 + random(3);
  const state = {
    x: range(-1, top - 1),
    on: flag,
    at: oneOf('here', 'there', 'gone'),
    some: setOf(range(1, 5)),
    most: setOf(oneOf('a', 'b')),
    p: each(2, { y: range(0, top), z: oneOf(10, 20, 30), own: setOf(range(0, 3)) }),
  };
  const guards: ((a: number) => (s: any, me: any, i: number) => boolean)[] = [
    a => (_, me) => me.y !== a,
    a => (s, me) => s.some.has(me.y) === (a % 2 === 0),
    a => s => s.some.size <= a,
    a => (s, me) => !me.own.has(a) && (s.on || me.z > 10),
    a => (s, me, i) => s.p[1 - i].y <= a || me.y > 0,
    () => s => s.p.every((each: any) => each.y === s.p[0].y) || s.at !== 'gone',
    a => s => [...s.some].every(one => Number(one) > a - 2),
  ];
  const effects: ((a: number) => (s: any, me: any, i: number) => void)[] = [
    a => (_, me) => {
      me.y = (me.y + a) % (top + 1);
    },
    () => s => {
      s.x = s.x === -1 ? top - 1 : s.x - 1;
    },
    a => (s, me) => {
      if (s.some.has((a % 5) + 1)) s.some.delete((a % 5) + 1);
      else s.some.add((me.y % 5) + 1);
    },
    () => (s, me) => {
      me.own.clear();
      s.on = !s.on;
    },
    a => (s, me) => {
      me.own.add(a % 4);
      me.z = s.on ? 20 : 30;
      s.most.add('b');
    },
    () => (s, me, i) => {
      s.p[1 - i].z = me.z;
      s.at = s.at === 'here' ? 'there' : 'here';
    },
    a => s => {
      for (const one of s.p) if (one.y < top) one.y++;
      s.x = Math.min(a, s.x);
    },
    () => (s, me) => {
      s.at = s.some.size > 2 ? 'gone' : 'here';
      me.y = s.some.size % (top + 1);
    },
  ];
  const actions = Object.fromEntries(
    Array.from({ length: 4 + random(5) }, (_, i) => {
      const when = guards[random(guards.length)]!(random(4));
      const then = effects[random(effects.length)]!(1 + random(4));
      return [`rule${i}`, random(8) === 0 ? { by: 'p', then } : { by: 'p', when, then }];
    }),
  ) as Actions<typeof state>;
  const symmetric = random(6) === 0 ? { symmetric: ['p'] as any } : {};
  const normalForm =
    random(6) === 0
      ? {
          normalForm: (s: any) => {
            if (s.x === 0) s.on = false;
          },
        }
      : {};
  return model({ state, actions, ...symmetric, ...normalForm }) as unknown as Model;
}

test('on random models, remembered steps do exactly what the functions do', () => {
  const sizes = Array.from({ length: 120 }, (_, seed) => assertSameAccelerated(randomModel(seed + 1), 3_000).states);
  assert(sizes.filter(size => size > 300).length > 40, `too small to test much: ${sizes}`);
});

test('so they do on classic models', () => {
  assert.equal(assertSameAccelerated(reference({ plans: 4, enactors: 3, keep: 1 })).error, undefined);
  assertSameAccelerated(twoPhaseCommit(4));
  assertSameAccelerated(jugs);
});

test('a fault comes up in the same state, with the same words', () => {
  const state = {
    n: range(0, 9),
    seen: setOf(range(1, 3)),
    worker: each(2, { at: oneOf('here', 'there'), left: range(0, 5) }),
  };
  const faulty = (then: (s: any, me: any) => void, when = (_s: any, _me: any) => true) =>
    model({
      state,
      actions: {
        tick: {
          when: s => s.n < 9,
          then: s => {
            s.n++;
          },
        },
        work: {
          by: 'worker',
          when: (_, me) => me.left < 5,
          then: (_, me) => {
            me.left++;
            me.at = 'there';
          },
        },
        fail: { by: 'worker', when, then },
      },
    });
  const cases = [
    faulty((s, me) => {
      if (me.left === 4 && s.n === 3) s.n = 99;
    }),
    faulty((s, me) => {
      if (me.left === 4 && s.n === 3) s.n = 1.5;
    }),
    faulty((_, me) => {
      if (me.left === 4) me.at = 'nowhere';
    }),
    faulty((s, me) => {
      s.seen.add(me.left + 1);
    }),
    faulty(s => {
      if (s.n === 5) s.seen = 5;
    }),
    faulty(s => {
      if (s.n === 5) s.other = 1;
    }),
    faulty((s, me) => {
      if (s.n === 5) s.worker[0] = me;
    }),
    faulty(s => {
      if (s.n === 7) throw new Error('no');
    }),
    faulty(
      s => {
        s.seen.add(1);
      },
      s => {
        if (s.n === 6) throw new Error('not here');
        return true;
      },
    ),
  ];
  for (const one of cases)
    assert.match(assertSameAccelerated(one as unknown as Model).error!, /Action '(fail|tick|work)/);
});

test('a value that leaves its domain and comes back within a step is no fault', () => {
  const m = model({
    state: { n: range(0, 400), up: flag },
    actions: {
      go: {
        then: s => {
          s.n += 1_000;
          s.n = s.n > 1_400 ? 0 : s.n - 1_000;
          s.up = !s.up;
        },
      },
    },
  });
  assert.equal(assertSameAccelerated(m).error, undefined);
});

test('what reads more than a table can go by is called as a function', () => {
  const m = model({
    state: { big: range(0, 99_999), p: each(3, { n: range(0, 9) }), all: setOf(range(1, 20)) },
    actions: {
      leap: {
        when: s => s.big < 90_000,
        then: s => {
          s.big = (s.big * 7 + 3) % 100_000;
        },
      },
      fill: {
        by: 'p',
        when: (s, me) => me.n < 9 && s.all.size < 20,
        then: (s, me) => {
          me.n++;
          s.all.add(me.n + (s.all.size % 10));
        },
      },
    },
  });
  assert(assertSameAccelerated(m, 4_000).states === 4_000);
});

test('a step that comes to read something new after a while is remembered again', () => {
  const m = model({
    state: { n: range(0, 3_000), late: range(0, 3) },
    actions: {
      tick: {
        when: s => s.n < 3_000 && (s.n < 1_000 || s.late < 3),
        then: s => {
          s.n++;
        },
      },
      turn: {
        when: s => s.n % 7 === 0,
        then: s => {
          s.late = s.n < 1_500 ? s.late : (s.late + 1) % 4;
        },
      },
    },
  });
  assertSameAccelerated(m);
});

test('a step that cannot be watched any more after a while is called as a function from then on', () => {
  const m = model({
    state: { k: range(1, 6), n: range(0, 60), some: setOf(range(1, 6)) },
    actions: {
      tick: {
        when: s => s.n < 60,
        then: s => {
          s.n++;
        },
      },
      turn: {
        then: s => {
          s.k = (s.k % 6) + 1;
        },
      },
      pick: {
        when: (s: any) => {
          if (s.n <= 50) return s.n < 40 && s.some.size < 2;
          const { n } = s;
          s.n = 0; // changes the state, and changes it back
          s.n = n;
          return true;
        },
        then: s => {
          if (s.some.has(s.k)) s.some.delete(s.k);
          else s.some.add(s.k);
        },
      },
    },
  });
  assertSameAccelerated(m as unknown as Model);
});

test("two guards that ask for different elements of one set do not get in each other's way", () => {
  const m = model({
    state: { seen: setOf(range(0, 5)), p: each(2, { n: range(0, 4) }) },
    actions: {
      add: {
        by: 'p',
        when: (s, me) => !s.seen.has(me.n),
        then: (s, me) => {
          s.seen.add(me.n);
        },
      },
      go: {
        by: 'p',
        when: (s, me) => me.n < 4 && !s.seen.has(me.n + 1),
        then: (_, me) => {
          me.n++;
        },
      },
      back: {
        by: 'p',
        when: (s, me) => me.n > 0 && s.seen.has(me.n - 1),
        then: (s, me) => {
          s.seen.delete(me.n);
          me.n--;
        },
      },
    },
  });
  assert(assertSameAccelerated(m).states > 100);
});

test('guards and effects are not called in states that cannot be reached', () => {
  const asked = new Set<string>();
  const m = model({
    state: { a: range(0, 200), b: range(0, 200) },
    actions: {
      go: {
        when: s => {
          asked.add(`${s.a} ${s.b}`);
          return s.a < 200;
        },
        // With a beyond b, this would not come to an end.
        then: s => {
          s.a++;
          let n = s.a;
          for (let i = s.a; i !== s.b + 1; i++) n++;
          s.b = Math.min(200, n);
        },
      },
    },
  });
  const { states } = assertSameAccelerated(m as Model);
  assert.equal(asked.size, states);
});

test('once remembered, functions are hardly ever called', () => {
  let calls = 0;
  const base = reference({ plans: 6, enactors: 3, keep: 2 }) as Model;
  const counted = {
    ...base,
    actions: Object.fromEntries(
      Object.entries(base.actions).map(([name, action]: [string, any]) => [
        name,
        {
          ...action,
          when: (...given: any[]) => {
            calls++;
            return action.when(...given);
          },
        },
      ]),
    ),
  } as Model;
  const machine = makeMachine(counted);
  const search = (memoiseAbove: number) => {
    calls = 0;
    const { visited } = new Exploration(machine, {}, { handOverAt: 300, memoiseAbove }).run();
    return { calls, states: visited.size };
  };
  const ordinary = search(Infinity);
  assert.equal(ordinary.calls, ordinary.states * machine.transitions.length);
  const remembered = search(500);
  assert(remembered.calls < ordinary.calls / 10, `${remembered.calls} of ${ordinary.calls}`);
});

/** How many look-ups a search makes, with steps asleep and without. */
function lookUps(model: Model, memoiseAbove: number) {
  const { addAll } = VisitedTable.prototype;
  let looked = 0;
  VisitedTable.prototype.addAll = function () {
    looked += this.batch.size;
    return addAll.call(this);
  };
  try {
    const exploration = new Exploration(makeMachine(model), {}, { handOverAt: 1, memoiseAbove }).run();
    return { looked, transitions: exploration.transitions, states: exploration.visited.size };
  } finally {
    VisitedTable.prototype.addAll = addAll;
  }
}

test('steps that lead to known states for sure are not looked up, and counted all the same', () => {
  const m = reference({ plans: 6, enactors: 3, keep: 2 }) as unknown as Model;
  const all = lookUps(m, Infinity);
  assert.deepEqual(all, { looked: all.transitions + 1, transitions: 191_839, states: 58_453 });
  const fewer = lookUps(m, 0);
  assert.deepEqual({ ...fewer, looked: 0 }, { ...all, looked: 0 });
  assert(fewer.looked < 0.75 * all.looked, `${fewer.looked} of ${all.looked}`);
});

test('of steps that have nothing to do with each other, a state is looked up once for each that moves on', () => {
  const m = model({
    state: { p: each(5, { n: range(0, 3) }) },
    actions: {
      up: {
        by: 'p',
        when: (_, me) => me.n < 3,
        then: (_, me) => {
          me.n++;
        },
      },
    },
  });
  const { looked, transitions, states } = lookUps(m as unknown as Model, 0);
  assert.deepEqual({ states, transitions }, { states: 4 ** 5, transitions: 5 * 3 * 4 ** 4 });
  assert(looked < 1.1 * states, `${looked} look-ups for ${states} states`);
});

test('a large search comes to remember by itself, and finds the same', () => {
  const m = reference({ plans: 7, enactors: 4, keep: 2 });
  let large!: Result<any>;
  const code = generatedBy(() => {
    large = check(m);
  });
  assert(
    code.some(piece => piece.startsWith('// everystate/memoised.wasm')),
    'nothing was remembered',
  );
  const plain = check(m, { accelerate: false });
  const told = ({ states, transitions, depth, coverage, properties }: Result<any>) => ({
    states,
    transitions,
    depth,
    coverage,
    properties: properties.map(({ name, count, trace }) => ({ name, count, trace: String(trace) })),
  });
  assert.deepEqual(told(large), told(plain));
});

test('steps beyond the thirty-first are never asleep, and count', () => {
  assertSameAccelerated(
    model({
      state: { p: each(20, { n: range(0, 1) }) },
      actions: {
        up: {
          by: 'p',
          when: (_, me) => me.n === 0,
          then: (_, me) => {
            me.n = 1;
          },
        },
        down: {
          by: 'p',
          when: (_, me) => me.n === 1,
          then: (_, me) => {
            me.n = 0;
          },
        },
      },
    }) as unknown as Model,
    3_000,
  );
});

test('two steps that lead to the same new state do not put another to sleep too early', () => {
  for (let seed = 0; seed < 40; seed++) {
    const random = integersFrom(seed + 1);
    const fields = ['a', 'b', 'c', 'd'] as const;
    // Some actions do the same thing, each when it may.
    const effects = Array.from({ length: 3 }, () => ({ field: fields[random(4)]!, add: 1 + random(2) }));
    const actions = Object.fromEntries(
      Array.from({ length: 7 }, (_, i) => {
        const { field, add } = effects[random(3)]!;
        const [when, below] = [fields[random(4)]!, 2 + random(3)];
        return [
          `act${i}`,
          {
            when: (s: any) => s[when] < below,
            then: (s: any) => {
              s[field] = (s[field] + add) % 5;
            },
          },
        ];
      }),
    );
    const four = range(0, 4);
    assertSameAccelerated(
      model({ state: { a: four, b: four, c: four, d: four }, actions: actions as any }) as unknown as Model,
    );
  }
});

test('more steps than there is room to remember are called as functions', () => {
  const fields = Array.from({ length: 12 }, (_, i) => `f${i}`);
  const pairs = fields.flatMap((one, i) => fields.slice(i + 1).map(other => [one, other] as const));
  // 64 tables of two fields take all the room, and what these three ask for would take what steps need in any case.
  const small = ['g0', 'g1', 'g2'];
  const m = model({
    state: {
      ...Object.fromEntries(fields.map(field => [field, range(0, 127)])),
      ...Object.fromEntries(small.map(field => [field, range(0, 511)])),
    },
    actions: {
      ...Object.fromEntries(
        pairs.map(([one, other]) => [
          `${one}${other}`,
          {
            when: (s: any) => s[one] + s[other] < 200,
            then: (s: any) => {
              s[one] = (s[one] + 1) % 128;
            },
          },
        ]),
      ),
      ...Object.fromEntries(
        small.map(field => [
          field,
          {
            when: (s: any) => s[field] < 511,
            then: (s: any) => {
              s[field]++;
            },
          },
        ]),
      ),
    } as any,
  });
  const { states, error } = assertSameAccelerated(m as unknown as Model, 12_000);
  assert.deepEqual({ states, error }, { states: 12_000, error: undefined });
});

test('a field may be outside of its domain until the normal form is taken, also when steps are remembered', () => {
  const wheel = {
    state: { at: range(0, 3), p: each(6, { x: flag }) },
    actions: {
      turn: {
        then: (s: any) => {
          s.at++;
        },
      },
      flip: {
        by: 'p' as const,
        then: (_: any, me: any) => {
          me.x = !me.x;
        },
      },
    },
    normalForm: (s: any) => {
      s.at %= 4;
    },
  };
  assert.deepEqual(countAccelerated(model(wheel)), { states: 4 * 2 ** 6, transitions: 4 * 2 ** 6 * 7, depth: 3 + 6 });
  assert(
    check(model({ ...wheel, everyStep: { 'one further': (before: any, after: any) => after.at - before.at <= 1 } }))
      .holds,
  );
  assert.deepEqual(check(model(wheel)).warnings, []);
});
