import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrayOf, each, flag, model, ModelError, oneOf, range, setOf } from 'everystate';
import { toTla } from './module.js';

const KEEP = 2;
const system = model({
  state: {
    latest: range(0, 3),
    deleted: setOf(range(0, 3)),
    worker: each(2, { at: oneOf('idle', 'busy'), plan: range(0, 3) }),
  },
  init: { latest: 1 },
  actions: {
    take: {
      by: 'worker',
      cites: ['PM-3', 'A-1'],
      when: (s, me) => me.at === 'idle' && me.plan < s.latest,
      then: (s, me) => {
        me.plan = s.latest;
        me.at = 'busy';
      },
    },
    clean: {
      by: 'worker',
      fair: 'weak',
      when: (s, me) => me.at === 'busy' && (me.plan > KEEP || s.deleted.has(0)),
      then: (s, me) => {
        s.deleted.add(me.plan);
        me.at = 'idle';
      },
    },
    publish: {
      when: s => s.latest < 3,
      then: s => {
        s.latest++;
      },
    },
  },
  always: { 'one at a time': s => s.worker.filter(one => one.at === 'busy').length < 2 },
  everyStep: {
    'never back': (before, after) => after.latest >= before.latest,
    'one by one': {
      when: (before, after) => after.latest > before.latest,
      then: (before, after) => after.latest === before.latest + 1,
    },
  },
  sometimes: { 'all idle': s => s.worker.every(other => other.at === 'idle') },
  ends: { done: s => s.latest === 3 },
  leadsTo: { 'in the end': { when: s => s.latest > 1, then: s => s.deleted.size > 0 } },
  eventually: { 'some day': s => s.latest === 3 },
  eventuallyAlways: { 'at rest': s => s.latest > 2 },
  infinitelyOften: { 'now and then': s => s.latest > 0 },
});

/** Asserts that a module has these lines, one after the other. */
function has(text: string, lines: string) {
  assert(text.includes(lines.trim()), `«${lines.trim()}» is not in:\n${text}`);
}

test('actions read as a person would write them', () => {
  const { text } = toTla(system, 'plans');
  has(text, '- MODULE Plans -');
  has(
    text,
    `
\\* PM-3, A-1
Take(me) ==
  /\\ worker[me].at = "idle"
  /\\ worker[me].plan < latest
  /\\ worker' = [worker EXCEPT ![me].plan = latest, ![me].at = "busy"]
  /\\ UNCHANGED <<latest, deleted>>`,
  );
  // TLC would take a step once for each side of the disjunction.
  has(
    text,
    `
Clean(me) ==
  /\\ worker[me].at = "busy"
  /\\ (worker[me].plan > KEEP \\/ 0 \\in deleted) = TRUE
  /\\ deleted' = deleted \\union {worker[me].plan}
  /\\ worker' = [worker EXCEPT ![me].at = "idle"]
  /\\ UNCHANGED latest`,
  );
  has(text, "Publish == latest < 3 /\\ latest' = latest + 1 /\\ UNCHANGED <<deleted, worker>>");
  has(text, 'KEEP == 2');
  has(text, 'Worker == 0..1');
});

test('every kind of property, and fairness', () => {
  const { text, configuration, questions } = toTla(system);
  has(text, 'OneAtATime == Cardinality({one \\in Worker : worker[one].at = "busy"}) < 2');
  has(text, "NeverBack == [][latest' >= latest]_vars");
  has(text, "OneByOne == [][latest' > latest => latest' = latest + 1]_vars");
  has(text, 'AllIdle == \\E other \\in Worker : worker[other].at # "idle"');
  has(text, 'Done == ~ENABLED Next => latest = 3');
  has(text, 'InTheEnd == (latest > 1) ~> (Cardinality(deleted) > 0)');
  has(text, 'SomeDay == <>(latest = 3)');
  has(text, 'AtRest == <>[](latest > 2)');
  has(text, 'NowAndThen == []<>(latest > 0)');
  has(text, 'Fairness == (\\A me \\in Worker : WF_vars(Clean(me))) /\\ WF_vars(Next)');
  has(configuration(), 'INVARIANT TypeOK\nINVARIANT OneAtATime');
  assert.deepEqual(
    questions.map(({ name, asks }) => [name, asks]),
    [
      ['one at a time', 'INVARIANT'],
      ['all idle', 'INVARIANT'],
      ['done', 'INVARIANT'],
      ['never back', 'PROPERTY'],
      ['one by one', 'PROPERTY'],
      ['some day', 'PROPERTY'],
      ['at rest', 'PROPERTY'],
      ['now and then', 'PROPERTY'],
      ['in the end', 'PROPERTY'],
    ],
  );
});

test('interchangeable processes are model values', () => {
  const { eventually, leadsTo, eventuallyAlways, infinitelyOften, ...safe } = system;
  const { text, configuration } = toTla(model({ ...safe, symmetric: ['worker'] }));
  has(text, 'CONSTANTS A, B');
  has(text, 'Symmetry == Permutations(Worker)');
  has(configuration(), 'CONSTANT A = A\nCONSTANT B = B\nSYMMETRY Symmetry');
});

test('what has no translation is named, with where it stands and what to do', () => {
  interface Counter {
    n: number;
    on: boolean;
    worker: { plan: number }[];
  }
  const counter = (then: (s: Counter) => unknown) =>
    model({
      state: { n: range(0, 9), on: flag, worker: each(2, { plan: range(0, 3) }) },
      actions: { act: { then: then as never } },
    });
  const fails = (then: (s: Counter) => unknown, ...says: string[]) =>
    assert.throws(
      () => toTla(counter(then)),
      (error: unknown) => {
        assert(error instanceof ModelError, String(error));
        for (const words of ["The effect of 'act'", 'module.test.ts:', ...says]) {
          assert(error.message.includes(words), `«${error.message}» lacks «${words}»`);
        }
        return true;
      },
    );
  let calls = 0;
  fails(s => (s.n = Math.sqrt(s.n)), "'Math.sqrt(s.n)' calls a function that has no translation");
  fails(s => (s.n = s.n / 2), "'s.n / 2' has no translation");
  fails(s => (s.n = calls++), "'calls++' changes what is no field of the state", 'Declare it in the state');
  fails(s => (s.n = s.on as never), 'puts something else where such a value stands');
  fails(s => (s.n = [1, 2, 3].reverse()[0]!), "'[1, 2, 3].reverse()' has no translation");
  fails(s => (s.n = Math.random()), 'Math.random');
  fails(s => void s.worker.map(one => (one.plan = 1)), 'changes something while it asks', 'Use a for loop');
  fails(s => {
    try {
      s.n = 1;
    } finally {
      s.n = 2;
    }
  }, 'has no translation');
});

test('a remainder has the sign that it has in JavaScript', () => {
  const signed = (lowest: number) =>
    model({ state: { n: range(lowest, 3) }, actions: { halve: { then: s => void (s.n = s.n % 2) } } });
  has(toTla(signed(-3)).text, "Halve == n' = Rem(n, 2)");
  has(toTla(signed(0)).text, "Halve == n' = n % 2");
});

test('what a condition decides, it decides place by place', () => {
  const either = model({
    state: { on: flag, worker: each(2, { plan: range(0, 3), rest: range(0, 3) }) },
    actions: {
      act: {
        by: 'worker',
        then: (s, me) => {
          if (s.on) me.plan = 1;
          else {
            me.plan = 2;
            me.rest = 3;
          }
        },
      },
    },
  });
  const { text } = toTla(either);
  has(text, '![me].plan = IF on THEN 1 ELSE 2');
  has(text, '![me].rest = IF on THEN @ ELSE 3');
});

test('a copy stays as it was, and what may not be there is not taken for there', () => {
  const acts = (then: (s: { n: number; on: boolean; clock: number[] }) => void) => {
    const state = {
      n: range(0, 3),
      on: flag,
      worker: each(2, { plan: range(0, 3) }),
      clock: arrayOf('worker', range(0, 3)),
    };
    return toTla(model({ state, actions: { act: { then: then as never } } })).text;
  };
  const copied = acts(s => {
    const before = [...s.clock];
    const ones = s.clock.filter(n => n === 1);
    s.clock[0] = 1;
    s.on = before.every(n => n === 1);
    s.n = ones.length;
  });
  has(copied, "on' = (\\A c \\in Worker : clock[c] = 1)");
  has(copied, "n' = Cardinality({c \\in Worker : clock[c] = 1})");
  has(
    acts(s => void (s.n = Math.max(0, ...[1, 2].filter(n => n > s.n)))),
    'IF 1 > n THEN Max(0, 1) ELSE 0',
  );
  assert.throws(
    () => acts(s => void (s.n = ((a: number, b = 0) => a + b)(...([1, 2].filter(n => n > s.n) as [number])))),
    /spreads what may not be there/,
  );
});
