import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reference, twoPhaseCommit } from '../examples/classics.js';
import {
  check,
  each,
  flag,
  graph,
  model,
  ModelError,
  type Model,
  oneOf,
  outlook,
  range,
  replay,
  setOf,
} from '../index.js';

const reduced = (size: Parameters<typeof reference>[0]) => model({ ...reference(size), symmetric: ['enactor'] });

test('one state stands for all that differ in which process does what', () => {
  const counts = (whole: Model<any>, family: string) => {
    const sorted = graph(whole).states.map(({ [family]: processes, ...rest }: any) =>
      JSON.stringify([rest, processes.map((one: object) => JSON.stringify(one)).sort()]),
    );
    assert.equal(check(model({ ...whole, symmetric: [family] })).states, new Set(sorted).size);
    return [sorted.length, new Set(sorted).size];
  };
  assert.deepEqual(counts(twoPhaseCommit(5), 'resource'), [8_832, 314]);
  const [all, few] = counts(reference({ plans: 4, enactors: 3, keep: 2 }), 'enactor');
  assert(all! > 4 * few!);
});

test('names and numbers may be mixed in what processes hold', () => {
  const places = (a: any, b: any, c: any) =>
    model({
      state: { p: each(3, { at: oneOf(a, b, c), last: oneOf(c, a, b) }) },
      actions: {
        on: {
          by: 'p',
          when: (_, me) => me.at === a,
          then: (_, me) => {
            me.last = me.at;
            me.at = b;
          },
        },
        off: {
          by: 'p',
          when: (_, me) => me.at === b,
          then: (_, me) => {
            me.last = me.at;
            me.at = c;
          },
        },
        back: {
          by: 'p',
          when: (_, me) => me.at === c,
          then: (_, me) => {
            me.last = me.at;
            me.at = a;
          },
        },
      },
      symmetric: ['p'],
    });
  const { states, transitions } = check(places('x', 'y', 'z'));
  for (const mixed of [
    [1, 'idle', 2],
    ['1', 1, 'one'],
    [3, 'a', 'b'],
  ] as [any, any, any][]) {
    const found = check(places(...mixed));
    assert.deepEqual([found.states, found.transitions], [states, transitions], String(mixed));
  }
});

test('verdicts and shortest traces stay the same', () => {
  const size = { plans: 5, enactors: 3, keep: 2 };
  const whole = check(reference(size));
  const part = check(reduced(size));
  assert.equal(part.depth, whole.depth);
  for (const name of ['ordered', 'something stays live']) {
    assert.equal(part.of(name).verdict, whole.of(name).verdict);
    assert.equal(part.of(name).trace?.length, whole.of(name).trace?.length);
  }
});

/** Workers take turns that only they know of: after sorting, the first is always another one. */
const relay = model({
  state: { laps: range(0, 6), runner: each(3, { ran: range(0, 2), seen: setOf(range(0, 2)) }) },
  actions: {
    run: {
      by: 'runner',
      when: (s, me) => me.ran < 2 && s.runner.every(other => other.ran >= me.ran),
      then: (s, me) => {
        me.seen.add(me.ran);
        me.ran++;
        s.laps++;
      },
    },
  },
  always: { 'not all home': s => s.laps < 6 },
  everyStep: { 'never from the third lap': before => before.laps !== 2 },
  ends: { 'all home': s => s.laps === 6 },
  symmetric: ['runner'],
});

test('traces go through real states, with real names', () => {
  const { trace } = check(relay).of('not all home');
  assert.equal(trace!.length, 6);
  assert.equal(String(replay(relay, trace!.labels)), String(trace));
  const whole = model({ ...relay, symmetric: [] });
  assert.equal(String(replay(whole, trace!.labels)), String(trace));
  for (const step of trace!.steps)
    assert.equal(step.changes.filter(({ field }) => field.startsWith('runner')).length, 2);
  const step = check(relay).of('never from the third lap').trace!;
  assert.deepEqual([step.length, step.steps.at(-1)!.before.laps], [3, 2]);
  assert.equal(String(replay(whole, step.labels)), String(step));
  assert.equal(outlook(relay, trace!, 'not all home')[0]!.canStillGoWell, false);
});

test('recovery can be asked of a symmetric model', () => {
  const lost = check(model({ ...relay, canRecover: { start: s => s.laps === 0 } })).of('start');
  assert.deepEqual([lost.verdict, lost.trace!.length], ['violated', 1]);
});

test('a family that is not symmetric is refused', () => {
  const unlike = (message: RegExp, change: object) =>
    assert.throws(
      () => check(model({ ...relay, ...change } as any)),
      error => error instanceof ModelError && message.test(error.message),
    );
  unlike(/With runner . and . exchanged, .*'A leads' is/s, {
    always: { 'A leads': (s: any) => s.runner[0].ran >= s.runner[1].ran },
  });
  unlike(/exchanged, .*'run .' leads to/s, {
    actions: {
      run: {
        by: 'runner',
        when: (_: any, me: any, i: number) => me.ran < i,
        then: (_: any, me: any) => {
          me.ran++;
        },
      },
    },
  });
  unlike(/exchanged, .*'run .' leads to .*'B never first' is/s, {
    everyStep: { 'B never first': (s: any, _: any, by: any) => s.laps > 0 || by.process !== 1 },
  });
  unlike(/cannot be checked with 'symmetric'.*symmetric: \[\]/s, { eventually: { home: (s: any) => s.laps === 6 } });
  unlike(/'symmetric' names 'laps', which is no family/, { symmetric: ['laps'] });
});

/** A ticket counter without end: only how far the two are apart matters. */
const tickets = model({
  state: { next: range(0, 5), served: range(0, 4), door: oneOf('open', 'shut') },
  actions: {
    draw: {
      when: s => s.next - s.served < 4,
      then: s => {
        s.next++;
      },
    },
    serve: {
      when: s => s.served < s.next,
      then: s => {
        s.served++;
      },
    },
    shut: {
      when: s => s.next - s.served === 4,
      then: s => {
        s.door = 'shut';
      },
    },
  },
  always: { 'the door stays open': s => s.door === 'open' },
  everyStep: { 'numbers rise': (before, after) => after.next >= before.next && after.served >= before.served },
  eventually: { 'the door shuts': s => s.door === 'shut' },
  normalForm: s => {
    s.next -= s.served;
    s.served = 0;
  },
});

test('a normal form closes what would have no end, and step properties see the state before it', () => {
  const result = check(tickets);
  assert.equal(result.states, 10);
  assert.equal(result.of('numbers rise').verdict, 'holds');
  const { trace } = result.of('the door stays open');
  assert.deepEqual(trace!.labels, ['draw', 'draw', 'draw', 'draw', 'shut']);
  const { loop } = result.of('the door shuts');
  assert.deepEqual(loop!.labels, ['draw', 'serve']);
  // Each step ends in the state that stands for all like it.
  assert.deepEqual(
    loop!.steps.map(({ after }) => after.served),
    [0, 0],
  );
});

test('a normal form that has another normal form is refused', () => {
  assert.throws(
    () =>
      check(
        model({
          ...tickets,
          normalForm: s => {
            s.next = (s.next + 1) % 5;
          },
        }),
      ),
    /The start failed .*\nThe normal form of the state after it, .*, has another normal form/s,
  );
  assert.throws(
    () =>
      check(
        model({
          ...tickets,
          normalForm: () => {
            throw new Error('oops');
          },
        }),
      ),
    /The normal form threw Error: oops/,
  );
});

test('an implication that names a process of a symmetric family is refused, or judged as without symmetry', () => {
  const queue = (rest: object) =>
    model<any>({
      state: { p: each(2, { at: oneOf('idle', 'ready', 'past') }), isDone: flag },
      actions: {
        enter: {
          by: 'p',
          when: (s: any, me: any) => !s.isDone && me.at === 'idle' && s.p.every(({ at }: any) => at !== 'ready'),
          then: (_: any, me: any) => void (me.at = 'ready'),
        },
        pass: {
          by: 'p',
          when: (s: any, me: any) => !s.isDone && me.at === 'ready',
          then: (_: any, me: any) => void (me.at = 'past'),
        },
        end: {
          when: (s: any) => !s.isDone && s.p.some(({ at }: any) => at === 'past'),
          then: (s: any) => {
            s.isDone = true;
            for (const one of s.p) one.at = 'idle';
          },
        },
      },
      ends: { anywhere: () => true },
      ...rest,
    });
  const sides: ((s: any) => boolean)[] = [
    s => s.isDone,
    s => !s.isDone,
    ...['ready', 'past'].flatMap(at => [
      (s: any) => s.p[0].at === at,
      (s: any) => s.p[1].at === at,
      (s: any) => s.p.some((one: any) => one.at === at),
    ]),
  ];
  const verdicts = { judged: 0, refused: 0 };
  for (const kind of ['precededBy', 'always', 'leadsTo'])
    for (const when of sides)
      for (const then of sides) {
        const whole = queue({ [kind]: { it: { when, then } } });
        const { verdict } = check(whole).of('it');
        try {
          const found = check(model({ ...whole, symmetric: ['p'] }));
          assert.notEqual(kind, 'leadsTo');
          assert.equal(found.of('it').verdict, verdict, `${kind} ${when} → ${then}`);
          assert.deepEqual(found.warnings, check(whole).warnings);
          verdicts.judged++;
        } catch (error) {
          assert(error instanceof ModelError, String(error));
          verdicts.refused++;
        }
      }
  assert.deepEqual(verdicts, { judged: 36, refused: 156 });
});

test('a property of ends that names a process of a symmetric family is refused', () => {
  const workers = model({
    state: { worker: each(2, { at: oneOf('idle', 'done', 'stuck') }) },
    actions: {
      finish: {
        by: 'worker',
        when: (_, me) => me.at === 'idle',
        then: (_, me) => {
          me.at = 'done';
        },
      },
      getStuck: {
        by: 'worker',
        when: (s, me) => me.at === 'idle' && s.worker.every(({ at }) => at !== 'stuck'),
        then: (_, me) => {
          me.at = 'stuck';
        },
      },
    },
    ends: { 'A is not stuck': s => s.worker[0]!.at !== 'stuck' },
  });
  assert.equal(check(workers).of('A is not stuck').verdict, 'violated');
  assert.throws(() => check(model({ ...workers, symmetric: ['worker'] })), /no longer the same: 'A is not stuck' is/);
});

test('a normal form is refused where nothing is possible, or nothing leads on, in the first state alone', () => {
  const round = (rest: object) =>
    model<any>({
      state: { x: range(0, 2) },
      actions: { step: { when: (s: any) => s.x < 2, then: (s: any) => void s.x++ } },
      normalForm: (s: any) => {
        if (s.x === 2) s.x = 0;
      },
      ...rest,
    });
  const idle = { idle: { when: (s: any) => s.x === 2, then: () => {} } };
  assert.throws(() => check(round({})), /nothing is possible in the first alone/);
  const { actions } = round({});
  assert.throws(
    () => check(round({ actions: { ...actions, ...idle }, canRecover: { 'to 1': (s: any) => s.x === 1 } })),
    /nothing leads on in the first alone/,
  );
});

test('an effect that fails before the normal form alone is told', () => {
  const failing = model({
    state: { x: range(0, 3), bad: flag },
    actions: {
      step: {
        when: s => s.x < 3,
        then: s => {
          if (s.bad) throw new Error('boom');
          s.x++;
          s.bad = true;
        },
      },
    },
    ends: { anywhere: () => true },
    normalForm: s => {
      s.bad = false;
    },
  });
  assert.throws(() => check(failing), /It threw Error: boom/);
});
